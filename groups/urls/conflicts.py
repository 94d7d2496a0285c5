"""Reports of what went wrong: telling one and following it; where its named readers work."""

from django.urls import path

from groups.views.conflicts import acts, desk, telling

urlpatterns = [
    path("p/<program>/something-wrong/", telling.TellConflict.as_view(), name="tell_conflict"),
    path("p/<program>/told/<conflict>/", telling.MyReport.as_view(), name="my_report"),
    path("p/<program>/told/<conflict>/sent/", telling.ReportSent.as_view(), name="report_sent"),
    path("p/<program>/told/<conflict>/line/", telling.AddToMyReport.as_view(), name="my_report_line"),
    path("p/<program>/told/<conflict>/stop/", telling.StopMyReport.as_view(), name="my_report_stop"),
    path("desk/reports/", desk.ReportsExist.as_view(), name="desk_reports_exist"),
    path("desk/<program>/conflicts/", desk.Reports.as_view(), name="desk_conflicts"),
    path("desk/<program>/conflicts/clocks/", acts.Clocks.as_view(), name="desk_conflict_clocks"),
    path("desk/<program>/conflicts/<conflict>/", desk.OneReport.as_view(), name="desk_conflict"),
    path("desk/<program>/conflicts/<conflict>/reading/", desk.Reading.as_view(), name="desk_conflict_reading"),
    path("desk/<program>/conflicts/<conflict>/taking-up/", desk.TakingUp.as_view(), name="desk_conflict_taking_up"),
    path("desk/<program>/conflicts/<conflict>/step/", desk.Step.as_view(), name="desk_conflict_step"),
    path("desk/<program>/conflicts/<conflict>/readers/", acts.MoreReaders.as_view(), name="desk_conflict_readers"),
    path("desk/<program>/conflicts/<conflict>/way/", acts.OtherRoute.as_view(), name="desk_conflict_route"),
    path("desk/<program>/conflicts/<conflict>/danger/", acts.ToSafety.as_view(), name="desk_conflict_danger"),
    path("desk/<program>/conflicts/<conflict>/ending/", acts.Ending.as_view(), name="desk_conflict_ending"),
    path("desk/<program>/conflicts/<conflict>/reopening/", desk.Reopening.as_view(), name="desk_conflict_reopening"),
]
