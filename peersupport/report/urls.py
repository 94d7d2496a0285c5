from django.urls import path

from peersupport.report import views
from peersupport.report.needs import views as needs

urlpatterns = [
    path("<str:program>/report/", views.Report.as_view(), name="desk_report"),
    path("<str:program>/report/figures.csv", views.ReportFile.as_view(), name="desk_report_file"),
    path("<str:program>/report/change/", views.ChangeList.as_view(), name="desk_changes"),
    path("<str:program>/report/change/<str:measure>/", views.Change.as_view(), name="desk_change"),
    path("<str:program>/report/change/<str:measure>/figures.csv", views.ChangeFile.as_view(), name="desk_change_file"),
    path("<str:program>/report/answers/<str:answered>/", views.Answers.as_view(), name="desk_answers"),
    path(
        "<str:program>/report/answers/<str:answered>/figures.csv",
        views.AnswersFile.as_view(),
        name="desk_answers_file",
    ),
    path("<str:program>/report/needs/", needs.Needs.as_view(), name="desk_report_needs"),
    path("<str:program>/report/needs/figures.csv", needs.NeedsFile.as_view(), name="desk_report_needs_file"),
]
