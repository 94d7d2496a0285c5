"""Any series, any zone, any edits, on real rows: no meeting is lost, doubled, or at a wrong hour of the wall; each
stays the one that it was; calendars show what the rows say; and what is refused changes nothing.

What should be is reckoned here from days and clocks alone, not with the code that is examined.
"""

import copy
import datetime
import zoneinfo
from dataclasses import dataclass, field

import icalendar
import pytest
import recurring_ical_events
from django.db import transaction
from hypothesis import example, given, settings
from hypothesis import strategies as st

from groups.models import Group, Meeting
from groups.queries.feed import feed_text
from groups.services.following import change_following
from groups.services.meetings import cancel_meeting, move_meeting
from groups.services.series import start_series, top_up_meetings
from programs.errors import DomainError
from programs.models import Person, Rhythm
from tests.make import make_group, make_participation

pytestmark = pytest.mark.django_db

DAY, HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)
# The clock jumps in each of them while the examples run, in some by half an hour or on another day than in Europe.
ZONES = (
    "America/Toronto", "America/St_Johns", "America/Santiago", "Europe/Paris", "Europe/London", "Africa/Casablanca",
    "Africa/Cairo", "Asia/Beirut", "Australia/Lord_Howe", "Pacific/Chatham", "Antarctica/Troll",
)  # fmt: skip
clocks = st.sampled_from([datetime.time(18), datetime.time(2, 30), datetime.time(0, 15), datetime.time(23, 45)])
seasons = st.sampled_from([datetime.date(2027, 2, 22), datetime.date(2027, 9, 20)])
edits = st.one_of(
    st.tuples(st.just("move"), st.integers(0, 20), st.integers(-30, 200)),
    st.tuples(st.just("place"), st.integers(0, 20), st.sampled_from(["Room 2", "The garden"])),
    st.tuples(st.just("cancel"), st.integers(0, 20), st.none()),
    st.tuples(st.just("following"), st.integers(0, 20), st.tuples(st.integers(-2, 5), clocks)),
)


@dataclass
class Expected:
    """One meeting as it should be. `promised`: its naive start by the rule; `at`: where it is, when not there."""

    promised: datetime.datetime
    at: datetime.datetime | None = None
    is_off: bool = False


@dataclass
class World:
    """A group with one series, and what its meetings (by key) should be. `parts`: keys, one list for each series."""

    group: Group
    member: Person
    rhythm: str
    now: datetime.datetime
    expected: dict[int, Expected] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    parts: list[list[int]] = field(default_factory=list)

    @property
    def zone(self):
        return zoneinfo.ZoneInfo(self.group.time_zone)

    def moment(self, naive):
        """A time that the clock jumps over is shown as much later; of two the first."""
        return naive.replace(tzinfo=self.zone, fold=0).astimezone(datetime.UTC)

    def start_of(self, pk):
        return self.expected[pk].at or self.moment(self.expected[pk].promised)


def promised_days(rhythm, first, count):
    """The first `count` days of a rhythm, by counting days."""
    if rhythm == Rhythm.TWICE_A_WEEK:
        days = (first + 7 * week * DAY + extra * DAY for week in range(count) for extra in (0, 3))
        return sorted(days)[:count]
    if rhythm != Rhythm.MONTHLY:
        step = 7 if rhythm == Rhythm.WEEKLY else 14
        return [first + step * number * DAY for number in range(count)]
    return [nth_weekday(first, months) for months in range(count)]


