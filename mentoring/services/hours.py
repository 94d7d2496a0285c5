"""The ledger of hours: lines are added, never changed."""

import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from mentoring.models import HourEntry, HourKind
from mentoring.services.gate import today_of
from programs.errors import DomainError
from programs.models import Participation
from programs.services.events import record_event

LONGEST_DAY = 24 * 60


class NotADay(DomainError):
    message = _("A line holds between one minute and one day, and its day has come.")


class TakenBackAlready(DomainError):
    message = _("This line was taken back already.")


@transaction.atomic
def add_hours(
    participation: Participation, *, kind: HourKind, minutes: int, day: datetime.date, by: Participation, what: str = ""
) -> HourEntry:
    """Hours that come from no module and no supervision of the house. Raises `NotADay`."""
    if not 0 < minutes <= LONGEST_DAY or day > today_of(participation.program):
        raise NotADay
    entry = HourEntry.objects.create(
        program=participation.program, participation=participation, kind=kind, minutes=minutes, day=day,
        what=what.strip(), by=by,
    )  # fmt: skip
    record_event("hours_added", entry, by=by, minutes=minutes, kind=str(kind))
    return entry


@transaction.atomic
def take_back_hours(entry: HourEntry, *, by: Participation) -> HourEntry:
    """The same minutes below zero, once. Both lines stay. Raises `TakenBackAlready`."""
    if entry.minutes < 0:
        raise TakenBackAlready
    try:
        with transaction.atomic():
            back = HourEntry.objects.create(
                program=entry.program, participation=entry.participation, kind=entry.kind, minutes=-entry.minutes,
                day=entry.day, what=entry.what, key=f"back:{entry.public_id}", by=by,
            )  # fmt: skip
    except IntegrityError as error:
        raise TakenBackAlready from error
    record_event("hours_taken_back", back, by=by, minutes=back.minutes)
    return back
