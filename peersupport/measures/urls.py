"""What was decided about oneself, taking a measure, looking at something again. No address says what it is."""

from django.urls import path

from peersupport.measures import views_desk, views_own

urlpatterns = [
    path("to-you/<letter>/", views_own.MyMeasure.as_view(), name="my_measure"),
    path("to-you/<letter>/again/", views_own.AskAboutMeasure.as_view(), name="my_measure_again"),
    path("p/<program>/told/<conflict>/again/", views_own.AskAboutReport.as_view(), name="my_report_again"),
    path("desk/<program>/conflicts/<conflict>/measure/", views_desk.TakeMeasure.as_view(), name="desk_measure"),
    path("desk/<program>/again/", views_desk.Reviews.as_view(), name="desk_reviews"),
    path("desk/<program>/again/<review>/", views_desk.OneReview.as_view(), name="desk_review"),
    path("desk/<program>/again/<review>/reading/", views_desk.ReviewReading.as_view(), name="desk_review_reading"),
    path("desk/<program>/again/<review>/reviewer/", views_desk.OtherReviewer.as_view(), name="desk_review_reviewer"),
]
