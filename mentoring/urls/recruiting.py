"""Finding peers: campaigns, applications, references, checks."""

from django.urls import path

from mentoring.views import (
    applications,
    apply_later,
    apply_questions,
    applying,
    campaign_public,
    campaigns,
    my_application,
    needs_board,
    vouching,
)

public_urls = [
    path("join-us/<campaign>/", campaign_public.CampaignPage.as_view(), name="campaign_page"),
    path("join-us/<campaign>/poster/", campaign_public.CampaignPoster.as_view(), name="campaign_poster"),
    path("join-us/<campaign>/apply/", applying.ApplyStart.as_view(), name="apply_start"),
    path("join-us/<campaign>/apply/check/", applying.ApplyCheck.as_view(), name="apply_check"),
    path("join-us/<campaign>/apply/sent/", applying.ApplySent.as_view(), name="apply_sent"),
    path("join-us/<campaign>/apply/late/", applying.ApplyLate.as_view(), name="apply_late"),
    path("join-us/<campaign>/apply/later/", apply_later.ApplyLater.as_view(), name="apply_later"),
    path("join-us/<campaign>/apply/ask/<key>/", applying.ApplyQuestion.as_view(), name="apply_page"),
    path("join-us/<campaign>/apply/more/<page>/", apply_questions.ApplyAnswers.as_view(), name="apply_question"),
    path("reference/<reference_token>/", vouching.ReferencePage.as_view(), name="reference"),
    path("apply-again/<resume>/", apply_later.ApplyResume.as_view(), name="apply_resume"),
]

my_urls = [
    path("application/<application>/", my_application.ApplicationStatus.as_view(), name="application_status"),
    path("application/<application>/reply/", my_application.ApplicationReply.as_view(), name="application_reply"),
    path(
        "application/<application>/revision/",
        my_application.ApplicationRevision.as_view(),
        name="application_revision",
    ),
    path(
        "application/<application>/withdrawal/",
        my_application.ApplicationWithdrawal.as_view(),
        name="application_withdrawal",
    ),
]

desk_urls = [
    path("desk/<program>/campaigns/", campaigns.DeskCampaigns.as_view(), name="desk_campaigns"),
    path("desk/<program>/campaigns/new/", campaigns.DeskCampaignNew.as_view(), name="desk_campaign_new"),
    path("desk/<program>/campaigns/<campaign>/", campaigns.DeskCampaign.as_view(), name="desk_campaign"),
    path(
        "desk/<program>/campaigns/<campaign>/details/", campaigns.DeskCampaignEdit.as_view(), name="desk_campaign_edit"
    ),
    path(
        "desk/<program>/campaigns/<campaign>/criteria/",
        campaigns.DeskCampaignCriteria.as_view(),
        name="desk_campaign_criteria",
    ),
    path(
        "desk/<program>/campaigns/<campaign>/publication/",
        campaigns.DeskCampaignPublication.as_view(),
        name="desk_campaign_publication",
    ),
    path(
        "desk/<program>/campaigns/<campaign>/ending/",
        campaigns.DeskCampaignEnding.as_view(),
        name="desk_campaign_ending",
    ),
    path(
        "desk/<program>/campaigns/<campaign>/applications/",
        applications.DeskApplications.as_view(),
        name="desk_applications",
    ),
    path("desk/<program>/applications/<application>/", applications.DeskApplication.as_view(), name="desk_application"),
    path(
        "desk/<program>/applications/<application>/revision/",
        applications.DeskApplicationRevision.as_view(),
        name="desk_application_revision",
    ),
    path("desk/<program>/needs-board/", needs_board.DeskNeedsBoard.as_view(), name="desk_needs_board"),
    path("desk/<program>/references/<reference>/", vouching.DeskReference.as_view(), name="desk_reference"),
    path("desk/<program>/checks/<checked>/", vouching.DeskPersonChecks.as_view(), name="desk_person_checks"),
]

urlpatterns = [*public_urls, *my_urls, *desk_urls]
