"""Messages about pairs: who it is, what was agreed on and what was written stand on the page only."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from mentoring.models import (
    Agreement,
    ChangeRequest,
    Correction,
    PairEnding,
    Pairing,
    PairingState,
    RoleChange,
    RoleChangeState,
)
from mentoring.services.countdown import plan_countdown
from programs.models import Participation, ParticipationState, Role
from programs.notices import NoticeKind, register


class PairNotice(NoticeKind):
    """To one of the two; `path` leads from what it is about to the pair. Nobody who left the program is written to."""

    path = ""
    related = ("program", "pairing")

    def subjects(self) -> QuerySet:
        return self.model._default_manager.filter(pk=OuterRef("about_id"))

    def fence(self, notices: QuerySet) -> QuerySet:
        here = ParticipationState.LIVE
        participant, supporter = f"{self.path}participation", f"{self.path}supporter__participation"
        theirs = Q(**{f"{participant}__person": OuterRef("recipient"), f"{participant}__state__in": here})
        theirs |= Q(**{f"{supporter}__person": OuterRef("recipient"), f"{supporter}__state__in": here})
        return notices.filter(Exists(self.subjects().filter(theirs)))

    def context(self, about, recipient) -> dict:
        return {"action_label": self.label(), "url": self.address(about)}

    def label(self) -> str:
        return _("See what comes next")

    def address(self, about) -> str:
        return reverse("pair", args=[about.program.public_id, about.pairing.public_id])


class StandingPairNotice(PairNotice):
    """About the pair itself, while it stands."""

    model = Pairing
    related = ("program",)

    def subjects(self) -> QuerySet:
        return super().subjects().live()

    def still_true(self, about, notice) -> bool:
        return about.state in PairingState.LIVE

    def address(self, about) -> str:
        return reverse("pair", args=[about.program.public_id, about.public_id])


@register
class PairBegun(StandingPairNotice):
    """“You are two now”: to both, once."""

    name = "pair_begun"
    template = "mentoring/email/pair_begun"


@register
class PairEndsSoon(StandingPairNotice):
    """“Your last meetings”: to both, two weeks before the planned end. The version is the day of the end."""

    name = "pair_ends_soon"
    template = "mentoring/email/pair_ends_soon"

    def plan(self, now: datetime | None) -> int:
        return plan_countdown(now)

    def subjects(self) -> QuerySet:
        return super().subjects().exclude(ends_on=None)

    def still_true(self, about, notice) -> bool:
        return super().still_true(about, notice) and about.ends_on is not None


@register
class AgreementWritten(PairNotice):
    """“Something waits for your yes”: to the one who did not write it, while nothing newer was written."""

    name = "agreement_written"
    model = Agreement
    template = "mentoring/email/agreement_written"
    path = "pairing__"

    def subjects(self) -> QuerySet:
        newer = Agreement.objects.filter(pairing=OuterRef("pairing"), version__gt=OuterRef("version"))
        return super().subjects().filter(~Exists(newer), pairing__state__in=PairingState.LIVE)

    def label(self) -> str:
        return _("Read it and answer")

    def address(self, about) -> str:
        return reverse("pair_agreement", args=[about.program.public_id, about.pairing.public_id])


@register
class PairEnded(PairNotice):
    """“Your meetings as two have come to an end”: kindly, without a reason, to who did not end it."""

    name = "pair_ended"
    model = PairEnding
    template = "mentoring/email/pair_ended"
    path = "pairing__"


@register
class CorrectionAsked(PairNotice):
    """To the peer: somebody would like other words in a log."""

    name = "correction_asked"
    model = Correction
    template = "mentoring/email/correction_asked"
    related = ("program", "log__pairing")
    path = "log__pairing__"

    def subjects(self) -> QuerySet:
        return super().subjects().filter(answered_at=None)

    def label(self) -> str:
        return _("Read and answer")

    def address(self, about) -> str:
        return reverse(
            "pair_log_page", args=[about.program.public_id, about.log.pairing.public_id, about.log.public_id]
        )


@register
class CorrectionAnswered(CorrectionAsked):
    """To who asked: there is an answer."""

    name = "correction_answered"
    template = "mentoring/email/correction_answered"

    def subjects(self) -> QuerySet:
        return Correction.objects.filter(pk=OuterRef("about_id"), answered_at__isnull=False)

    def label(self) -> str:
        return _("See the answer")


@register
class PairChangeAsked(NoticeKind):
    """To the coordination, at once: something in a pair waits for a person."""

    name = "pair_change_asked"
    model = ChangeRequest
    template = "mentoring/email/pair_change_asked"
    related = ("program", "pairing")

    def fence(self, notices: QuerySet) -> QuerySet:
        """While they coordinate; never to the other one of the two, whatever else they are in the program."""
        coordinates = (
            Participation.objects.live()
            .in_role(Role.COORDINATOR)
            .filter(program=OuterRef("program"), person=OuterRef("recipient"))
        )
        one_of_them = Q(pairing__participation__person=OuterRef("recipient")) | Q(
            pairing__supporter__participation__person=OuterRef("recipient")
        )
        waiting = ChangeRequest.objects.filter(pk=OuterRef("about_id"), settled_at=None).exclude(one_of_them)
        return notices.filter(Exists(coordinates), Exists(waiting))

    def context(self, about, recipient) -> dict:
        return {
            "action_label": _("Open the page"),
            "url": reverse("desk_pair", args=[about.program.public_id, about.pairing.public_id]),
        }


@register
class RoleChangeAnswered(NoticeKind):
    """To who asked whether they may support others: there is an answer."""

    name = "role_change_answered"
    model = RoleChange
    template = "mentoring/email/role_change_answered"
    related = ("program",)

    def fence(self, notices: QuerySet) -> QuerySet:
        answered = [RoleChangeState.AGREED, RoleChangeState.DECLINED]
        theirs = RoleChange.objects.filter(
            pk=OuterRef("about_id"), state__in=answered, participation__person=OuterRef("recipient")
        )
        return notices.filter(Exists(theirs))

    def context(self, about, recipient) -> dict:
        return {"action_label": _("See the answer"), "url": reverse("role_change", args=[about.program.public_id])}
