"""The pair's own page, its agreement, its goals."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View

from mentoring.forms.pairs import AgreementForm, WordsForm
from mentoring.queries.pairs import agreed, goals_of, pair_page, step_of
from mentoring.services.agreements import accept_agreement, write_agreement
from mentoring.services.goals import add_goal, add_step, mark_goal, mark_step
from mentoring.services.pair_endings import share_earlier
from mentoring.views.pair_base import PairBase
from programs.errors import DomainError


class PairPage(PairBase, TemplateView):
    template_name = "mentoring/pair/pair.html"

    def get_context_data(self, **kwargs):
        page = pair_page(self.side, now=self.now)
        return super().get_context_data(page=page, today=self.today, **kwargs)


class PairAgreement(PairBase, FormView):
    """Read it, say yes, or write another version."""

    template_name = "mentoring/pair/agreement.html"
    form_class = AgreementForm

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.agreed = agreed(self.pairing, self.participation)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"today": self.today}

    def get_initial(self):
        newest = self.agreed.waits or self.agreed.holds
        if newest is None:
            return {"seen": 0, "rhythm": self.program.rhythm}
        names = ("goals", "rhythm", "channels", "limits", "ends_on")
        return {"seen": newest.version, **{name: getattr(newest, name) for name in names}}

    def form_valid(self, form):
        try:
            write_agreement(self.pairing, by=self.participation, today=self.today, **form.words)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("Sent. It holds once %(name)s says yes.") % {"name": self.side.other})
        return self.back()

    def get_context_data(self, **kwargs):
        writes = self.agreed.last == 0 or "change" in self.request.GET or self.request.method == "POST"
        return super().get_context_data(agreed=self.agreed, writes=writes and self.side.is_live, **kwargs)


class PairAgreementYes(PairBase, View):
    """One press: I agree to the version I have read."""

    def post(self, request, **kwargs):
        found = agreed(self.pairing, self.participation)
        if found.waits is None or request.POST.get("version") != str(found.waits.version):
            messages.warning(request, _("There is a newer version. Read it before you say yes."))
            return redirect("pair_agreement", program=self.program.public_id, pair=self.pairing.public_id)
        return self.try_to(
            lambda: accept_agreement(found.waits, by=self.participation), _("Thank you. You both agree now.")
        )


class PairGoals(PairBase, FormView):
    """What one wants to reach, with small steps: each a line, ticked when it is done."""

    template_name = "mentoring/pair/goals.html"
    form_class = WordsForm

    def get_form_kwargs(self):
        hint = gettext_lazy("One thing, in your own words. Both of you see it.")
        return super().get_form_kwargs() | {"label": gettext_lazy("A new goal"), "hint": hint}

    def form_valid(self, form):
        try:
            add_goal(self.pairing, by=self.participation, text=form.cleaned_data["text"])
        except DomainError as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("The goal stands there now."))
        return self.here()

    def here(self):
        return redirect("pair_goals", program=self.program.public_id, pair=self.pairing.public_id)

    def get_context_data(self, **kwargs):
        step = WordsForm(label=gettext_lazy("A small step"))
        return super().get_context_data(goals=goals_of(self.pairing), step_form=step, **kwargs)


class PairGoal(PairGoals):
    """One goal: another step, or reached, left aside, taken up again."""

    def goal(self):
        goal = next((row for row in goals_of(self.pairing) if row.public_id == self.kwargs["goal"]), None)
        if goal is None:
            raise Http404
        goal.pairing = self.pairing
        return goal

    def get(self, request, **kwargs):
        self.goal()
        return self.here()

    def post(self, request, **kwargs):
        goal, act = self.goal(), request.POST.get("act")
        if act in {"reached", "dropped", "open"}:
            self.try_to(lambda: mark_goal(goal, by=self.participation, now_is=act), _("Noted."))
            return self.here()
        text = request.POST.get("text", "").strip()[:600]
        if text:
            self.try_to(lambda: add_step(goal, by=self.participation, text=text), _("The step stands there now."))
        else:
            messages.warning(request, _("Write a few words."))
        return self.here()


class PairStep(PairGoals):
    """Done, or not yet after all."""

    def get(self, request, **kwargs):
        return self.here()

    def post(self, request, **kwargs):
        step = step_of(self.pairing, self.kwargs["step"])
        if step is None:
            raise Http404
        done = request.POST.get("act") == "done"
        self.try_to(lambda: mark_step(step, by=self.participation, done=done), _("Noted."))
        return self.here()


class PairEarlier(PairBase, TemplateView):
    """The participant lets their new peer read what was written before, or no longer: first what it means."""

    template_name = "mentoring/pair/earlier.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated and (self.side.supports or self.pairing.follows_id is None):
            raise Http404

    def post(self, request, **kwargs):
        shared = request.POST.get("shared") == "yes"
        words = _("%(name)s can read it now.") if shared else _("%(name)s cannot read it any more.")
        return self.try_to(
            lambda: share_earlier(self.pairing, by=self.participation, shared=shared), words % {"name": self.side.other}
        )
