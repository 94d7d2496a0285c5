"""Addresses of coming in."""

from django.urls import include, path

from intake.views import exchange, guardian, join, referral, requests, talks, telling

urlpatterns = [
    path(
        "desk/<str:program>/questionnaires/import/",
        exchange.QuestionnaireFromFile.as_view(),
        name="desk_questionnaire_import",
    ),
    path(
        "desk/<str:program>/questionnaires/<str:questionnaire>/export/",
        exchange.QuestionnaireExport.as_view(),
        name="desk_questionnaire_export",
    ),
    path(
        "desk/<str:program>/questionnaires/<str:questionnaire>/file/",
        exchange.QuestionnaireFile.as_view(),
        name="desk_questionnaire_file",
    ),
    path(
        "desk/<str:program>/questionnaires/<str:questionnaire>/answers/",
        exchange.AnswersFile.as_view(),
        name="desk_questionnaire_answers",
    ),
    path(
        "desk/<str:program>/responses/<str:response>/file/",
        exchange.ResponseFile.as_view(),
        name="desk_response_file",
    ),
    path("desk/", include("intake.views.questionnaires.urls")),
    path("join/<slug:slug>/", join.JoinStart.as_view(), name="join_start"),
    path("join/<slug:slug>/confidentiality/", join.JoinConfidentiality.as_view(), name="join_confidentiality"),
    path("join/<slug:slug>/question/<slug:key>/", join.JoinQuestion.as_view(), name="join_question"),
    path("join/<slug:slug>/guardian/", guardian.JoinGuardian.as_view(), name="join_guardian"),
    path("guardian/<str:guardian_token>/", guardian.Guardian.as_view(), name="guardian"),
    path("join/<slug:slug>/more/", telling.JoinTelling.as_view(), name="join_telling"),
    path("join/<slug:slug>/page/<slug:page>/", telling.JoinAnswers.as_view(), name="join_page"),
    path("join/<slug:slug>/later/", telling.JoinLater.as_view(), name="join_later"),
    path("go-on/<str:resume>/", telling.JoinResume.as_view(), name="join_resume"),
    path("join/<slug:slug>/other-help/", join.JoinElsewhere.as_view(), name="join_elsewhere"),
    path("join/<slug:slug>/check/", join.JoinCheck.as_view(), name="join_check"),
    path("join/<slug:slug>/sent/", join.JoinSent.as_view(), name="join_sent"),
    path("requests/<slug:assessment>/", requests.RequestStatus.as_view(), name="request_status"),
    path("requests/<slug:assessment>/referral/", referral.RequestReferral.as_view(), name="request_referral"),
    path("requests/<slug:assessment>/reply/", requests.RequestReply.as_view(), name="request_reply"),
    path("requests/<slug:assessment>/withdrawal/", requests.RequestWithdrawal.as_view(), name="request_withdrawal"),
    path(
        "requests/<slug:assessment>/newer-answers/",
        requests.RequestNewerAnswers.as_view(),
        name="request_newer_answers",
    ),
    path("refer/<str:referral_token>/", referral.Refer.as_view(), name="refer"),
    path("requests/<slug:assessment>/talk/", talks.TalkPage.as_view(), name="request_talk"),
    path("requests/<slug:assessment>/talk/change/", talks.TalkChange.as_view(), name="request_talk_change"),
    path(
        "requests/<slug:assessment>/talk/cancellation/",
        talks.TalkCancellation.as_view(),
        name="request_talk_cancellation",
    ),
]
