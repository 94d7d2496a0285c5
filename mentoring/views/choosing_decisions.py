"""Deciding about one application, releasing all decisions together, reading a declined one once more."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentoring.forms.reviewing import VerdictForm
from mentoring.models import Outcome
from mentoring.queries.marks import blind_on, standing_of
from mentoring.queries.releasing import letters_for, standing_verdict
from mentoring.services.releases import mark_of, releasable, release_verdicts, reopen_application
from mentoring.services.seen_marks import note_marks_seen
from mentoring.services.verdicts import OwnSheetFirst, SomethingLacks, decide, may_become, take_verdict_back
from mentoring.views.choosing_base import ApplicationPage, CampaignPage
from programs.errors import DomainError

TITLES = {
    Outcome.ACCEPT: lambda name: _("Accept %(name)s?") % {"name": name},
    Outcome.RESERVE: lambda name: _("Put %(name)s on the reserve list?") % {"name": name},
    Outcome.DECLINE: lambda name: _("Not take %(name)s this time?") % {"name": name},
}


class DeskSelection(ApplicationPage):
    """Everything about choosing this person, on one page."""

    template_name = "mentoring/desk/selection.html"


class DeskVerdict(ApplicationPage):
    """What the sheets say and what is missing; then it is decided. Nobody is told anything before the release."""

    template_name = "mentoring/desk/verdict.html"

    def dispatch(self, request, *args, **kwargs):
        if kwargs["answer"] not in Outcome.values:
            raise Http404
        self.outcome = Outcome(kwargs["answer"])
        if request.user.is_authenticated:
            if blind_on(self.participation, [self.application.pk]):
                messages.warning(request, str(OwnSheetFirst()))
                return self.back()
            if not may_become(self.application, self.outcome):
                messages.warning(request, _("This step is not possible from where things stand."))
                return self.back()
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def standing(self):
        return standing_of(self.application)

    @cached_property
    def lacks(self):
        return self.standing.lacking_for(self.outcome)

    @cached_property
    def verdict(self):
        return standing_verdict(self.application, self.participation)

    def form(self, *data):
        was = self.verdict
        initial = {"message": was.message, "reason": was.reason, "overrides": was.overrides} if was else {}
        return VerdictForm(*data, lacking=bool(self.lacks), initial=initial)

    def get(self, request, *args, **kwargs):
        note_marks_seen([self.standing], by=self.participation)
        return self.show(form=self.form())

    def post(self, request, *args, **kwargs):
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form=form)
        if request.POST.get("seen", "") != self.seen_mark():
            messages.warning(request, _("Someone changed this a moment ago. Look at it again before you go on."))
            return self.back()
        data = form.cleaned_data
        try:
            decide(
                self.application,
                self.outcome,
                by=self.participation,
                message=data["message"],
                reason=data["reason"],
                overrides=data.get("overrides", ""),
                seen=self.verdict,
            )
        except SomethingLacks as refusal:  # a sheet went out since the page was opened
            messages.warning(request, str(refusal))
            return redirect(request.path)
        except DomainError as refusal:
            messages.warning(request, str(refusal))
            return self.back()
        messages.success(request, _("Decided. Nothing is sent before you release it."))
        return self.back()

    def seen_mark(self) -> str:
        return mark_of([self.verdict]) if self.verdict else ""

    def get_context_data(self, **kwargs):
        name = self.application.person
        facts = {
            "title": TITLES[self.outcome](name),
            "outcome": self.outcome,
            "standing": self.standing,
            "lacks": self.lacks,
            "verdict": self.verdict,
            "seen": self.seen_mark(),
        }
        return super().get_context_data(**facts | kwargs)


class DeskVerdictBack(ApplicationPage):
    """Takes back a decision that nobody was told yet."""

    def get(self, request, *args, **kwargs):
        return self.back()

    def post(self, request, *args, **kwargs):
        verdict = standing_verdict(self.application, self.participation)
        if verdict is None:
            return self.back()
        return self.try_to(
            lambda: take_verdict_back(verdict, by=self.participation), _("Not decided any more. Nobody was told.")
        )


class DeskRelease(CampaignPage):
    """Who gets which message, in their language, before it happens; then it happens once."""

    template_name = "mentoring/desk/release.html"
    tab = "release"

    def get(self, request, *args, **kwargs):
        return self.show()

    def get_context_data(self, **kwargs):
        verdicts, held_back = releasable(self.campaign, self.participation)
        facts = {"letters": letters_for(verdicts), "held_back": held_back, "seen": mark_of(verdicts)}
        return super().get_context_data(**facts | kwargs)

    def post(self, request, *args, **kwargs):
        try:
            released = release_verdicts(self.campaign, by=self.participation, seen=request.POST.get("seen", ""))
        except DomainError as refusal:
            messages.warning(request, str(refusal))
            return redirect("desk_release", self.program.public_id, self.campaign.public_id)
        count = len(released)
        words = ngettext("%(n)d person gets their answer.", "%(n)d people get their answer.", count)
        messages.success(request, words % {"n": count})
        return redirect("desk_choice", self.program.public_id, self.campaign.public_id)


class DeskReopening(ApplicationPage):
    """Says what will happen, then a declined application is read once more."""

    template_name = "mentoring/desk/reopening.html"

    def get(self, request, *args, **kwargs):
        if self.application.state != "declined":
            return self.back()
        return self.show()

    def post(self, request, *args, **kwargs):
        return self.try_to(
            lambda: reopen_application(self.application, by=self.participation), _("It is being read once more.")
        )
