"""Rules to dates: the printed examples of RFC 5545, both clock changes, every time zone there is."""

import datetime
import itertools
import json
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groups.recurrence import ending_at, expand, rule_for, to_utc, week_of_month
from programs.models import Rhythm

ZONES = sorted(available_timezones())
TORONTO = ZoneInfo("America/Toronto")
PARIS = ZoneInfo("Europe/Paris")
FIVE_YEARS = datetime.datetime(2031, 1, 1, tzinfo=datetime.UTC)


def at(*numbers) -> datetime.datetime:
    return datetime.datetime(*numbers)  # noqa: DTZ001 (a wall clock has no zone)


def utc(*numbers) -> datetime.datetime:
    return datetime.datetime(*numbers, tzinfo=datetime.UTC)


def test_the_examples_of_rfc_5545_give_the_printed_dates(corpus):
    examples = json.loads((corpus / "oracles" / "rfc5545_rrule_examples.json").read_text("utf-8"))
    assert len(examples) == 12
    for example in examples:
        printed = example["local_dates"]
        first = datetime.datetime.strptime(example["dtstart"], "%Y%m%dT%H%M%S")  # noqa: DTZ007
        found = expand(example["rrule"], first=first, zone=ZoneInfo(example["tzid"]))
        # One more than printed: what the rule ends must end there too.
        found = list(itertools.islice(found, len(printed) + 1))
        if "COUNT" in example["rrule"] or "UNTIL" in example["rrule"]:
            assert len(found) == len(printed), example["name"]
        assert [f"{one.local:%Y-%m-%d}" for one in found[: len(printed)]] == printed, example["name"]
        assert [f"{one.start:%Y-%m-%dT%H:%MZ}" for one in found[: len(printed)]] == example["utc"], example["name"]


@pytest.mark.parametrize(
    ("zone", "winter", "summer"),
    [(TORONTO, 23, 22), (PARIS, 17, 16)],
    ids=["America/Toronto", "Europe/Paris"],
)
def test_six_in_the_evening_stays_six_across_both_clock_changes(zone, winter, summer):
    first = at(2026, 1, 6, 18)
    rule = rule_for(Rhythm.WEEKLY, first.date(), zone=zone)
    year = list(expand(rule, first=first, zone=zone, before=utc(2027, 1, 4)))
    assert len(year) == 52
    assert {one.start.astimezone(zone).strftime("%A %H:%M") for one in year} == {"Tuesday 18:00"}
    hours = [one.start.hour for one in year]
    assert [hour for hour, _same in itertools.groupby(hours)] == [winter, summer, winter]


def test_a_time_that_does_not_exist_moves_forward_by_the_gap():
    assert to_utc(at(2026, 3, 29, 2, 30), PARIS) == utc(2026, 3, 29, 1, 30)
    assert to_utc(at(2026, 3, 29, 2, 30), PARIS).astimezone(PARIS).strftime("%H:%M") == "03:30"
    # Half an hour of gap, on Lord Howe Island.
    lord_howe = ZoneInfo("Australia/Lord_Howe")
    assert to_utc(at(2026, 10, 4, 2, 15), lord_howe).astimezone(lord_howe).strftime("%H:%M") == "02:45"


def test_a_time_that_exists_twice_means_the_first():
    assert to_utc(at(2026, 10, 25, 2, 30), PARIS) == utc(2026, 10, 25, 0, 30)
    assert to_utc(at(2026, 10, 25, 2, 30).replace(fold=1), PARIS) == utc(2026, 10, 25, 0, 30)


def wall_clock_is_right(one, zone) -> bool:
    """The clock on the wall shows the planned time, or, in a gap, that time moved forward by the gap."""
    shown = one.start.astimezone(zone).replace(tzinfo=None)
    if shown == one.local:
        return True
    before = (one.start - datetime.timedelta(hours=12)).astimezone(zone).utcoffset()
    after = (one.start + datetime.timedelta(hours=12)).astimezone(zone).utcoffset()
    return shown - one.local == after - before > datetime.timedelta(0)


@pytest.mark.parametrize("hour", [at(2026, 1, 4, 2, 30), at(2026, 1, 4, 18), at(2026, 1, 4, 0, 0)], ids=str)
def test_no_zone_loses_doubles_or_shifts_a_weekly_meeting_until_2030(hour):
    """Sundays, when clocks change in most of the world."""
    wanted = [hour + datetime.timedelta(weeks=week) for week in range(5 * 52)]
    for name in ZONES:
        zone = ZoneInfo(name)
        found = list(expand(rule_for(Rhythm.WEEKLY, hour.date(), zone=zone), first=hour, zone=zone, before=FIVE_YEARS))
        assert [one.local for one in found[: len(wanted)]] == wanted, name
        assert len({one.start for one in found}) == len(found), name
        assert all(wall_clock_is_right(one, zone) for one in found), name


