"""What is asked over time: the plan, its limit, what the messages say; adding to it, changing it, stopping it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from intake.services.survey_plans import change_plan, plan_survey, set_limit, stop_plan
from intake.survey_queries import days_of_somebody_new, limit_of, plans_of, questionnaires_to_plan
from peersupport.setup import forms, survey_forms
from peersupport.setup.survey_queries import plan_named, previews
from peersupport.setup.views.base import SetupForm

DAYS = ("remind_after_days", "overdue_after_days", "expires_after_days")


class SurveyPage(SetupForm, abstract=True):
    def back(self):
        return redirect("desk_setup_surveys", self.program.public_id)


class Surveys(SurveyPage):
    """The plan as it stands; the form on it is the limit."""

    form_class = survey_forms.Limit
    template_name = "setup/surveys.html"

    def get_initial(self):
        limit = limit_of(self.program)
        return {"most": limit.most, "days": limit.days}

    def get_context_data(self, **kwargs):
        surveys = plans_of(self.program)
        today = timezone.now().astimezone(self.program.zone).date()
        return super().get_context_data(
            surveys=surveys,
            moments=days_of_somebody_new(surveys, today=today),
            previews=previews(self.program, surveys),
            **kwargs,
        )

    def act(self, form):
        set_limit(self.program, by=self.participation, **form.cleaned_data)
        messages.success(self.request, _("The limit is saved."))


class SurveyNew(SurveyPage):
    form_class = survey_forms.NewSurvey
    template_name = "setup/survey_new.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"questionnaires": questionnaires_to_plan(self.program)}

    def act(self, form):
        plan_survey(self.program, by=self.participation, **form.cleaned_data)
        messages.success(self.request, _("Planned. Nothing was sent yet: each person is asked on their day."))


class OneSurvey(SurveyPage, abstract=True):
    """A page about one plan that is active; one that was stopped meanwhile leads back to the list."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.plan = plan_named(self.participation, kwargs["plan"])
            if self.plan is None:
                raise Http404

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not self.plan.is_active:
            return self.back()
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(plan=self.plan, **kwargs)


class SurveyEdit(OneSurvey):
    form_class = survey_forms.SurveyDays
    template_name = "setup/survey_edit.html"

    def get_initial(self):
        return {name: getattr(self.plan, name) for name in DAYS}

    def act(self, form):
        change_plan(self.plan, by=self.participation, **form.cleaned_data)
        messages.success(self.request, _("Saved. It holds for everybody who is asked from now on."))


class SurveyEnd(OneSurvey):
    form_class = forms.Nothing
    template_name = "setup/survey_end.html"

    def act(self, form):
        stop_plan(self.plan, by=self.participation)
        messages.success(self.request, _("Stopped. Nobody new is asked. The answers stay."))
