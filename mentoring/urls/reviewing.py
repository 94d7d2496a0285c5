"""Choosing peers: sheets, interviews, decisions."""

from django.urls import path

from mentoring.views import applicant, choosing_decisions, choosing_marks, choosing_readers, choosing_talks, reviewing

my_urls = [
    path("p/<program>/reading/", reviewing.MyReading.as_view(), name="my_reading"),
    path("p/<program>/reading/<sheet>/", reviewing.SheetPage.as_view(), name="sheet"),
    path("application/<application>/interview/", applicant.ApplicationTalk.as_view(), name="application_talk"),
    path(
        "application/<application>/interview/cancellation/",
        applicant.ApplicationTalkCancellation.as_view(),
        name="application_talk_cancellation",
    ),
    path("application/<application>/answer/", applicant.ApplicationPlace.as_view(), name="application_place"),
]

IN_CAMPAIGN = "desk/<program>/campaigns/<campaign>/"
campaign_urls = [
    path(f"{IN_CAMPAIGN}reading/", choosing_readers.DeskReading.as_view(), name="desk_readers"),
    path(f"{IN_CAMPAIGN}interviews/", choosing_talks.DeskPanelTimes.as_view(), name="desk_panel_times"),
    path(f"{IN_CAMPAIGN}interviews/new/", choosing_talks.DeskPanelTimesNew.as_view(), name="desk_panel_times_new"),
    path(f"{IN_CAMPAIGN}marks/", choosing_marks.DeskMarks.as_view(), name="desk_marks"),
    path(f"{IN_CAMPAIGN}decisions/", choosing_marks.DeskChoice.as_view(), name="desk_choice"),
    path(f"{IN_CAMPAIGN}release/", choosing_decisions.DeskRelease.as_view(), name="desk_release"),
    path(
        "desk/<program>/interview-times/<panel_time>/withdrawal/",
        choosing_talks.DeskPanelTimeWithdrawal.as_view(),
        name="desk_panel_time_withdrawal",
    ),
    path("desk/<program>/interviews/<panel_talk>/", choosing_talks.DeskPanelTalk.as_view(), name="desk_panel_talk"),
]

IN_APPLICATION = "desk/<program>/applications/<application>/"
application_urls = [
    path(f"{IN_APPLICATION}selection/", choosing_decisions.DeskSelection.as_view(), name="desk_selection"),
    path(
        f"{IN_APPLICATION}readers/",
        choosing_readers.DeskApplicationReaders.as_view(),
        name="desk_application_readers",
    ),
    path(f"{IN_APPLICATION}readers/removal/", choosing_readers.DeskReaderRemoval.as_view(), name="desk_reader_removal"),
    path(
        f"{IN_APPLICATION}interview/",
        choosing_talks.DeskSelectionInvitation.as_view(),
        name="desk_selection_invitation",
    ),
    path(f"{IN_APPLICATION}decision/<answer>/", choosing_decisions.DeskVerdict.as_view(), name="desk_verdict"),
    path(f"{IN_APPLICATION}decision-back/", choosing_decisions.DeskVerdictBack.as_view(), name="desk_verdict_back"),
    path(f"{IN_APPLICATION}reopening/", choosing_decisions.DeskReopening.as_view(), name="desk_reopening"),
]

urlpatterns = [*my_urls, *campaign_urls, *application_urls]
