"""The lane without names: a form, a mailbox, and where the team reads. Codes never stand in an address."""

from django.urls import path

from groups.views import without_name, without_name_desk

urlpatterns = [
    path("without-a-name/mailbox/", without_name.Mailbox.as_view(), name="unnamed_mailbox"),
    path("without-a-name/<slug:slug>/", without_name.Report.as_view(), name="unnamed_report"),
    path("desk/<program>/without-a-name/", without_name_desk.Reports.as_view(), name="desk_unnamed_reports"),
    path("desk/<program>/without-a-name/<uuid:report>/", without_name_desk.OneReport.as_view(), name="desk_unnamed"),
    path(
        "desk/<program>/without-a-name/<uuid:report>/answer/",
        without_name_desk.Answer.as_view(),
        name="desk_unnamed_answer",
    ),
    path(
        "desk/<program>/without-a-name/<uuid:report>/ending/",
        without_name_desk.Ending.as_view(),
        name="desk_unnamed_ending",
    ),
]
