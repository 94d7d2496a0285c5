"""The addresses of groups, by reader."""

from django.urls import path

from groups.views import after_session, calendar, covers, facilitator, joining, member, offers, offline, printing
from groups.views.desk import agenda, following, groups, holidays, meetings, placement, places, rules, series, themes

member_urls = [
    path("meetings/", member.MyMeetings.as_view(), name="my_meetings"),
    path("p/<program>/meetings/<meeting>/", member.MeetingDetail.as_view(), name="meeting_detail"),
    path("p/<program>/meetings/<meeting>/answer/", member.MeetingAnswer.as_view(), name="meeting_answer"),
    path("p/<program>/offers/<offer>/", offers.PlaceOfferPage.as_view(), name="place_offer"),
    path("p/<program>/meetings/<meeting>/number/", joining.MeetingNumber.as_view(), name="meeting_number"),
    path("p/<program>/groups/<group>/rules/", joining.GroupRulesPage.as_view(), name="group_rules"),
    path("p/<program>/feedback/<feedback>/", member.Feedback.as_view(), name="feedback"),
]

facilitator_urls = [
    path("p/<program>/meetings/<meeting>/stand-in/", covers.AskForCover.as_view(), name="ask_for_cover"),
    path("p/<program>/stand-ins/<cover>/", covers.CoverDetail.as_view(), name="cover"),
    path("facilitating/", facilitator.FacilitatorHomePage.as_view(), name="facilitator_home"),
    path("p/<program>/meetings/<meeting>/log/", facilitator.SessionLogPage.as_view(), name="session_log"),
    path(
        "p/<program>/meetings/<meeting>/log/additions/", after_session.AddToLog.as_view(), name="session_log_additions"
    ),
    path("p/<program>/meetings/<meeting>/log/debrief/", after_session.DebriefPage.as_view(), name="debrief"),
    path(
        "p/<program>/meetings/<meeting>/log/accounts/", after_session.SecondAccounts.as_view(), name="second_accounts"
    ),
    path("p/<program>/meetings/<meeting>/print/", printing.PrintPack.as_view(), name="print_pack"),
    path(
        "p/<program>/meetings/<meeting>/print/attendance/",
        printing.PrintPack.as_view(shown=(printing.ATTENDANCE,)),
        name="print_attendance",
    ),
    path(
        "p/<program>/meetings/<meeting>/print/rules/",
        printing.PrintPack.as_view(shown=(printing.RULES,)),
        name="print_rules",
    ),
    path(
        "p/<program>/meetings/<meeting>/print/agenda/",
        printing.PrintPack.as_view(shown=(printing.AGENDA,)),
        name="print_agenda",
    ),
    path("p/<program>/follow-ups/<task>/done/", after_session.FollowUpDone.as_view(), name="follow_up_done"),
]

offline_urls = [
    path("offline-log/", offline.shell, name="offline_shell"),
    path("offline-log/worker.js", offline.worker, name="offline_worker"),
]

calendar_urls = [
    path("calendar/<token>.ics", calendar.CalendarFeedPage.as_view(), name="calendar_feed"),
    path("choices/calendar/", calendar.CalendarChoices.as_view(), name="calendar_choices"),
    path("p/<program>/meetings/<meeting>/event.ics", calendar.MeetingFile.as_view(), name="meeting_file"),
]

desk_urls = [
    path("desk/<program>/groups/", groups.DeskGroups.as_view(), name="desk_groups"),
    path("desk/<program>/groups/new/", groups.DeskGroupNew.as_view(), name="desk_group_new"),
    path("desk/<program>/groups/<group>/", groups.DeskGroup.as_view(), name="desk_group"),
    path("desk/<program>/groups/<group>/details/", groups.DeskGroupEdit.as_view(), name="desk_group_edit"),
    path("desk/<program>/groups/<group>/agenda/", agenda.DeskGroupAgenda.as_view(), name="desk_group_agenda"),
    path("desk/<program>/groups/<group>/series/new/", series.DeskSeriesNew.as_view(), name="desk_series_new"),
    path("desk/<program>/groups/<group>/rules/", rules.DeskGroupRules.as_view(), name="desk_group_rules"),
    path("desk/<program>/groups/<group>/themes/", themes.DeskGroupThemes.as_view(), name="desk_group_themes"),
    path("desk/<program>/groups/<group>/people/", places.DeskGroupPeople.as_view(), name="desk_group_people"),
    path("desk/<program>/groups/<group>/people/<person>/", places.DeskGroupPerson.as_view(), name="desk_group_person"),
    path(
        "desk/<program>/groups/<group>/facilitators/new/",
        places.DeskGroupFacilitator.as_view(),
        name="desk_group_facilitator",
    ),
    path("desk/<program>/series/<series>/ending/", series.DeskSeriesEnd.as_view(), name="desk_series_end"),
    path("desk/<program>/meetings/<meeting>/time/", meetings.DeskMeetingMove.as_view(), name="desk_meeting_move"),
    path(
        "desk/<program>/meetings/<meeting>/holiday/", holidays.DeskMeetingHoliday.as_view(), name="desk_meeting_holiday"
    ),
    path(
        "desk/<program>/meetings/<meeting>/following/",
        following.DeskMeetingFollowing.as_view(),
        name="desk_meeting_following",
    ),
    path(
        "desk/<program>/meetings/<meeting>/cancellation/",
        meetings.DeskMeetingCancel.as_view(),
        name="desk_meeting_cancel",
    ),
    path("desk/<program>/placement/", placement.DeskPlacement.as_view(), name="desk_placement"),
    path(
        "desk/<program>/placement/publication/",
        placement.DeskPlacementPublish.as_view(),
        name="desk_placement_publish",
    ),
    path("desk/<program>/placement/ending/", placement.DeskPlacementDiscard.as_view(), name="desk_placement_discard"),
    path("desk/<program>/placement/wishes/<wish>/", placement.DeskPlacementWish.as_view(), name="desk_placement_wish"),
    path(
        "desk/<program>/placement/<person>/group/",
        placement.DeskPlacementChoose.as_view(),
        name="desk_placement_choose",
    ),
    path(
        "desk/<program>/placement/<person>/other/",
        placement.DeskPlacementKeepOut.as_view(),
        name="desk_placement_keep_out",
    ),
    path("desk/<program>/placement/<person>/stay/", placement.DeskPlacementStay.as_view(), name="desk_placement_stay"),
    path("desk/<program>/places/<membership>/", places.DeskGroupPlace.as_view(), name="desk_group_place"),
    path("desk/<program>/places/<membership>/ending/", places.DeskGroupLeave.as_view(), name="desk_group_leave"),
]

urlpatterns = member_urls + facilitator_urls + offline_urls + calendar_urls + desk_urls
