"""Who supports whom: drafts, suggestions, rankings."""

from django.urls import path

from mentoring.views import matching, proposals, ranking

urlpatterns = [
    path("desk/<program>/match/", matching.DeskMatch.as_view(), name="desk_match"),
    path("desk/<program>/match/publication/", matching.DeskMatchPublish.as_view(), name="desk_match_publish"),
    path("desk/<program>/match/ending/", matching.DeskMatchDiscard.as_view(), name="desk_match_discard"),
    path("desk/<program>/match/wishes/<match_wish>/", matching.DeskMatchWish.as_view(), name="desk_match_wish"),
    path("desk/<program>/match/<person>/peer/", matching.DeskMatchChoose.as_view(), name="desk_match_choose"),
    path("desk/<program>/match/<person>/other/", matching.DeskMatchNot.as_view(), name="desk_match_not"),
    path("desk/<program>/match/<person>/stay/", matching.DeskMatchStay.as_view(), name="desk_match_stay"),
    path("desk/<program>/match/<person>/suggestion/", proposals.DeskMatchSuggest.as_view(), name="desk_match_suggest"),
    path("p/<program>/peers/", proposals.MyPeers.as_view(), name="my_peers"),
    path("p/<program>/peers/asking/", proposals.MyPeersAsk.as_view(), name="my_peers_ask"),
    path("p/<program>/peer/ranking/", ranking.PeerRanking.as_view(), name="peer_ranking"),
    path("p/<program>/suggestions/<proposal>/", proposals.ProposalPage.as_view(), name="proposal"),
]
