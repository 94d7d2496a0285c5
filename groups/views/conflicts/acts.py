"""Acts on a report that ask something first: one question, one button, each with what it changes."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from groups.conflict_clocks import rules_of
from groups.forms.conflict_desk import (
    CLOSED,
    ConflictRulesForm,
    DangerForm,
    ReaderForm,
    ReportEndingForm,
    RouteForm,
)
from groups.models import ConflictState
from groups.services.conflict_readers import could_read_too
from groups.services.conflict_work import (
    change_clocks,
    choose_route,
    close_report,
    hand_over,
    let_read,
    pass_on_to_safety,
    settle_report,
)
from groups.views.conflicts.desk import ReaderView
from programs.access import Permission
from programs.views.base import ProgramView


class Act(ReaderView, TemplateView, abstract=True):
    """`title`, `lead`, `button`: words of the page; `form_class` is asked; `act(report, form)` does it."""

    template_name = "groups/conflicts/desk_act.html"
    done = gettext_lazy("It stands in the history.")

    def form(self, report, data=None):
        return self.form_class(data)

    def get_context_data(self, **kwargs):
        words = {"title": self.title, "lead": self.lead, "button": self.button}
        return super().get_context_data(**words | kwargs)

    def get(self, request, **kwargs):
        report = self.report()
        if report.state not in ConflictState.LIVE:
            return self.back()
        return self.render_to_response(self.get_context_data(report=report, form=self.form(report)))

    def post(self, request, **kwargs):
        report = self.report()
        form = self.form(report, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(report=report, form=form))
        return self.try_to(lambda: self.act(report, form), self.done)


class MoreReaders(Act):
    title = gettext_lazy("Who may read it too?")
    lead = gettext_lazy("Who has a part in it, or is close to somebody who has, is not in the list.")
    button = gettext_lazy("Let this person read it")

    def form(self, report, data=None):
        return ReaderForm(data, fit=could_read_too(report))

    def act(self, report, form):
        name = hand_over if form.cleaned_data["takes_over"] else let_read
        name(report, participation=form.chosen, by=self.participation)


class OtherRoute(Act):
    form_class = RouteForm
    title = gettext_lazy("Choose another way")
    lead = gettext_lazy("Not every conflict needs a mediation. The person reads what you write for them.")
    button = gettext_lazy("Choose this way")

    def act(self, report, form):
        choose_route(report, by=self.participation, **form.cleaned_data)


class ToSafety(Act):
    form_class = DangerForm
    title = gettext_lazy("Somebody may be in danger")
    lead = gettext_lazy("A case is opened at once, and those who look after people are told. Nobody mediates then.")
    button = gettext_lazy("Open a case")

    def act(self, report, form):
        pass_on_to_safety(report, by=self.participation, **form.cleaned_data)


class Ending(Act):
    form_class = ReportEndingForm
    title = gettext_lazy("How does it end?")
    lead = gettext_lazy("The person reads it on their page. A message without words tells them so.")
    button = gettext_lazy("Write it down")

    def act(self, report, form):
        end = close_report if form.cleaned_data["how"] == CLOSED else settle_report
        end(report, by=self.participation, words=form.cleaned_data["words"])


class Clocks(ProgramView, TemplateView):
    """How many working days a report may wait. What is open keeps the days that were promised."""

    permission = Permission.RUN_PROGRAM
    template_name = "groups/conflicts/desk_clocks.html"

    def get_context_data(self, **kwargs):
        form = ConflictRulesForm(participation=self.participation, instance=rules_of(self.program))
        return super().get_context_data(**{"form": form, "here": "conflicts"} | kwargs)

    def post(self, request, **kwargs):
        form = ConflictRulesForm(request.POST, participation=self.participation, instance=rules_of(self.program))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        outside = {name: form.cleaned_data.pop(name) for name in ("outside_fr", "outside_en")}
        change_clocks(self.program, by=self.participation, outside=outside, **form.cleaned_data)
        messages.success(request, _("The clocks have changed. Reports that are open keep theirs."))
        return redirect("desk_conflict_clocks", self.program.public_id)
