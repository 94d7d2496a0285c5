"""The addresses of groups, by reader."""

from django.urls import path

from groups.views import facilitator, member

member_urls = [
    path("meetings/", member.MyMeetings.as_view(), name="my_meetings"),
    path("p/<program>/meetings/<meeting>/", member.MeetingDetail.as_view(), name="meeting_detail"),
    path("p/<program>/meetings/<meeting>/answer/", member.MeetingAnswer.as_view(), name="meeting_answer"),
    path("p/<program>/feedback/<feedback>/", member.Feedback.as_view(), name="feedback"),
]

facilitator_urls = [
    path("facilitating/", facilitator.FacilitatorHomePage.as_view(), name="facilitator_home"),
    path("p/<program>/meetings/<meeting>/log/", facilitator.SessionLogPage.as_view(), name="session_log"),
]

urlpatterns = member_urls + facilitator_urls
