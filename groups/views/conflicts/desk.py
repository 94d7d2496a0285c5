"""Where the named readers of a report work. Covered words, recorded openings; for everybody else there is no page."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import ListView, TemplateView, View

from groups.forms.conflict_desk import ReportStepForm
from groups.models import Conflict, ConflictState, ConflictStep
from groups.queries.conflicts import existing_reports, reports_for, what_it_is_about, with_history
from groups.queries.reviews import reviews_without_anybody
from groups.services.conflict_work import (
    is_open_to,
    note_on_report,
    note_talk,
    read_report,
    reopen_report,
    take_up_report,
    tell_person,
)
from programs.access import Permission
from programs.views.base import PersonView, ProgramView
from programs.views.trying import Trying

What = ConflictStep.What


@method_decorator(never_cache, name="dispatch")
class ReaderView(Trying, ProgramView, abstract=True):
    model = Conflict
    permission = Permission.HANDLE_CONFLICTS

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"here": "conflicts"} | kwargs)

    def report(self) -> Conflict:
        found = get_object_or_404(with_history(self.get_queryset()), public_id=self.kwargs["conflict"])
        found.program = self.program
        return found

    def back(self):
        return redirect("desk_conflict", self.program.public_id, self.kwargs["conflict"])


class Reports(ReaderView, ListView):
    template_name = "groups/conflicts/desk_list.html"
    context_object_name = "reports"
    paginate_by = 50

    def get_queryset(self):
        self.tab = self.request.GET.get("state", "open")
        if self.tab not in {"open", "closed"}:
            raise Http404
        return reports_for(super().get_queryset(), closed=self.tab == "closed")

    def get_context_data(self, **kwargs):
        today = timezone.now().astimezone(self.program.zone).date()
        query = urlencode({"state": self.tab}) + "&"
        shown = {
            "tab": self.tab,
            "today": today,
            "page_query": query,
            "reads_clocks": self.access.can(Permission.RUN_PROGRAM),
        }
        return super().get_context_data(**kwargs | shown)


class OneReport(ReaderView, TemplateView):
    template_name = "groups/conflicts/desk_report.html"

    def get_context_data(self, **kwargs):
        report = self.report()
        shown = {
            "report": report,
            "about": what_it_is_about(report),
            "is_open": is_open_to(report, self.participation),
            "is_live": report.state in ConflictState.LIVE,
            "takes_measures": report.handler_id == self.participation.pk and report.state != ConflictState.CLOSED,
            "mediations": list(report.mediations.all()),
            "may_offer": report.can_move_to(ConflictState.MEDIATION),
            "today": timezone.now().astimezone(self.program.zone).date(),
        }
        return super().get_context_data(**{"form": ReportStepForm()} | kwargs | shown)


class Reading(ReaderView, View):
    """Uncovers what was said, to this reader, for a short while."""

    def post(self, request, **kwargs):
        read_report(self.report(), by=self.participation)
        return self.back()


class TakingUp(ReaderView, View):
    def post(self, request, **kwargs):
        return self.try_to(
            lambda: take_up_report(self.report(), by=self.participation),
            _("You look after this now. The person reads your name."),
        )


class Step(OneReport):
    """A note, a talk, or a word to the person."""

    def get(self, request, **kwargs):
        """Where the language switch of the page with a mistake leads."""
        self.report()
        return self.back()

    def post(self, request, **kwargs):
        form = ReportStepForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        what, note = form.cleaned_data["what"], form.cleaned_data["note"]
        report = self.report()
        if what == What.TOLD:
            return self.try_to(
                lambda: tell_person(report, by=self.participation, words=note),
                _("It stands on the person’s page. A message without words tells them so."),
            )
        write = note_talk if what == What.TALKED else note_on_report
        return self.try_to(lambda: write(report, by=self.participation, note=note), _("It stands in the history."))


class Reopening(ReaderView, View):
    """It goes on under a new number; who opens it is led there when they may read it."""

    def post(self, request, **kwargs):
        again = []
        answer = self.try_to(
            lambda: again.append(reopen_report(self.report(), by=self.participation)), _("It is open again.")
        )
        if again and self.get_queryset().filter(pk=again[0].pk).exists():
            return redirect("desk_conflict", self.program.public_id, again[0].public_id)
        return answer


@method_decorator(never_cache, name="dispatch")
class ReportsExist(PersonView, ListView):
    """For the site's owner: a number, an age, a state. Nothing here can be opened."""

    template_name = "groups/conflicts/exist.html"
    context_object_name = "reports"
    paginate_by = 50

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_superuser:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        return existing_reports(self.request.user)

    def get_context_data(self, **kwargs):
        waiting = reviews_without_anybody(self.request.user)
        return super().get_context_data(today=timezone.localdate(), waiting=waiting, **kwargs)
