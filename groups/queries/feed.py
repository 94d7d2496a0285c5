"""A person's meetings as calendar entries: what the feed and the downloaded file say, and what they leave out."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from groups.calendar import Cycle, Entry, calendar_text
from groups.models import Cover, Meeting, Membership, Series
from groups.recurrence import ending_by
from programs.models import Participation, Person

KEPT = datetime.timedelta(days=90)  # how long a single meeting that is over stays in a feed


@dataclass(frozen=True)
class Covered:
    """Meeting → when that was last said: where the person stands in, where somebody stands in for them."""

    stands_in: dict[int, datetime.datetime]
    handed_over: dict[int, datetime.datetime]


def feed_text(person: Person, now: datetime.datetime) -> bytes:
    """All meetings of the groups in which the person has a place, and those at which they stand in; in their language.

    Not those at which somebody stands in for them. Three queries, however many.
    """
    covered = _covered(person)
    mine = set(Membership.objects.current().filter(participation__person=person).values_list("group", flat=True))
    rows = _rows().filter(Q(group__in=mine) | Q(pk__in=covered.stands_in)).order_by("original_start", "pk")
    by_series: dict[Series, list[Meeting]] = defaultdict(list)
    singles = []
    for meeting in rows:
        if meeting.group_id in mine and meeting.series is not None:
            by_series[meeting.series].append(meeting)
        elif meeting.ends_at > now - KEPT and meeting.pk not in covered.handed_over:
            singles.append(meeting)
    with override(person.language):
        return calendar_text(
            name=_neutral_title(),
            cycles=[_cycle(series, meetings, person, covered) for series, meetings in by_series.items()],
            singles=[_entry(meeting, person, since=covered.stands_in.get(meeting.pk)) for meeting in singles],
        )


def _covered(person: Person) -> Covered:
    """Which meetings changed hands."""
    covered = Covered({}, {})
    rows = Cover.objects.stood_in().filter(Q(absent__person=person) | Q(stand_in__person=person))
    for meeting, absent, at in rows.values_list("meeting", "absent__person", "updated_at"):
        (covered.handed_over if absent == person.pk else covered.stands_in)[meeting] = at
    return covered


def meetings_seen_by(
    participations: Iterable[Participation], *, seated: Iterable[Participation] = ()
) -> QuerySet[Meeting]:
    """The meetings of each role of one person: somebody may lead one group and be a member of another.

    `seated`: roles that see only what they have a place in, such as the talks of a mediator.
    """
    places = Membership.objects.current().filter(participation__in=list(seated))
    seen = Meeting.objects.filter(group__in=places.values("group"))
    for participation in participations:
        seen = seen | Meeting.objects.visible_to(participation)
    return seen.select_related("group", "program")


def meeting_text(meeting: Meeting, person: Person) -> bytes:
    """One meeting as a file to open once."""
    with override(person.language):
        return calendar_text(name=_neutral_title(), singles=[_entry(meeting, person)])


def _rows() -> QuerySet[Meeting]:
    return Meeting.objects.select_related("series", "group", "program")


def _cycle(series: Series, meetings: list[Meeting], person: Person, covered: Covered) -> Cycle:
    group, over = meetings[0].group, meetings[0].group.over_after
    first = datetime.datetime.combine(series.starts_on, series.starts_at_local)
    away = {meeting.original_start: at for meeting in meetings if (at := covered.handed_over.get(meeting.pk))}
    return Cycle(
        uid=series.public_id,
        rule=ending_by(series.rule, over, first=first, zone=series.zone) if over else series.rule,
        first=first,
        length=datetime.timedelta(minutes=series.minutes),
        zone=series.zone,
        title=_title(meetings[0], person),
        url=settings.SITE_URL + reverse("my_meetings"),
        changed_at=max([*(meeting.updated_at for meeting in meetings), *away.values()]),
        sequence=1 if series.follows_id else 0,  # its meetings changed once, all together, when it began
        place=series.place or group.place if person.names_in_messages else "",
        entries=[_entry(meeting, person) for meeting in meetings],
        left_out=frozenset(away),
    )


def _entry(meeting: Meeting, person: Person, *, since: datetime.datetime | None = None) -> Entry:
    """`since`: when it became theirs, if that was later than its own last change."""
    page = reverse("meeting_detail", kwargs={"program": meeting.program.public_id, "meeting": meeting.public_id})
    return Entry(
        uid=meeting.public_id,
        original_start=meeting.original_start,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        zone=meeting.group.zone,
        title=_title(meeting, person),
        url=settings.SITE_URL + page,
        changed_at=max(meeting.updated_at, since or meeting.updated_at),
        sequence=meeting.sequence,
        cancelled=meeting.is_cancelled,
        place=meeting.where if person.names_in_messages else "",
    )


def _title(meeting: Meeting, person: Person) -> str:
    return meeting.group.name if person.names_in_messages else _neutral_title()


def _neutral_title() -> str:
    return _("Appointment")
