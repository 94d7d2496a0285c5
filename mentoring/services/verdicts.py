"""Deciding about an application. Nobody outside the team learns of it before it is released (`releases.py`)."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentoring.models import Application, ApplicationState, Campaign, Outcome, Verdict
from mentoring.queries.marks import Lack, batch_of, seen_by, standing_of
from mentoring.services.reading import held, refuse_tied
from programs.errors import DomainError, IllegalMove, StaleState
from programs.models import Participation
from programs.services.events import record_event

LEADS_TO = {
    Outcome.ACCEPT: ApplicationState.ACCEPTED,
    Outcome.RESERVE: ApplicationState.RESERVE,
    Outcome.DECLINE: ApplicationState.DECLINED,
}


class OwnSheetFirst(DomainError):
    message = _("Hand in your own sheet first, or let somebody else decide.")


class SomethingLacks(DomainError):
    """`lacks` says what; deciding all the same needs a reason."""

    message = _("Something that this campaign asks for is missing. Write why you decide all the same.")

    def __init__(self, lacks: list[Lack]):
        super().__init__()
        self.lacks = lacks


class NobodyOnReserve(DomainError):
    message = _("Nobody waits on the reserve list.")


@transaction.atomic
def decide(
    application: Application,
    outcome: Outcome,
    *,
    by: Participation,
    reason: str = "",
    message: str = "",
    overrides: str = "",
    seen: Verdict | None = None,
    now: datetime.datetime | None = None,
) -> Verdict:
    """Write down what is to become of an application; an earlier decision that is not released is replaced.

    `seen`: the standing decision that the page showed. Raises `StaleState` when it is another one by now,
    `KeptApart`, `OwnSheetFirst`, `SomethingLacks`, `IllegalMove`. The history does not say which way it went.
    """
    application = held(application)
    refuse_tied(application, by)
    if not may_become(application, outcome):
        raise IllegalMove
    if Application.objects.owed_by(by).filter(pk=application.pk).exists():
        raise OwnSheetFirst
    standing = application.verdicts.unreleased().first()
    if (standing and (standing.pk, standing.at)) != (seen and (seen.pk, seen.at)):
        raise StaleState
    lacks = standing_of(application).lacking_for(outcome)
    if lacks and not overrides.strip():
        raise SomethingLacks(lacks)
    verdict = standing or Verdict(program=application.program, application=application)
    verdict.outcome, verdict.by, verdict.at = outcome, by, now or timezone.now()
    verdict.reason, verdict.message = reason.strip(), message.strip()
    verdict.overrides = overrides.strip() if lacks else ""
    verdict.save()
    record_event("application_decided", application, by=by, sealed=True)
    return verdict


@transaction.atomic
def take_verdict_back(verdict: Verdict, *, by: Participation) -> None:
    """Not decided after all; nobody was told anything. Raises `StaleState` when it was released meanwhile."""
    application = held(verdict.application)
    refuse_tied(application, by)
    rows, _kinds = Verdict.objects.unreleased().filter(pk=verdict.pk).delete()
    if not rows:
        raise StaleState
    record_event("decision_taken_back", application, by=by, sealed=True)


@transaction.atomic
def move_up(campaign: Campaign, *, by: Participation) -> Verdict:
    """The first of the reserve list is to be accepted; it leaves with the next release. Raises `NobodyOnReserve`."""
    Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
    waiting = [row for row in reserve_list(campaign, by) if not row.verdicts.unreleased().exists()]
    if not waiting:
        raise NobodyOnReserve
    first = waiting[0]
    before = first.verdicts.filter(outcome=Outcome.RESERVE).order_by("-at").first()
    # Why somebody was put on the list all the same was said then; it holds for their place too.
    said = (before and before.overrides) or str(_("First of the reserve list."))
    return decide(first, Outcome.ACCEPT, by=by, overrides=said)


def reserve_list(campaign: Campaign, participation: Participation) -> list[Application]:
    """Best mark first, then who sent theirs first; of those whom this coordinator may see and need not judge."""
    rows = Application.objects.visible_to(participation).filter(campaign=campaign, state=ApplicationState.RESERVE)
    rows = list(
        rows.exclude(pk__in=Application.objects.owed_by(participation).values("pk"))
        .select_related("person", "campaign", "program")
        .order_by("submitted_at", "pk")
    )
    standings = batch_of(campaign, rows, seen_by(participation)).standings
    return sorted(rows, key=lambda row: -(standings[row.pk].total or 0.0))


def may_become(application: Application, outcome: str) -> bool:
    """Whether this decision is possible from where the application stands. Who was only received may be answered."""
    state = LEADS_TO[Outcome(outcome)]
    return application.can_move_to(state) or application.state == ApplicationState.SUBMITTED
