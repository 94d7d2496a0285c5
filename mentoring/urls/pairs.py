"""Two people who meet: agreement, goals, logs, safety, the end."""

from django.urls import path

from mentoring.views import pair_change, pair_logs, pair_meetings, pairs, pairs_desk

ONE = "p/<program>/pairs/<pair>/"
DESK = "desk/<program>/pairs/"

member_urls = [
    path(ONE, pairs.PairPage.as_view(), name="pair"),
    path(ONE + "agreement/", pairs.PairAgreement.as_view(), name="pair_agreement"),
    path(ONE + "agreement/yes/", pairs.PairAgreementYes.as_view(), name="pair_agreement_yes"),
    path(ONE + "goals/", pairs.PairGoals.as_view(), name="pair_goals"),
    path(ONE + "goals/<goal>/", pairs.PairGoal.as_view(), name="pair_goal"),
    path(ONE + "steps/<step>/", pairs.PairStep.as_view(), name="pair_step"),
    path(ONE + "earlier/", pairs.PairEarlier.as_view(), name="pair_earlier"),
    path(ONE + "change/", pair_change.PairChange.as_view(), name="pair_change"),
    path(ONE + "way/", pair_meetings.PairWay.as_view(), name="pair_way"),
    path(ONE + "meetings/new/", pair_meetings.PairMeetingNew.as_view(), name="pair_meeting_new"),
    path(
        ONE + "meetings/<pair_meeting>/cancellation/",
        pair_meetings.PairMeetingCancel.as_view(),
        name="pair_meeting_cancel",
    ),
    path(ONE + "meetings/<pair_meeting>/check-in/", pair_meetings.PairCheckIn.as_view(), name="pair_check_in"),
    path(ONE + "meetings/<pair_meeting>/log/", pair_logs.PairLogWrite.as_view(), name="pair_log"),
    path(ONE + "logs/<pair_log>/", pair_logs.PairLogPage.as_view(), name="pair_log_page"),
    path("p/<program>/supporting/", pair_change.RoleChangePage.as_view(), name="role_change"),
]

desk_urls = [
    path(DESK, pairs_desk.DeskPairs.as_view(), name="desk_pairs"),
    path(DESK + "<pair>/", pairs_desk.DeskPair.as_view(), name="desk_pair"),
    path(DESK + "<pair>/reading/", pairs_desk.DeskPairReading.as_view(), name="desk_pair_reading"),
    path(DESK + "<pair>/contacts/<contact>/", pairs_desk.DeskPairContact.as_view(), name="desk_pair_contact"),
    path(DESK + "<pair>/wishes/<pair_wish>/", pairs_desk.DeskPairWish.as_view(), name="desk_pair_wish"),
    path(DESK + "<pair>/ending/", pairs_desk.DeskPairEnding.as_view(), name="desk_pair_ending"),
    path(DESK + "<pair>/reassignment/", pairs_desk.DeskPairReassign.as_view(), name="desk_pair_reassign"),
    path("desk/<program>/supporting/<role_change>/", pairs_desk.DeskRoleChange.as_view(), name="desk_role_change"),
]

urlpatterns = member_urls + desk_urls
