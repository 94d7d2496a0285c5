"""A person's meetings as calendar entries: what the feed and the downloaded file say, and what they leave out."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from groups.calendar import Cycle, Entry, calendar_text
from groups.models import Meeting, Membership, Series
from programs.models import Participation, Person

KEPT = datetime.timedelta(days=90)  # how long a single meeting that is over stays in a feed


def feed_text(person: Person, now: datetime.datetime) -> bytes:
    """All meetings of the groups in which the person has a place, in their language. Two queries, however many."""
    rows = _rows().filter(group__in=_groups_of(person)).order_by("original_start", "pk")
    by_series: dict[Series, list[Meeting]] = defaultdict(list)
    singles = []
    for meeting in rows:
        if meeting.series is not None:
            by_series[meeting.series].append(meeting)
        elif meeting.ends_at > now - KEPT:
            singles.append(meeting)
    with override(person.language):
        return calendar_text(
            name=_neutral_title(),
            cycles=[_cycle(series, meetings, person) for series, meetings in by_series.items()],
            singles=[_entry(meeting, person) for meeting in singles],
        )


def meetings_seen_by(participations: Iterable[Participation]) -> QuerySet[Meeting]:
    """The meetings of each role of one person: somebody may lead one group and be a member of another."""
    seen = Meeting.objects.none()
    for participation in participations:
        seen = seen | Meeting.objects.visible_to(participation)
    return seen.select_related("group", "program")


def meeting_text(meeting: Meeting, person: Person) -> bytes:
    """One meeting as a file to open once."""
    with override(person.language):
        return calendar_text(name=_neutral_title(), singles=[_entry(meeting, person)])


def _groups_of(person: Person) -> QuerySet:
    return Membership.objects.current().filter(participation__person=person).values("group")


def _rows() -> QuerySet[Meeting]:
    return Meeting.objects.select_related("series", "group", "program")


def _cycle(series: Series, meetings: list[Meeting], person: Person) -> Cycle:
    group = meetings[0].group
    return Cycle(
        uid=series.public_id,
        rule=series.rule,
        first=datetime.datetime.combine(series.starts_on, series.starts_at_local),
        length=datetime.timedelta(minutes=series.minutes),
        zone=series.zone,
        title=_title(meetings[0], person),
        url=settings.SITE_URL + reverse("my_meetings"),
        changed_at=max(meeting.updated_at for meeting in meetings),
        sequence=1 if series.follows_id else 0,  # its meetings changed once, all together, when it began
        place=series.place or group.place if person.names_in_messages else "",
        entries=[_entry(meeting, person) for meeting in meetings],
    )


def _entry(meeting: Meeting, person: Person) -> Entry:
    page = reverse("meeting_detail", kwargs={"program": meeting.program.public_id, "meeting": meeting.public_id})
    return Entry(
        uid=meeting.public_id,
        original_start=meeting.original_start,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        zone=meeting.group.zone,
        title=_title(meeting, person),
        url=settings.SITE_URL + page,
        changed_at=meeting.updated_at,
        sequence=meeting.sequence,
        cancelled=meeting.is_cancelled,
        place=meeting.where if person.names_in_messages else "",
    )


def _title(meeting: Meeting, person: Person) -> str:
    return meeting.group.name if person.names_in_messages else _neutral_title()


def _neutral_title() -> str:
    return _("Appointment")
