"""iCalendar text (RFC 5545) of somebody's meetings. Pure: it is given what it writes, and reads no clock.

A series is one VEVENT with its rule; each of its meetings that was moved or cancelled is a further VEVENT with the same
UID, the original start as RECURRENCE-ID and a higher SEQUENCE, which is how calendars learn of it. Discretion: nothing
is written that the caller did not put into `title` and `place`; links and passwords have no field to stand in.
"""

import datetime
import functools
import zoneinfo
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from icalendar import Calendar, Event, Timezone
from icalendar.prop import vRecur

from groups.recurrence import expand

UID_DOMAIN = "rendez-vous"  # says nothing about what kind of place this is
REFRESH = datetime.timedelta(hours=1)


@dataclass(frozen=True)
class Entry:
    """One meeting. Times are aware (UTC); `uid` is its random public id."""

    uid: str
    original_start: datetime.datetime
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    zone: zoneinfo.ZoneInfo
    title: str
    url: str
    changed_at: datetime.datetime
    sequence: int = 0
    cancelled: bool = False
    place: str = ""


@dataclass(frozen=True)
class Cycle:
    """A series: `first` is naive local time, `rule` RRULE text, `entries` its meetings that exist, of which those that
    start at `left_out` (original starts) are not the reader's.
    """

    uid: str
    rule: str
    first: datetime.datetime
    length: datetime.timedelta
    zone: zoneinfo.ZoneInfo
    title: str
    url: str
    changed_at: datetime.datetime
    sequence: int = 0
    place: str = ""
    entries: Sequence[Entry] = field(default_factory=tuple)
    left_out: Collection[datetime.datetime] = frozenset()


def calendar_text(*, name: str, cycles: Iterable[Cycle] = (), singles: Iterable[Entry] = ()) -> bytes:
    """A whole VCALENDAR as bytes: CRLF, lines of at most 75 octets, UTF-8, a VTIMEZONE for each zone used."""
    cycles, singles = list(cycles), list(singles)
    calendar = Calendar()
    calendar.add("prodid", f"-//{UID_DOMAIN}//{UID_DOMAIN}//")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("name", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for zone_name in sorted({item.zone.key for item in [*cycles, *singles]}):
        calendar.add_component(_time_zone(zone_name))
    for cycle in cycles:
        for component in _cycle_events(cycle):
            calendar.add_component(component)
    for entry in singles:
        calendar.add_component(_entry_event(entry, uid=entry.uid))
    return calendar.to_ical()


@functools.lru_cache(maxsize=64)
def _time_zone(name: str) -> Timezone:
    """The rules of a zone, written once per process; from before any meeting of ours until as far as tables reach."""
    zone = Timezone.from_tzid(name, first_date=datetime.date(2024, 1, 1), last_date=datetime.date(2038, 1, 1))
    zone.pop("comment", None)
    return zone


def _cycle_events(cycle: Cycle) -> Iterable[Event]:
    last = max((entry.original_start for entry in cycle.entries), default=None)
    if last is None:
        return
    by_start = {entry.original_start: entry for entry in cycle.entries if entry.original_start not in cycle.left_out}
    promised = {
        occurrence.start: occurrence.local
        for occurrence in expand(
            cycle.rule, first=cycle.first, zone=cycle.zone, before=last + datetime.timedelta(microseconds=1)
        )
    }
    yield from _rule_event(cycle, promised, by_start)
    for start, entry in by_start.items():
        if start not in promised:  # its rule was cut short after it had been moved, or it stands after the planned end
            yield _entry_event(entry, uid=entry.uid)
        elif not _is_as_promised(entry, cycle):
            changed = _entry_event(entry, uid=cycle.uid)
            changed.add("recurrence-id", promised[start].replace(tzinfo=cycle.zone))
            yield changed


def _rule_event(cycle: Cycle, promised: dict, by_start: dict) -> Iterable[Event]:
    """The rule as one event, without the meetings that are not there. A rule that ends before it starts says nothing:
    its first day would count all the same.
    """
    if not promised:
        return
    event = _event(cycle, uid=cycle.uid, start=cycle.first.replace(tzinfo=cycle.zone), length=cycle.length)
    event.add("rrule", vRecur.from_ical(cycle.rule))
    event.add("sequence", cycle.sequence)
    gone = [local.replace(tzinfo=cycle.zone) for start, local in promised.items() if start not in by_start]
    if gone:
        event.add("exdate", gone)
    yield event


def _is_as_promised(entry: Entry, cycle: Cycle) -> bool:
    """What the rule says is true of this meeting and always was, so that it needs no event of its own."""
    return (
        entry.sequence <= cycle.sequence
        and entry.starts_at == entry.original_start
        and entry.ends_at - entry.starts_at == cycle.length
        and entry.place == cycle.place
        and not entry.cancelled
    )


def _entry_event(entry: Entry, *, uid: str) -> Event:
    event = _event(entry, uid=uid, start=entry.starts_at.astimezone(entry.zone), length=entry.ends_at - entry.starts_at)
    event.add("sequence", entry.sequence)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    return event


def _event(item: Cycle | Entry, *, uid: str, start: datetime.datetime, length: datetime.timedelta) -> Event:
    event = Event()
    event.add("uid", f"{uid}@{UID_DOMAIN}")
    # With METHOD:PUBLISH this is when the text was made; the last change keeps an unchanged feed the same to the byte.
    event.add("dtstamp", item.changed_at)
    event.add("last-modified", item.changed_at)
    event.add("dtstart", start)
    event.add("duration", length)
    event.add("summary", item.title)
    event.add("class", "PRIVATE")
    event.add("url", item.url)
    if item.place:
        event.add("location", item.place)
    return event
