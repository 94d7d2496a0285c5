"""What the team has decided about oneself, and asking that somebody else looks at it again."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from groups.conflict_clocks import rules_of, working_day
from groups.queries.reviews import looked_at_again, my_measures, who_would_look
from groups.services.reviews import ask_review
from groups.views.conflicts.telling import OneOfMine
from peersupport.measures.forms import AskAgainForm
from programs.errors import DomainError
from programs.views.base import PersonView


@method_decorator(never_cache, name="dispatch")
class OneMeasureOfMine(PersonView):
    """For who it is about alone: also once they have left, for then it may matter most."""

    def measure(self):
        found = get_object_or_404(my_measures(self.request.user), public_id=self.kwargs["letter"])
        self.request.resolver_match.program = found.program  # the help lines of the program's country
        return found


class MyMeasure(OneMeasureOfMine, TemplateView):
    template_name = "measures/mine.html"

    def get_context_data(self, **kwargs):
        measure = self.measure()
        again = looked_at_again(measure.conflict, person=self.request.user, measure=measure)
        shown = {"here": "help", "letter": measure, "program": measure.program, "again": again}
        return super().get_context_data(**kwargs | shown)


class AskAgain(FormView):
    """Says who would look at it, and by when, before anything is asked."""

    form_class = AskAgainForm
    template_name = "measures/ask.html"

    def again(self):
        """What this person asked before, and what can be asked now."""
        return looked_at_again(self.conflict, person=self.request.user, measure=self.letter)

    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs) if self.again().next else self.back()

    def form_valid(self, form):
        words = form.cleaned_data["words"]
        try:
            ask_review(self.conflict, by=self.asks, words=words, measure=self.letter)
        except DomainError as error:
            messages.warning(self.request, str(error))
        else:
            messages.success(self.request, _("It is asked. You get an answer on this page."))
        return self.back()

    def get_context_data(self, **kwargs):
        program = self.conflict.program
        today = timezone.now().astimezone(program.zone).date()
        shown = {
            "here": "help",
            "program": program,
            "level": self.again().next,
            "who": who_would_look(self.conflict),
            "answer_by": working_day(program, today, rules_of(program).resolve_days),
            "back_url": self.back().url,
        }
        return super().get_context_data(**kwargs | shown)


class AskAboutMeasure(OneMeasureOfMine, AskAgain):
    def dispatch(self, request, *args, **kwargs):
        self.letter = self.measure()
        self.conflict, self.asks = self.letter.conflict, self.letter.participation
        return super().dispatch(request, *args, **kwargs)

    def back(self):
        return redirect("my_measure", self.letter.public_id)


class AskAboutReport(OneOfMine, AskAgain):
    """Who told it is not content with how it was answered."""

    letter = None

    def dispatch(self, request, *args, **kwargs):
        self.conflict, self.asks = self.report(), self.participation
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        given = super().get_form_kwargs()
        given.pop("participation")
        return given
