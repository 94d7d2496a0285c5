"""What became of the surveys, on the desk: figures for each, and names only where answers stand with a name."""

from django.http import Http404
from django.utils import timezone
from django.views.generic import ListView, TemplateView

from intake.models import SurveyPlan
from intake.survey_queries import counts_of, people_asked
from programs.access import Permission
from programs.views.base import ProgramView


class SurveysPage(ProgramView, abstract=True):
    permission = Permission.SEE_PEOPLE

    @property
    def today(self):
        return timezone.now().astimezone(self.program.zone).date()

    def get_context_data(self, **kwargs):
        return super().get_context_data(here="surveys", **kwargs)


class DeskSurveys(SurveysPage, TemplateView):
    template_name = "intake/surveys/desk.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(rows=counts_of(self.program, today=self.today), **kwargs)


class DeskSurvey(SurveysPage, ListView):
    """Who was asked by one plan and has not answered yet, first; of an anonymous one, nobody."""

    model = SurveyPlan
    template_name = "intake/surveys/desk_one.html"
    context_object_name = "asked"
    paginate_by = 50

    def get_queryset(self):
        self.plan = super().get_queryset().filter(public_id=self.kwargs["plan"]).select_related("questionnaire").first()
        if self.plan is None:
            raise Http404
        return people_asked(self.plan, today=self.today)

    def get_context_data(self, **kwargs):
        counts = next((row for row in counts_of(self.program, today=self.today) if row.plan == self.plan), None)
        return super().get_context_data(plan=self.plan, counts=counts, **kwargs)
