from django.urls import path

from peersupport.report import views

urlpatterns = [
    path("<str:program>/report/", views.Report.as_view(), name="desk_report"),
    path("<str:program>/report/figures.csv", views.ReportFile.as_view(), name="desk_report_file"),
]
