"""Who is told of danger and when; and the months, without names."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from peersupport.desk.case_forms import ChainForm, ClocksForm, TurnForm
from peersupport.desk.queries.duty import months_of, places_in, turns_of, watchers_of
from peersupport.desk.views.base import SensitiveView
from programs.access import Permission
from programs.models import DutyTurn, SafetyCase
from programs.services.duty import add_turn, change_clocks, order_chain, remove_turn, rules_of


class Duty(SensitiveView, TemplateView):
    """Three small forms: the order, a turn, the clocks. `act` says which one was sent; the others stay as they are."""

    permission = Permission.HANDLE_CASES
    template_name = "desk/duty.html"

    def forms(self) -> dict:
        sent = self.request.POST.get("act") if self.request.method == "POST" else None
        watchers = watchers_of(self.program)

        def posted(act):
            return self.request.POST if sent == act else None

        return {
            "order": ChainForm(posted("order"), watchers=watchers, places=places_in(self.program)),
            "turn": TurnForm(posted("turn"), watchers=watchers, zone=self.program.zone),
            "clocks": ClocksForm(posted("clocks"), rules=rules_of(self.program)),
        }

    def get_context_data(self, **kwargs):
        now = timezone.now()
        forms = kwargs.pop("forms", None) or self.forms()
        wrong = next((form for form in forms.values() if form.is_bound), None)
        return super().get_context_data(
            here="cases", forms=forms, form=wrong, turns=turns_of(self.program, now), now=now, **kwargs
        )

    def post(self, request, **kwargs):
        forms = self.forms()
        form = forms.get(request.POST.get("act", ""))
        if form is None:
            return redirect("desk_duty", self.program.public_id)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(forms=forms))
        keep = {"order": self.keep_order, "turn": self.keep_turn, "clocks": self.keep_clocks}
        messages.success(request, keep[request.POST["act"]](form))
        return redirect("desk_duty", self.program.public_id)

    def keep_order(self, form) -> str:
        order_chain(self.program, participations=form.ordered, by=self.participation)
        return _("From now on, people are told in this order.")

    def keep_turn(self, form) -> str:
        add_turn(form.chosen, starts_at=form.starts_at, ends_at=form.ends_at, by=self.participation)
        return _("%(name)s is on duty then, and is told first.") % {"name": form.chosen.person}

    def keep_clocks(self, form) -> str:
        change_clocks(self.program, by=self.participation, **form.cleaned_data)
        return _("The clocks have changed. Open cases keep the hour they were promised.")


class TurnEnding(SensitiveView, View):
    model = DutyTurn
    permission = Permission.HANDLE_CASES

    def post(self, request, **kwargs):
        remove_turn(self.row("turn", "program"), by=self.participation)
        messages.success(request, _("The turn is taken out."))
        return redirect("desk_duty", self.program.public_id)


class CaseMonths(SensitiveView, TemplateView):
    """How many, how fast, how they ended: month by month, nothing about anybody."""

    model = SafetyCase
    permission = Permission.HANDLE_CASES
    template_name = "desk/case_months.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(here="cases", months=months_of(self.get_queryset(), self.program), **kwargs)
