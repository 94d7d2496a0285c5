"""Who is told of danger, and what the months looked like: numbers without names."""

import datetime
from dataclasses import dataclass
from statistics import median

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from programs.models import CaseOrigin, CaseOutcome, CaseStep, ChainLink, DutyTurn, Participation, Program
from programs.services.duty import looking_after

MONTHS = 12


def watchers_of(program: Program) -> list[Participation]:
    """Everybody who can be told, by their place in the chain and then by name."""
    places = places_in(program)
    rows = looking_after(program).order_by("person__display_name", "pk")
    return sorted(rows, key=lambda row: places.get(row.pk, len(places)))


def places_in(program: Program) -> dict[int, int]:
    """Participation → its place in the chain, from 0."""
    return {link.participation_id: place for place, link in enumerate(ChainLink.objects.filter(program=program))}


def turns_of(program: Program, now: datetime.datetime) -> QuerySet:
    """Turns that run or are to come."""
    return DutyTurn.objects.filter(program=program, ends_at__gt=now).select_related("participation__person")


@dataclass(frozen=True)
class Month:
    """`origins` and `outcomes`: label → how many; None stands for a number too small to be shown."""

    first: datetime.date
    opened: int | None
    in_time: int | None
    minutes: int | None  # the middle one of the times until somebody took a case up
    origins: list[tuple[str, int | None]]
    outcomes: list[tuple[str, int | None]]


def months_of(cases: QuerySet, program: Program) -> list[Month]:
    """The last twelve months that had a case, newest first. One query, however many cases."""
    steps = CaseStep.objects.filter(case=OuterRef("pk"))
    since = timezone.now().astimezone(program.zone).date().replace(day=1)
    since = (since - datetime.timedelta(days=31 * (MONTHS - 1))).replace(day=1)
    rows = cases.filter(opened_at__date__gte=since).annotate(
        taken_up_at=Subquery(steps.filter(what=CaseStep.What.ACKNOWLEDGED).values("at")[:1]),
        outcome=Subquery(steps.filter(what=CaseStep.What.CLOSED).values("outcome")[:1]),
    )
    columns = rows.values_list("opened_at", "acknowledge_by", "origin", "taken_up_at", "outcome")
    by_month: dict[datetime.date, list] = {}
    for row in columns:
        by_month.setdefault(row[0].astimezone(program.zone).date().replace(day=1), []).append(row)
    return [_month(first, by_month[first], program.small_cell) for first in sorted(by_month, reverse=True)]


def _month(first, rows, small) -> Month:
    def shown(number: int) -> int | None:
        return number if number == 0 or number >= small else None

    waits = [(taken - opened) for opened, _by, _origin, taken, _outcome in rows if taken]
    enough = len(waits) >= small
    return Month(
        first=first,
        opened=shown(len(rows)),
        in_time=shown(sum(1 for _opened, by, _origin, taken, _outcome in rows if taken and taken <= by)),
        minutes=round(median(waits).total_seconds() / 60) if enough else None,
        origins=[(str(label), shown(sum(row[2] == key for row in rows))) for key, label in CaseOrigin.choices],
        outcomes=[(str(label), shown(sum(row[4] == key for row in rows))) for key, label in CaseOutcome.choices],
    )
