"""Where the two who mediate work: their list, and one page for each conflict. What was written stays covered."""

from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import ListView, TemplateView, View

from groups.forms.talks import ALL, SHUTTLE, SettlementForm, TalkForm
from groups.models import Mediation, MediationState
from groups.queries.mediation import lead_of, talks_led
from groups.services.mediation.follow_ups import end_follow_up, end_without_agreement
from groups.services.mediation.offers import step_back
from groups.services.mediation.reading import open_talks, talks_are_open_to
from groups.services.mediation.settlements import write_settlement
from groups.services.mediation.talks import plan_joint_talk, plan_shuttle_talk, plan_side_talk
from programs.access import Permission
from programs.views.base import ProgramView
from programs.views.trying import Trying


@method_decorator(never_cache, name="dispatch")
class LeadView(Trying, ProgramView, abstract=True):
    model = Mediation
    permission = Permission.MEDIATE

    def get_queryset(self):
        return talks_led(super().get_queryset().led_by(self.participation))

    def lead(self):
        found = get_object_or_404(self.get_queryset(), public_id=self.kwargs["mediation"])
        return lead_of(found, now=timezone.now())

    def back(self):
        return redirect("mediation", self.program.public_id, self.kwargs["mediation"])


class Mediating(LeadView, ListView):
    template_name = "groups/conflicts/talks/list.html"
    context_object_name = "mediations"
    paginate_by = 20

    def get_context_data(self, **kwargs):
        today = timezone.now().astimezone(self.program.zone).date()
        return super().get_context_data(live=MediationState.LIVE, today=today, **kwargs)


class OneMediation(LeadView, TemplateView):
    template_name = "groups/conflicts/talks/lead.html"

    def get_context_data(self, **kwargs):
        lead = self.lead()
        shown = {"lead": lead, "is_open": talks_are_open_to(lead.mediation, self.participation)}
        return super().get_context_data(**kwargs | shown)


class Opening(LeadView, View):
    def post(self, request, **kwargs):
        open_talks(self.lead().mediation, by=self.participation)
        return self.back()


class LeadForm(LeadView, TemplateView, abstract=True):
    """One question with one button. `title`, `lead_words`, `button`: words of the page; `act(lead, form)` does it."""

    template_name = "groups/conflicts/talks/lead_act.html"
    form_class = None
    lead_words = ""

    def make_form(self, lead, data=None):
        return self.form_class(data) if self.form_class else None

    def allows(self, lead) -> bool:
        return not lead.is_over and lead.mediation.state != MediationState.FOLLOW_UP

    def get(self, request, **kwargs):
        lead = self.lead()
        if not self.allows(lead):
            return self.back()
        return self.render_to_response(self.get_context_data(lead=lead, form=self.make_form(lead)))

    def post(self, request, **kwargs):
        lead = self.lead()
        form = self.make_form(lead, request.POST)
        if form is not None and not form.is_valid():
            return self.render_to_response(self.get_context_data(lead=lead, form=form))
        return self.try_to(lambda: self.act(lead, form), self.done)

    def get_context_data(self, **kwargs):
        words = {"title": self.title, "lead_words": self.lead_words, "button": self.button}
        return super().get_context_data(**words | kwargs)


class PlanTalk(LeadForm):
    title = gettext_lazy("Plan a talk")
    lead_words = gettext_lazy("It stands in the calendar of those who come, as “Talk”. Nobody else sees it.")
    button = gettext_lazy("Plan it")
    done = gettext_lazy("The talk is planned. Those who come get a message.")

    def make_form(self, lead, data=None):
        return TalkForm(data, lead=lead, zone=self.program.zone)

    def act(self, lead, form):
        who, facts = form.cleaned_data["who"], form.facts
        if who == ALL:
            return plan_joint_talk(lead.mediation, by=self.participation, **facts)
        if who == SHUTTLE:
            return plan_shuttle_talk(lead.mediation, by=self.participation, **facts)
        return plan_side_talk(lead.mediation, party=form.parties[who], by=self.participation, **facts)


class WriteSettlement(LeadForm):
    title = gettext_lazy("Write the agreement")
    lead_words = gettext_lazy("Everybody reads it and accepts it, or sends it back. A change is a new version.")
    button = gettext_lazy("Show it to everybody")
    done = gettext_lazy("Everybody can read it now.")

    def make_form(self, lead, data=None):
        standing = {"words": lead.settlement.words} if lead.settlement else None
        return SettlementForm(data, today=lead.today, initial=standing)

    def act(self, lead, form):
        write_settlement(lead.mediation, by=self.participation, today=lead.today, **form.cleaned_data)


class EndTalks(LeadForm):
    title = gettext_lazy("End the talks without an agreement?")
    lead_words = gettext_lazy("What is planned is called off. Everybody gets a message. The team goes on.")
    button = gettext_lazy("End the talks")
    done = gettext_lazy("The talks have ended.")

    def act(self, lead, form):
        end_without_agreement(lead.mediation, by=self.participation)


class StepBack(LeadForm):
    title = gettext_lazy("Leave these talks to somebody else?")
    lead_words = gettext_lazy("You need not say why. The team looks for somebody, and you see nothing of it any more.")
    button = gettext_lazy("Leave them to somebody else")
    done = gettext_lazy("You do not mediate here any more.")

    def act(self, lead, form):
        step_back(lead.mediation, by=self.participation)

    def back(self):
        if self.request.method == "POST":
            return redirect("mediating", self.program.public_id)
        return super().back()


class LookAgain(LeadView, View):
    """POST `holds` = yes or no."""

    def post(self, request, **kwargs):
        lead, holds = self.lead(), request.POST.get("holds")
        if holds not in {"yes", "no"}:
            return self.back()
        return self.try_to(
            lambda: end_follow_up(lead.mediation, by=self.participation, holds=holds == "yes"),
            _("The agreement holds. The talks are over.")
            if holds == "yes"
            else _("It goes on under a new number. The team looks after it."),
        )
