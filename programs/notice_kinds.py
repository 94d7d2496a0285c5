"""What the ground itself tells people."""

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from programs.models import CaseState, Participation, ParticipationState, Role, SafetyCase
from programs.notices import NoticeKind, register


@register
class CaseOpened(NoticeKind):
    """To everybody who looks after people, at once: somebody may be in danger. Who and why stands on the desk."""

    name = "case_opened"
    model = SafetyCase
    template = "programs/email/case_opened"
    related = ("program",)
    disturbs = True

    def still_true(self, about, notice) -> bool:
        return about.state == CaseState.OPEN

    def fence(self, notices: QuerySet) -> QuerySet:
        """Nobody has taken it up yet, and the recipient still looks after people in the program."""
        waiting = SafetyCase.objects.unacknowledged().filter(pk=OuterRef("about_id"))
        return notices.filter(Exists(waiting), Exists(_looking_after()))

    def context(self, about, recipient) -> dict:
        return {
            "action_label": _("Open it on the desk"),
            "url": reverse("desk_case", args=[about.program.public_id, about.public_id]),
        }


@register
class CaseWaits(CaseOpened):
    """Nobody has taken it up in time: the next of the chain is told."""

    name = "case_waits"
    template = "programs/email/case_waits"


def _looking_after() -> QuerySet:
    return Participation.objects.filter(
        program=OuterRef("program"),
        person=OuterRef("recipient"),
        role__in=[Role.COORDINATOR, Role.SAFEGUARDING],
        state=ParticipationState.ACTIVE,
    )
