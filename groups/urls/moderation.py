"""Texts that somebody should look at: telling the team, the queue, words to writers."""

from django.urls import path

from groups.views.community import flagging, keeping, moderating

urlpatterns = [
    path("p/<program>/posts/<post>/tell/", flagging.FlagPost.as_view(), name="flag_post"),
    path("p/<program>/stories/<story>/tell/", flagging.FlagStory.as_view(), name="flag_story"),
    path("p/<program>/texts/told/", flagging.FlagSent.as_view(), name="flag_sent"),
    path("p/<program>/texts/words/", flagging.MyWordsFromTheTeam.as_view(), name="my_words_from_the_team"),
    path("desk/texts/", moderating.TextsExist.as_view(), name="desk_texts_exist"),
    path("desk/<program>/texts/", moderating.Queue.as_view(), name="desk_moderation"),
    path("desk/<program>/texts/watch/", keeping.Words.as_view(), name="desk_words"),
    path("desk/<program>/texts/watch/<word>/", keeping.OneWord.as_view(), name="desk_word"),
    path("desk/<program>/texts/kept/", keeping.Retention.as_view(), name="desk_retention"),
    path("desk/<program>/texts/kept/trial/", keeping.RetentionTrial.as_view(), name="desk_retention_trial"),
    path("desk/<program>/texts/<queued>/", moderating.OneItem.as_view(), name="desk_moderation_item"),
    path("desk/<program>/texts/<queued>/claim/", moderating.Claim.as_view(), name="desk_moderation_claim"),
    path("desk/<program>/texts/<queued>/reading/", moderating.Reading.as_view(), name="desk_moderation_reading"),
    path("desk/<program>/texts/<queued>/who/", moderating.WhoTold.as_view(), name="desk_moderation_who"),
    path("desk/<program>/texts/<queued>/writer/", moderating.WhoWrote.as_view(), name="desk_moderation_writer"),
    path("desk/<program>/texts/<queued>/copies/<copy>/", moderating.KeptCopy.as_view(), name="desk_kept_copy"),
    path("desk/<program>/texts/<queued>/act/<act>/", moderating.Act.as_view(), name="desk_moderation_act"),
]
