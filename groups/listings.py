"""Groups on public lists: schema.org data for search engines, and the Meeting Guide format. Pure.

What is written here anybody can read and copy: weekday, time, place, language. Never a link, a password, a name of a
person or the words of a theme.
"""

import datetime
from dataclasses import dataclass

from dateutil.rrule import rrulestr
from django.utils import translation
from django.utils.text import slugify

from groups.models import Group, Meeting, Series
from programs.models import Mode, Rhythm

WEEKLY = frozenset({Rhythm.WEEKLY, Rhythm.TWICE_A_WEEK})
LONGEST_SLUG = 64
DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
AT_A_PLACE = frozenset({Mode.IN_PERSON, Mode.HYBRID})
ATTENDANCE = {Mode.IN_PERSON: "OfflineEventAttendanceMode", Mode.HYBRID: "MixedEventAttendanceMode"}


@dataclass(frozen=True)
class Listing:
    """A running series of a listed group with its next meeting; `address` is the public page of its program."""

    group: Group
    series: Series
    next_meeting: Meeting
    address: str
    updated_at: datetime.datetime

    @property
    def days(self) -> list[int]:
        """The weekdays of the series, Sunday = 0."""
        start = datetime.datetime.combine(self.series.starts_on, self.series.starts_at_local)
        rule = rrulestr(self.series.rule.partition(";UNTIL")[0], dtstart=start)
        return sorted({(day + 1) % 7 for day in rule._byweekday or [start.weekday()]})

    @property
    def ends_at_local(self) -> datetime.time:
        start = datetime.datetime.combine(self.series.starts_on, self.series.starts_at_local)
        return (start + datetime.timedelta(minutes=self.series.minutes)).time()


def meeting_guide_rows(listing: Listing) -> list[dict]:
    """One row for each weekday of a weekly series, in the group's language; other rhythms have none."""
    if listing.series.rhythm not in WEEKLY:
        return []
    with translation.override(listing.group.language):
        return [_meeting_guide_row(listing, day) for day in listing.days]


def event_series(listing: Listing) -> dict:
    """A schema.org EventSeries with its schedule and its next Event, in the group's language."""
    group, meeting = listing.group, listing.next_meeting
    with translation.override(group.language):
        common = {
            "name": group.name,
            "inLanguage": group.language,
            "isAccessibleForFree": True,
            "eventAttendanceMode": "https://schema.org/" + ATTENDANCE.get(group.mode, "OnlineEventAttendanceMode"),
            "location": _place(listing),
            "organizer": {"@type": "Organization", "name": group.program.name, "url": listing.address},
            "url": listing.address,
        }
        weekly = listing.series.rhythm in WEEKLY
        schedule = {
            "@type": "Schedule",
            "startDate": listing.series.starts_on.isoformat(),
            "startTime": listing.series.starts_at_local.strftime("%H:%M:%S"),
            "endTime": listing.ends_at_local.strftime("%H:%M:%S"),
            "duration": f"PT{listing.series.minutes}M",
            "scheduleTimezone": listing.series.time_zone,
            "byDay": [f"https://schema.org/{DAYS[day]}" for day in listing.days],
            "repeatFrequency": "P1W" if weekly else _period(listing.series.rhythm),
        }
        event = {
            "@type": "Event",
            "startDate": meeting.local_start.isoformat(),
            "endDate": meeting.local_end.isoformat(),
            "eventStatus": "https://schema.org/EventScheduled",
            "description": group.program.summary,
        }
        return {
            "@context": "https://schema.org",
            "@type": "EventSeries",
            "startDate": listing.series.starts_on.isoformat(),
            "eventSchedule": schedule,
            "description": group.program.summary,
            "subEvent": [event | common],
        } | common


def _meeting_guide_row(listing: Listing, day: int) -> dict:
    group, series = listing.group, listing.series
    row = {
        "name": group.name,
        "slug": _slug(listing, day),
        "day": day,
        "time": series.starts_at_local.strftime("%H:%M"),
        "end_time": listing.ends_at_local.strftime("%H:%M"),
        "timezone": series.time_zone,
        "types": _types(listing),
        "notes": _plain(group.program.summary),
        "location": group.place if group.mode in AT_A_PLACE else str(Mode(group.mode).label),
        "url": listing.address,
        "updated": listing.updated_at.astimezone(datetime.UTC).strftime("%Y-%m-%d %H:%M:%S"),
    }
    if group.mode in AT_A_PLACE:
        row["formatted_address"] = group.place
        if group.directions:
            row["location_notes"] = _plain(group.directions)
    return row


def _types(listing: Listing) -> list[str]:
    kinds = [listing.group.language.upper()]
    return kinds if listing.group.mode == Mode.IN_PERSON else [*kinds, "ONL"]


def _slug(listing: Listing, day: int) -> str:
    """Unique by the id of the series and the day; what comes before is for the reader of the address."""
    tail = f"-{DAYS[day].lower()}-{listing.series.public_id}"
    return (slugify(listing.group.name)[: LONGEST_SLUG - len(tail)].strip("-") + tail).lstrip("-")


def _place(listing: Listing) -> dict | list:
    group = listing.group
    online = {"@type": "VirtualLocation", "url": listing.address}
    room = {"@type": "Place", "name": group.place, "address": group.place}
    if group.mode == Mode.HYBRID:
        return [room, online]
    return room if group.mode == Mode.IN_PERSON else online


def _period(rhythm: str) -> str:
    return "P2W" if rhythm == Rhythm.EVERY_TWO_WEEKS else "P1M"


def _plain(words: str) -> str:
    """One line of text; sites print it as it is."""
    return " ".join(words.replace("<", " ").replace(">", " ").split())
