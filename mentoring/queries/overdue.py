"""Whose supervision is overdue: peers who support somebody, or lead a group, and spoke with nobody for too long."""

import datetime
from dataclasses import dataclass

from django.db.models import Max, Min, OuterRef, QuerySet, Subquery

from groups.models import GroupKind, Membership
from mentoring.models import Pairing, PeerRules, Supervision, Supporter
from programs.models import ParticipationState


@dataclass(frozen=True)
class Overdue:
    """`last_on`: the day of the last supervision, None when there was none; `due_on`: when the next one was due."""

    supporter: Supporter
    last_on: datetime.date | None
    due_on: datetime.date

    def days(self, day: datetime.date) -> int:
        return (day - self.due_on).days


def with_supervision(supporters: QuerySet[Supporter]) -> QuerySet[Supporter]:
    """Adds `last_on`, and `active_since`: since when they support a pair (date) or lead a group (moment), or None."""
    same = {"program": OuterRef("program")}
    person = OuterRef("participation__person")
    last = Supervision.objects.filter(**same, peer__person=person).order_by().values("peer__person")
    leads = (
        Membership.objects.current()
        .facilitating()
        .filter(**same, participation__person=person)
        .exclude(group__kind=GroupKind.PAIR)
        .order_by()
        .values("participation__person")
    )
    pairs = Pairing.objects.live().filter(supporter=OuterRef("pk")).order_by()
    return supporters.annotate(
        last_on=Subquery(last.annotate(last=Max("held_on")).values("last")),
        paired_since=Subquery(pairs.values("supporter").annotate(first=Min("started_on")).values("first")),
        leads_since=Subquery(leads.annotate(first=Min("since")).values("first")),
    )


def due_on(supporter: Supporter, days: int) -> datetime.date | None:
    """When the next supervision of a row of `with_supervision` is due; None for who supports nobody now."""
    began = [day for day in (supporter.paired_since, _day(supporter)) if day is not None]
    if not began:
        return None
    return max(min(began), supporter.last_on or datetime.date.min) + datetime.timedelta(days=days)


def _day(supporter: Supporter) -> datetime.date | None:
    since = supporter.leads_since
    return since.astimezone(supporter.program.zone).date() if since else None


def overdue_supervisions(supporters: QuerySet[Supporter], day: datetime.date) -> list[Overdue]:
    """Of these peers, those who are active and late on that day, the longest first. Two statements."""
    rows = with_supervision(supporters.filter(participation__state=ParticipationState.ACTIVE)).select_related(
        "program", "participation__person", "supervisor__person"
    )
    rows = list(rows)
    default = PeerRules().supervision_days
    days = dict(
        PeerRules.objects.filter(program__in={row.program_id for row in rows}).values_list(
            "program", "supervision_days"
        )
    )
    late = []
    for row in rows:
        due = due_on(row, days.get(row.program_id, default))
        if due is not None and due < day:
            late.append(Overdue(row, row.last_on, due))
    return sorted(late, key=lambda one: (one.due_on, one.supporter.pk))
