from django.urls import path

from peersupport.setup.views import new, publication, steps, surveys, texts, way_in

urlpatterns = [
    path("new/", new.ProgramNew.as_view(), name="program_new"),
    path("<str:program>/setup/", steps.DeskSetup.as_view(), name="desk_setup"),
    path("<str:program>/setup/texts/", texts.Texts.as_view(), name="desk_setup_texts"),
    path("<str:program>/setup/rules/", texts.Rules.as_view(), name="desk_setup_rules"),
    path("<str:program>/setup/consents/<slug:purpose>/", texts.Consent.as_view(), name="desk_setup_consent"),
    path("<str:program>/setup/practical/", texts.Practical.as_view(), name="desk_setup_practical"),
    path("<str:program>/setup/eligibility/", texts.Eligibility.as_view(), name="desk_setup_eligibility"),
    path("<str:program>/setup/surveys/", surveys.Surveys.as_view(), name="desk_setup_surveys"),
    path("<str:program>/setup/surveys/new/", surveys.SurveyNew.as_view(), name="desk_setup_survey_new"),
    path("<str:program>/setup/surveys/<slug:plan>/", surveys.SurveyEdit.as_view(), name="desk_setup_survey_edit"),
    path("<str:program>/setup/surveys/<slug:plan>/end/", surveys.SurveyEnd.as_view(), name="desk_setup_survey_end"),
    path("<str:program>/setup/way-in/", way_in.WayIn.as_view(), name="desk_setup_way_in"),
    path("<str:program>/publication/", publication.Publication.as_view(), name="desk_publish"),
    path("<str:program>/pause/", publication.Pause.as_view(), name="desk_pause"),
    path("<str:program>/resumption/", publication.Resumption.as_view(), name="desk_resumption"),
    path("<str:program>/closure/", publication.Closure.as_view(), name="desk_closure"),
]