def nth_weekday(first, months):
    """The same weekday of the same week of a month so many months later; from the 29th on the last one."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    days = [datetime.date(year, month + 1, 1) + number * DAY for number in range(31)]
    days = [day for day in days if day.month == month + 1 and day.weekday() == first.weekday()]
    return days[-1] if first.day > 28 else days[(first.day - 1) // 7]


def begin(zone, rhythm, first, clock, count) -> World:
    group = make_group(time_zone=zone, skips_holidays=False)
    member = make_participation(group.program, name="Mia", time_zone=zone)
    group.memberships.create(program=group.program, participation=member)
    now = datetime.datetime.combine(first, clock, tzinfo=datetime.UTC) - 7 * DAY
    start_series(group, by=None, rhythm=rhythm, starts_on=first, starts_at_local=clock, count=count, now=now)
    world = World(group, member.person, rhythm, now)
    rows = list(group.meetings.order_by("original_start"))
    days = promised_days(rhythm, first, count)
    assert len(rows) == len(days)
    for row, day in zip(rows, days, strict=True):
        world.expected[row.pk] = Expected(datetime.datetime.combine(day, clock))
        world.names[row.pk] = row.public_id
    world.parts.append([row.pk for row in rows])
    return world


def act(world, kind, number, what) -> bool:
    """Edit the rows, and what is expected of them; false when it was refused."""
    pk = list(world.expected)[number % len(world.expected)]
    meeting, one = Meeting.objects.get(pk=pk), world.expected[pk]
    try:
        if kind == "cancel":
            cancel_meeting(meeting, by=None, now=world.now)
            one.is_off = True
        elif kind == "following":
            follow(world, meeting, *what)
        else:
            change = {"place": what} if kind == "place" else {"starts_at": meeting.starts_at + what * HOUR}
            length = meeting.ends_at - meeting.starts_at
            change = {"starts_at": meeting.starts_at, "place": meeting.place} | change
            move_meeting(meeting, by=None, **change, ends_at=change["starts_at"] + length, now=world.now)
            promised = world.moment(one.promised)
            one.at = change["starts_at"] if change["starts_at"] != promised else None
    except DomainError:
        return False
    return True


def follow(world, meeting, days, clock) -> None:
    part = next(part for part in world.parts if meeting.pk in part)
    first = world.expected[meeting.pk].promised
    days = 0 if world.rhythm == Rhythm.MONTHLY else days
    to = datetime.datetime.combine(first.date() + days * DAY, clock)
    before = Meeting.objects.get(pk=meeting.pk).series_id
    change_following(meeting, by=None, starts_at_local=to, minutes=90, now=world.now)
    if Meeting.objects.get(pk=meeting.pk).series_id == before:
        return  # it was so already
    later = [pk for pk in part if world.expected[pk].promised >= first]
    for pk in later:
        one = world.expected[pk]
        goes = world.rhythm != Rhythm.TWICE_A_WEEK or one.promised.weekday() == first.weekday()
        day = one.promised.date() + (days if goes else 0) * DAY
        if one.at is None and one.is_off:
            one.at = world.moment(one.promised)  # what is off stays where it was
        if pk == meeting.pk:
            one.at = None
        one.promised = datetime.datetime.combine(day, clock)
    if world.rhythm == Rhythm.TWICE_A_WEEK:
        half_a_week(world, later)
    for pk in later:
        if world.expected[pk].at == world.moment(world.expected[pk].promised):
            world.expected[pk].at = None
    part[:] = [pk for pk in part if pk not in later]
    world.parts.append(later)


def half_a_week(world, later) -> None:
    """Of two days in the last week only one is left: it takes whichever day of the rhythm comes first."""
    last = max(later, key=lambda pk: world.expected[pk].promised)
    kept = world.expected[last].promised
    weekdays = {world.expected[pk].promised.weekday() for pk in later}
    others = sorted(world.expected[pk].promised for pk in later if pk != last)
    if others and len(weekdays) == 2:
        days = (others[-1] + number * DAY for number in range(1, 8))
        world.expected[last].promised = next(day for day in days if day.weekday() in weekdays)
        assert abs(world.expected[last].promised - kept) < 7 * DAY


def rows_of(world) -> list[Meeting]:
    return list(Meeting.objects.filter(group=world.group).order_by("pk"))


def nothing_is_lost_or_doubled(world, rows) -> None:
    assert {row.pk for row in rows} == set(world.expected)
    planned = [row.starts_at for row in rows if not row.is_cancelled]
    assert len(planned) == len(set(planned))
    assert top_up_meetings(world.now) == 0


def each_is_at_its_hour(world, rows) -> None:
    assert {row.pk: row.starts_at for row in rows} == {pk: world.start_of(pk) for pk in world.expected}
    assert {row.pk for row in rows if row.is_cancelled} == {pk for pk, one in world.expected.items() if one.is_off}


def each_is_still_itself(world, rows) -> None:
    assert {row.pk: row.public_id for row in rows} == world.names
    promised = {pk: world.moment(one.promised) for pk, one in world.expected.items()}
    assert {row.pk: row.original_start for row in rows} == promised


def calendars_agree(world, rows) -> None:
    calendar = icalendar.Calendar.from_ical(feed_text(world.member, world.now))
    events = recurring_ical_events.of(calendar).between(world.now - 60 * DAY, world.now + 900 * DAY)
    shown = sorted(event.start.astimezone(datetime.UTC) for event in events if event.get("STATUS") != "CANCELLED")
    assert shown == sorted(row.starts_at for row in rows if not row.is_cancelled)


# The last Wednesday of a month is its fourth in October, and its fifth in December.
LAST_WEDNESDAY = ("Europe/Paris", Rhythm.MONTHLY, datetime.date(2027, 9, 20), 9, datetime.time(18), 5)
# At 02:30 on Sundays: on 28 March the clock in Paris jumps over it.
AT_NIGHT = ("Europe/Paris", Rhythm.WEEKLY, datetime.date(2027, 2, 22), 6, datetime.time(2, 30), 7)


@example(*AT_NIGHT, [])
@example(*AT_NIGHT, [("move", 0, 7 * 24), ("cancel", 3, None), ("following", 1, (1, datetime.time(2, 30)))])
@example(*LAST_WEDNESDAY, [("following", 1, (0, datetime.time(2, 30)))])
@settings(max_examples=15)
@given(
    st.sampled_from(ZONES), st.sampled_from(Rhythm.values), seasons, st.integers(0, 12), clocks, st.integers(2, 9),
    st.lists(edits, max_size=4),
)  # fmt: skip
def test_whatever_is_edited_the_rows_stay_true(zone, rhythm, season, later, clock, count, wanted):
    with transaction.atomic():
        world = begin(zone, rhythm, season + later * DAY, clock, count)
        for edit in wanted:
            before, known = [vars(row) for row in rows_of(world)], copy.deepcopy(world.expected)
            if not act(world, *edit):
                assert clean([vars(row) for row in rows_of(world)]) == clean(before), (
                    "refused, and changed all the same"
                )
                world.expected = known
        rows = rows_of(world)
        nothing_is_lost_or_doubled(world, rows)
        each_is_at_its_hour(world, rows)
        each_is_still_itself(world, rows)
        calendars_agree(world, rows)
        transaction.set_rollback(True)


def clean(rows):
    return [{name: value for name, value in row.items() if name != "_state"} for row in rows]
