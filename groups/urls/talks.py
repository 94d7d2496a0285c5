"""Talks with two neutral people: the pages of a party, of the two, and of who looks after the report."""

from django.urls import path

from groups.views.conflicts import talks_desk, talks_lead, talks_party

MINE, LED, DESK = (
    "p/<program>/talks/<own_talks>/",
    "p/<program>/mediating/<mediation>/",
    "desk/<program>/talks-of-reports/",
)

urlpatterns = [
    path(MINE, talks_party.MyMediation.as_view(), name="my_mediation"),
    path(f"{MINE}answer/", talks_party.MyAnswer.as_view(), name="my_mediation_answer"),
    path(f"{MINE}words/", talks_party.MyStatement.as_view(), name="my_statement"),
    path(f"{MINE}words/<statement>/sharing/", talks_party.MySharing.as_view(), name="my_statement_sharing"),
    path(f"{MINE}agreement/", talks_party.MySettlement.as_view(), name="my_settlement"),
    path(f"{MINE}holding/", talks_party.MyHolding.as_view(), name="my_settlement_holding"),
    path(f"{MINE}stop/", talks_party.MyStop.as_view(), name="my_mediation_stop"),
    path("p/<program>/told/<conflict>/name/", talks_party.MyName.as_view(), name="my_report_name"),
    path("p/<program>/mediating/", talks_lead.Mediating.as_view(), name="mediating"),
    path(LED, talks_lead.OneMediation.as_view(), name="mediation"),
    path(f"{LED}reading/", talks_lead.Opening.as_view(), name="mediation_reading"),
    path(f"{LED}talk/", talks_lead.PlanTalk.as_view(), name="mediation_talk"),
    path(f"{LED}agreement/", talks_lead.WriteSettlement.as_view(), name="mediation_settlement"),
    path(f"{LED}ending/", talks_lead.EndTalks.as_view(), name="mediation_ending"),
    path(f"{LED}stepping-back/", talks_lead.StepBack.as_view(), name="mediation_stepping_back"),
    path(f"{LED}holding/", talks_lead.LookAgain.as_view(), name="mediation_holding"),
    path(
        "desk/<program>/conflicts/<conflict>/talks/", talks_desk.OfferMediation.as_view(), name="desk_mediation_offer"
    ),
    path("desk/<program>/conflicts/<conflict>/talks/side/", talks_desk.AddParty.as_view(), name="desk_mediation_side"),
    path(
        "desk/<program>/conflicts/<conflict>/talks/name/", talks_desk.AskForName.as_view(), name="desk_mediation_name"
    ),
    path(f"{DESK}<mediation>/", talks_desk.DeskMediation.as_view(), name="desk_mediation"),
    path(f"{DESK}<mediation>/mediators/", talks_desk.DeskMediators.as_view(), name="desk_mediators"),
    path(f"{DESK}<mediation>/ending/", talks_desk.DeskEnding.as_view(), name="desk_mediation_ending"),
    path(f"{DESK}<mediation>/holding/", talks_desk.DeskHolding.as_view(), name="desk_mediation_holding"),
]
