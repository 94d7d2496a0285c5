"""Where who looks after a report offers talks, sees how they stand, and finds others to mediate."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView, View

from groups.forms.talks import PartyForm, TwoMediatorsForm
from groups.models import Mediation
from groups.queries.mediation import candidates_for, could_be_party, is_partial, lead_of
from groups.services.conflict_work import is_open_to
from groups.services.mediation.follow_ups import end_follow_up, end_without_agreement
from groups.services.mediation.offers import (
    NobodyElse,
    StillUnnamed,
    add_party,
    ask_for_name,
    asked_first,
    change_mediators,
    offer_mediation,
    sides_of,
    what_stands_before,
)
from groups.services.mediation.standing import standing_mediation
from groups.views.conflicts.desk import ReaderView
from programs.access import Permission
from programs.errors import DomainError
from programs.views.base import ProgramView
from programs.views.trying import Trying


class OfferMediation(ReaderView, TemplateView):
    """Says first who is asked, in which order, and what each reads."""

    template_name = "groups/conflicts/talks/offer.html"

    def get_context_data(self, **kwargs):
        report = kwargs.pop("report", None) or self.report()
        parties, candidates = sides_of(report), candidates_for(report)
        refusal = what_stands_before(report, parties)
        could_be = could_be_party(report) if is_open_to(report, self.participation) else []
        shown = {
            "report": report,
            "is_open": is_open_to(report, self.participation),
            "first": [row for row in parties if asked_first(row)],
            "then": [row for row in parties if not asked_first(row)],
            "refusal": refusal,
            "must_ask_name": isinstance(refusal, StillUnnamed),
            "name_asked": any(step.what == "name_asked" for step in report.steps.all()),
            "can_add": refusal is None or isinstance(refusal, NobodyElse),
            "party_form": PartyForm(could_be=could_be) if could_be else None,
            "unfit": [row for row in candidates if row.reasons],
            "form": TwoMediatorsForm(candidates=candidates),
        }
        return super().get_context_data(**shown | kwargs)

    def get(self, request, **kwargs):
        report = self.report()
        standing = standing_mediation(report)
        if standing is not None:
            return redirect("desk_mediation", self.program.public_id, standing.public_id)
        return self.render_to_response(self.get_context_data(report=report))

    def post(self, request, **kwargs):
        report = self.report()
        form = TwoMediatorsForm(request.POST, candidates=candidates_for(report))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(report=report, form=form))
        try:
            mediation = offer_mediation(report, by=self.participation, mediators=form.chosen)
        except DomainError as error:
            messages.warning(request, str(error))
            return redirect("desk_mediation_offer", self.program.public_id, report.public_id)
        messages.success(request, _("The question is on its way."))
        return redirect("desk_mediation", self.program.public_id, mediation.public_id)


class AddParty(ReaderView, View):
    def post(self, request, **kwargs):
        report = self.report()
        could_be = could_be_party(report) if is_open_to(report, self.participation) else []
        form = PartyForm(request.POST, could_be=could_be)
        if form.is_valid():
            self.try_to(
                lambda: add_party(
                    report, participation=form.chosen, side=form.cleaned_data["side"], by=self.participation
                ),
                _("This person has a part in it now. They are told nothing yet."),
            )
        else:
            messages.warning(request, _("Choose a person."))
        return redirect("desk_mediation_offer", self.program.public_id, report.public_id)


class AskForName(ReaderView, View):
    def post(self, request, **kwargs):
        report = self.report()
        self.try_to(lambda: ask_for_name(report, by=self.participation), _("The question stands on their page."))
        return redirect("desk_mediation_offer", self.program.public_id, report.public_id)


@method_decorator(never_cache, name="dispatch")
class DeskView(Trying, ProgramView, abstract=True):
    """Only for the readers of the report, wherever these talks stand."""

    model = Mediation
    permission = Permission.HANDLE_CONFLICTS

    def lead(self):
        rows = self.get_queryset().read_by(self.participation).select_related("conflict__program", "program")
        return lead_of(get_object_or_404(rows, public_id=self.kwargs["mediation"]), now=timezone.now())

    def back(self):
        return redirect("desk_mediation", self.program.public_id, self.kwargs["mediation"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"here": "conflicts"} | kwargs)


class DeskMediation(DeskView, TemplateView):
    template_name = "groups/conflicts/talks/desk.html"

    def get_context_data(self, **kwargs):
        lead = self.lead()
        is_open = is_open_to(lead.mediation.conflict, self.participation)
        shown = {"lead": lead, "report": lead.mediation.conflict, "is_open": is_open}
        return super().get_context_data(is_partial=not lead.is_over and is_partial(lead.mediation), **shown | kwargs)


class DeskAct(DeskView, TemplateView, abstract=True):
    template_name = "groups/conflicts/talks/desk_act.html"

    def get(self, request, **kwargs):
        lead = self.lead()
        if lead.is_over:
            return self.back()
        return self.render_to_response(self.get_context_data(lead=lead, **self.ask(lead)))

    def get_context_data(self, **kwargs):
        words = {"title": self.title, "lead_words": self.lead_words, "button": self.button}
        return super().get_context_data(**words | kwargs)


class DeskMediators(DeskAct):
    title = gettext_lazy("Who mediates?")
    lead_words = gettext_lazy("Those who were asked get a message and read the new names. They can still say no.")
    button = gettext_lazy("Let these two mediate")

    def ask(self, lead, data=None):
        candidates = candidates_for(lead.mediation.conflict)
        standing = set(lead.mediation.mediators.values_list("participation", flat=True))
        form = TwoMediatorsForm(data, candidates=candidates, standing=standing)
        return {"form": form, "unfit": [row for row in candidates if row.reasons]}

    def post(self, request, **kwargs):
        lead = self.lead()
        asked = self.ask(lead, request.POST)
        if not asked["form"].is_valid():
            return self.render_to_response(self.get_context_data(lead=lead, **asked))
        chosen = asked["form"].chosen
        return self.try_to(
            lambda: change_mediators(lead.mediation, by=self.participation, mediators=chosen),
            _("These two mediate now."),
        )


class DeskEnding(DeskAct):
    title = gettext_lazy("End the talks without an agreement?")
    lead_words = gettext_lazy("What is planned is called off. Everybody gets a message. The report stays with you.")
    button = gettext_lazy("End the talks")

    def ask(self, lead, data=None):
        return {}

    def post(self, request, **kwargs):
        lead = self.lead()
        return self.try_to(
            lambda: end_without_agreement(lead.mediation, by=self.participation), _("The talks have ended.")
        )


class DeskHolding(DeskView, View):
    """POST `holds` = yes or no. What does not hold goes on as a new report."""

    def post(self, request, **kwargs):
        lead, holds = self.lead(), request.POST.get("holds")
        if holds not in {"yes", "no"}:
            return self.back()
        return self.try_to(
            lambda: end_follow_up(lead.mediation, by=self.participation, holds=holds == "yes"),
            _("It holds. You can close the report.") if holds == "yes" else _("It goes on under a new number."),
        )
