"""Answering a request: first what will happen, word for word; then it happens once, however often one presses."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.generic import View

from groups.services.memberships import GroupFull, GroupHasStarted
from intake.eligibility import Result
from intake.facts import eligibility_of
from intake.models import Assessment, Outcome
from intake.progress import steps_of
from intake.services.decisions import (
    ANSWERS,
    ask_for_more,
    decline_request,
    notice_kind,
    put_on_waiting_list,
    suggest_elsewhere,
)
from intake.talks import booked_talk, with_talks
from peersupport.desk.act_words import act
from peersupport.desk.forms import decision_form
from peersupport.desk.queries.requests import as_it_will_be, latest_decision, places_left
from peersupport.desk.services import accept_and_place
from peersupport.desk.views.base import SensitiveView
from programs.access import Permission
from programs.dates import moment_words
from programs.errors import DomainError, StaleState
from programs.models import Channel
from programs.services.notices import preview_notice


class Decide(SensitiveView, View):
    """GET shows what `outcome` will do and send; POST does it."""

    model = Assessment
    permission = Permission.DECIDE_REQUESTS

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return
        if kwargs["outcome"] not in Outcome.values:
            raise Http404
        self.outcome = Outcome(kwargs["outcome"])
        self.one = self.row("assessment", "person")
        self.one.program = self.program
        self.places = places_left(self.participation)
        self.result = eligibility_of(self.one).result

    def get_queryset(self):
        return with_talks(super().get_queryset())

    def get(self, request, **kwargs):
        if not self.one.can_move_to(self.outcome.value):
            return self.decided_already()
        return self.page(self.form())

    def post(self, request, **kwargs):
        if not self.one.can_move_to(self.outcome.value):
            return self.decided_already()
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(form)
        try:
            self.decide(form)
        except (GroupFull, GroupHasStarted) as refusal:
            return self.no_place(refusal)
        except StaleState as refusal:
            messages.warning(request, str(refusal))
            return self.back()
        except DomainError as refusal:
            form.add_error(None, str(refusal))
            return self.page(form)
        messages.success(request, self.done_words(form))
        return self.back()

    def no_place(self, refusal):
        """Somebody else just got the last place: nothing happened, what was typed stays, the list is offered."""
        self.one, self.places = self.row("assessment", "person"), places_left(self.participation)
        self.one.program = self.program
        form = self.form(self.request.POST)
        if form.is_valid():
            form.add_error("group", str(refusal))
        return self.page(form, full=True)

    def form(self, *data):
        return decision_form(
            self.outcome,
            *data,
            places=self.places,
            language=self.one.person.language,
            needs_reason=self.result == Result.NOT_ELIGIBLE,
        )

    def decide(self, form):
        message, reason = form.cleaned_data["message"], form.cleaned_data.get("reason", "")
        against_rules = {"reason": reason, "override": self.result == Result.NOT_ELIGIBLE}
        if self.outcome == Outcome.ACCEPTED:
            accept_and_place(self.one, by=self.participation, group=form.chosen_group, message=message, **against_rules)
        elif self.outcome == Outcome.WAITING:
            put_on_waiting_list(self.one, by=self.participation, message=message, **against_rules)
        elif self.outcome == Outcome.MORE_ASKED:
            ask_for_more(self.one, by=self.participation, message=message)
        elif self.outcome == Outcome.DECLINED:
            decline_request(self.one, by=self.participation, message=message, reason=reason)
        else:
            suggest_elsewhere(self.one, by=self.participation, message=message, reason=reason)

    def page(self, form, *, full=False):
        """What happens, what leaves, what the person reads; and the form."""
        person = self.one.person
        talk = booked_talk(self.one) if self.outcome in ANSWERS else None
        with override(person.language):
            steps = steps_of(
                as_it_will_be(self.one, self.outcome, by=self.participation),
                today=timezone.now().astimezone(self.program.zone).date(),
            )
            standing = [step for step in steps if step.state][-1]
        context = {
            "program": self.program,
            "access": self.access,
            "me": self.participation,
            "here": "requests",
            "one": self.one,
            "outcome": self.outcome.value,
            "act": act(self.outcome, self.one.person),
            "needs_reason": self.result == Result.NOT_ELIGIBLE and self.outcome in {Outcome.ACCEPTED, Outcome.WAITING},
            "form": form,
            "full": full,
            "person": person,
            "standing": standing,
            "talk_off": talk and moment_words(talk.slot.starts_at.astimezone(self.program.zone)),
            "letter": preview_notice(notice_kind(self.outcome.value), self.one, recipient=person),
            "channel": Channel.EMAIL.label,
            "places": self.places,
        }
        return render(self.request, "desk/decision.html", context)

    def decided_already(self):
        """Not an error: a second press, or a colleague was faster. Say who did what, and when."""
        last = latest_decision(self.one)
        if last is None:
            words = _("This request is no longer open.")
        else:
            words = _("%(name)s decided on %(day)s: %(outcome)s. Nothing more was sent.") % {
                "name": last.by.person,
                "day": moment_words(last.at.astimezone(self.program.zone)),
                "outcome": last.get_outcome_display(),
            }
        messages.warning(self.request, words)
        return self.back()

    def back(self):
        return redirect(reverse("desk_request", args=[self.program.public_id, self.one.public_id]))

    def done_words(self, form) -> str:
        names = {"name": self.one.person, "group": getattr(form, "chosen_group", None)}
        if self.outcome == Outcome.ACCEPTED and names["group"]:
            return _("%(name)s is accepted and has a place in %(group)s. The e-mail is on its way.") % names
        return act(self.outcome, self.one.person).done
