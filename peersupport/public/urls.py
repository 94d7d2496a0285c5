"""Addresses anyone may open."""

from django.urls import path

from peersupport.public import views

urlpatterns = [
    path("", views.PublicHome.as_view(), name="public_home"),
    path("programs/<slug:slug>/", views.ProgramPage.as_view(), name="program_page"),
    path("programs/<slug:slug>/poster/", views.ProgramPoster.as_view(), name="program_poster"),
    path("meetings.json", views.MeetingGuide.as_view(), name="meeting_guide"),
    path("help/", views.HelpNow.as_view(), name="help_now"),
    path("privacy/", views.Privacy.as_view(), name="privacy"),
]
