"""Addresses of surveys: answering by the link of a message, and what came back, on the desk."""

from django.urls import path

from intake.views import survey_anonymous, survey_desk, surveys

urlpatterns = [
    path("answer/<str:survey>/", surveys.SurveyStart.as_view(), name="survey"),
    path("answer/<str:survey>/page/<slug:page>/", surveys.SurveyPage.as_view(), name="survey_page"),
    path("answer/<str:survey>/check/", surveys.SurveyCheck.as_view(), name="survey_check"),
    path("answer/<str:survey>/without-a-name/", survey_anonymous.AnonymousSurvey.as_view(), name="survey_anonymous"),
    path("answer/<str:survey>/sent/", surveys.SurveySent.as_view(), name="survey_sent"),
    path("answer/<str:survey>/closed/", surveys.SurveyOver.as_view(), name="survey_closed"),
    path("desk/<str:program>/surveys/", survey_desk.DeskSurveys.as_view(), name="desk_surveys"),
    path("desk/<str:program>/surveys/<slug:plan>/", survey_desk.DeskSurvey.as_view(), name="desk_survey"),
]
