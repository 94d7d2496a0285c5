"""Times at which the team can talk with one person each: offered, several at once, and taken back."""

import datetime
import itertools
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from intake.errors import TimeIsBooked, TimesArePast, TimesOverlap
from intake.models import Interview, InterviewSlot, InterviewState
from programs.models import Participation
from programs.services.events import record_event

Span = tuple[datetime.datetime, datetime.datetime]


@transaction.atomic
def offer_slots(
    interviewer: Participation,
    *,
    by: Participation,
    spans: Iterable[Span],
    mode: str,
    where: str = "",
    now: datetime.datetime | None = None,
) -> list[InterviewSlot]:
    """Offer times (begin, end) at which `interviewer` can talk; returns the new ones.

    All of them or none. What is offered already is not offered twice, so pressing twice acts once.
    Raises `TimesArePast`, `TimesOverlap`.
    """
    now = now or timezone.now()
    wanted = sorted(set(spans))
    if any(start <= now for start, _end in wanted):
        raise TimesArePast
    # One after the other for one interviewer: two forms at once cannot offer times that meet.
    Participation.objects.select_for_update(of=("self",)).get(pk=interviewer.pk)
    standing = InterviewSlot.objects.filter(interviewer=interviewer, withdrawn=False, ends_at__gt=now)
    offered = set(standing.values_list("starts_at", "ends_at"))
    new = [span for span in wanted if span not in offered]
    _refuse_overlaps([*offered, *new])
    slots = InterviewSlot.objects.bulk_create(
        InterviewSlot(
            program=interviewer.program, interviewer=interviewer, starts_at=start, ends_at=end, mode=mode, where=where
        )
        for start, end in new
    )
    for slot in slots:
        record_event("talk_time_offered", slot, by=by)
    return slots


@transaction.atomic
def withdraw_slot(slot: InterviewSlot, *, by: Participation) -> None:
    """Take back a time that nobody has booked; doing it twice is doing it once. Raises `TimeIsBooked`."""
    slot = InterviewSlot.objects.select_for_update().get(pk=slot.pk)
    if slot.withdrawn:
        return
    if Interview.objects.filter(slot=slot, state__in=InterviewState.STANDING).exists():
        raise TimeIsBooked
    slot.withdrawn = True
    slot.save(update_fields=["withdrawn"])
    record_event("talk_time_withdrawn", slot, by=by)


def _refuse_overlaps(spans: list[Span]) -> None:
    in_order = sorted(spans)
    if any(later[0] < earlier[1] for earlier, later in itertools.pairwise(in_order)):
        raise TimesOverlap