@settings(max_examples=150, deadline=None)
@given(
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    rhythm=st.sampled_from(list(Rhythm)),
    day=st.dates(datetime.date(2026, 1, 1), datetime.date(2029, 12, 31)),
    minute=st.integers(0, 24 * 60 - 1),
    also_on=st.integers(0, 6),
)
def test_every_rhythm_keeps_its_days_and_its_hour(zone, rhythm, day, minute, also_on):
    first = datetime.datetime.combine(day, datetime.time(*divmod(minute, 60)))
    rule = rule_for(rhythm, day, zone=zone, also_on=also_on)
    found = list(expand(rule, first=first, zone=zone, before=FIVE_YEARS))
    assert all(one.local.time() == first.time() and wall_clock_is_right(one, zone) for one in found)
    assert [one.start for one in found] == sorted({one.start for one in found})
    days = [one.local.date() for one in found]
    until = (FIVE_YEARS - datetime.timedelta(days=2)).date()
    assert [one for one in days if one <= until] == list(days_by_hand(rhythm, day, also_on, until))


def days_by_hand(rhythm, day, also_on, until):
    """The same days, found without a rule: walk the calendar and ask of each day whether the group meets."""
    for number in range((until - day).days + 1):
        one = day + datetime.timedelta(days=number)
        same_weekday = number % 7 == 0
        meets = {
            Rhythm.TWICE_A_WEEK: same_weekday or one.weekday() == also_on,
            Rhythm.WEEKLY: same_weekday,
            Rhythm.EVERY_TWO_WEEKS: number % 14 == 0,
            Rhythm.MONTHLY: same_weekday and week_by_hand(one, week_of_month(day)),
        }
        if meets[rhythm]:
            yield one


def week_by_hand(day, week):
    if week == -1:
        return (day + datetime.timedelta(days=7)).month != day.month
    return 7 * (week - 1) < day.day <= 7 * week


@settings(max_examples=100, deadline=None)
@given(
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    rhythm=st.sampled_from(list(Rhythm)),
    day=st.dates(datetime.date(2026, 1, 1), datetime.date(2029, 1, 1)),
    count=st.integers(1, 60),
)
def test_a_number_of_meetings_and_the_last_of_their_days_say_the_same(zone, rhythm, day, count):
    first = datetime.datetime.combine(day, datetime.time(18))
    counted = list(expand(rule_for(rhythm, day, zone=zone, count=count), first=first, zone=zone))
    assert len(counted) == count
    last = counted[-1].local.date()
    assert list(expand(rule_for(rhythm, day, zone=zone, until=last), first=first, zone=zone)) == counted


def test_the_last_day_counts_until_its_evening():
    first = at(2026, 11, 3, 23, 30)
    found = expand(
        rule_for(Rhythm.WEEKLY, first.date(), zone=TORONTO, until=datetime.date(2026, 11, 10)),
        first=first,
        zone=TORONTO,
    )
    assert [one.local.day for one in found] == [3, 10]


def test_a_day_late_in_the_month_means_the_last_such_weekday():
    assert week_of_month(datetime.date(2026, 3, 24)) == 4
    assert week_of_month(datetime.date(2026, 3, 31)) == -1
    first = at(2026, 3, 31, 18)
    found = expand(rule_for(Rhythm.MONTHLY, first.date(), zone=PARIS, count=3), first=first, zone=PARIS)
    assert [f"{one.local:%m-%d}" for one in found] == ["03-31", "04-28", "05-26"]


def test_ending_a_rule_replaces_an_earlier_end():
    ended = "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261125T000000Z"
    assert ending_at("FREQ=WEEKLY;BYDAY=TU;COUNT=8", utc(2026, 11, 25)) == ended
    assert ending_at("FREQ=WEEKLY;BYDAY=TU;UNTIL=20301231T000000Z", utc(2026, 11, 25)) == ended
    assert ending_at("FREQ=WEEKLY;BYDAY=TU", utc(2026, 11, 25)) == ended


def test_a_window_holds_what_lies_inside_it():
    first = at(2026, 11, 3, 18)
    rule = rule_for(Rhythm.WEEKLY, first.date(), zone=PARIS)
    found = expand(rule, first=first, zone=PARIS, after=utc(2026, 11, 10, 17), before=utc(2026, 12, 1, 17))
    assert [one.local.day for one in found] == [17, 24]


def test_a_rule_does_not_end_twice():
    with pytest.raises(ValueError, match="not both"):
        rule_for(Rhythm.WEEKLY, datetime.date(2026, 11, 3), zone=PARIS, count=2, until=datetime.date(2026, 12, 1))
