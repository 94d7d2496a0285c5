"""“This and following” over made-up rhythms, zones and edits: nothing lost, doubled, or at a wrong hour, and calendars
read the same instants as we do."""

import datetime
import zoneinfo

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from groups.calendar import Cycle, Entry, calendar_text
from groups.following import DayIsTaken, TooFar, split
from groups.recurrence import expand, rule_for, to_utc
from programs.models import Rhythm
from tests.groups.test_calendar import read, recurring_ical_events

HOUR = datetime.timedelta(hours=1)
END = datetime.datetime(2031, 1, 1, tzinfo=datetime.UTC)
zones = st.sampled_from(sorted(zoneinfo.available_timezones() - {"Factory", "localtime"})).map(zoneinfo.ZoneInfo)
clocks = st.times(min_value=datetime.time(0), max_value=datetime.time(23, 45)).map(
    lambda time: time.replace(minute=time.minute // 15 * 15, second=0, microsecond=0)
)
days = st.dates(min_value=datetime.date(2026, 1, 1), max_value=datetime.date(2029, 12, 31))


@st.composite
def edits(draw):
    """A rhythm, the occurrence from which it changes, and where that one goes."""
    zone, rhythm, day = draw(zones), draw(st.sampled_from(Rhythm.values)), draw(days)
    rule = rule_for(rhythm, day, zone=zone, count=draw(st.one_of(st.none(), st.integers(2, 40))))
    first = datetime.datetime.combine(day, draw(clocks))
    before = min(END, to_utc(first, zone) + datetime.timedelta(days=365))
    olds = list(expand(rule, first=first, zone=zone, before=before))
    old = draw(st.sampled_from(olds))
    to = datetime.datetime.combine(old.local.date() + datetime.timedelta(days=draw(st.integers(-3, 12))), draw(clocks))
    try:
        cut = split(rhythm, rule, first=first, zone=zone, at=old.start, to=to, before=before)
    except (DayIsTaken, TooFar):
        assume(False)
    return zone, rule, first, before, old, to, cut


@given(edits())
@settings(max_examples=300)
def test_nothing_is_lost_doubled_or_at_a_wrong_hour(edit):
    zone, rule, first, before, old, to, cut = edit
    counted = "COUNT" in rule
    everything = list(expand(rule, first=first, zone=zone, before=None if counted else before))
    stay = [one for one in everything if one.start < old.start]
    assert list(expand(cut.before, first=first, zone=zone)) == stay
    assert [was for was, _new in cut.pairs] == everything[len(stay) :]
    news = sorted((new for _was, new in cut.pairs), key=lambda one: one.local)
    promised = list(expand(cut.rule, first=cut.first, zone=zone, before=news[-1].start + datetime.timedelta(seconds=1)))
    assert promised == news
    assert len({new.start for new in news}) == len(news)
    for new in news:
        assert new.local.time() == to.time()
        shown = new.start.astimezone(zone).replace(tzinfo=None)
        if shown == new.local:
            continue
        # The wall clock never shows this time: it was jumped over.
        assert new.local.replace(tzinfo=zone, fold=0).utcoffset() != new.start.astimezone(zone).utcoffset()


def entries_of(occurrences, zone, moved, cancelled):
    for number, one in enumerate(occurrences):
        starts = one.start + datetime.timedelta(minutes=7) if number in moved else one.start
        yield Entry(
            uid=f"m{one.start:%Y%m%d%H%M}", original_start=one.start, starts_at=starts, ends_at=starts + HOUR,
            zone=zone, title="Rendez-vous", url="https://example.org/", changed_at=END, sequence=1 + (number in moved),
            cancelled=number in cancelled,
        )  # fmt: skip


@given(edits(), st.sets(st.integers(0, 20), max_size=4), st.sets(st.integers(0, 20), max_size=4))
@settings(max_examples=30)
def test_a_calendar_shows_what_our_rows_say(edit, moved, cancelled):
    zone, _rule, first, _before, old, _to, cut = edit
    last = old.start + datetime.timedelta(days=120)
    stay = [one for one in expand(cut.before, first=first, zone=zone) if one.start > old.start - HOUR * 24 * 60]
    come = sorted((new for _was, new in cut.pairs if new.start < last), key=lambda one: one.start)
    assume(come)
    rows = list(entries_of(come, zone, moved, cancelled))
    facts = {"length": HOUR, "zone": zone, "title": "Rendez-vous", "url": "https://example.org/", "changed_at": END}
    old_rows = list(entries_of(list(expand(cut.before, first=first, zone=zone)), zone, set(), set()))
    cycles = [
        Cycle(uid="old", rule=cut.before, first=first, sequence=1, entries=old_rows, **facts),
        Cycle(uid="new", rule=cut.rule, first=cut.first, sequence=1, entries=rows, **facts),
    ]
    calendar = read(calendar_text(name="Rendez-vous", cycles=cycles))
    start = (stay[0].start if stay else come[0].start) - HOUR * 24
    until = max(row.starts_at for row in rows)
    found = recurring_ical_events.of(calendar).between(start, until + HOUR)
    shown = sorted(event.start.astimezone(datetime.UTC) for event in found if event.get("STATUS") != "CANCELLED")
    wanted = sorted([one.start for one in stay] + [row.starts_at for row in rows if not row.cancelled])
    assert [one for one in shown if one <= until] == wanted
    for event in calendar.walk("VEVENT"):
        if "RECURRENCE-ID" in event:
            same = next(row for row in rows if row.original_start == event["RECURRENCE-ID"].dt.astimezone(datetime.UTC))
            assert event["SEQUENCE"] == same.sequence
            assert (event["STATUS"] == "CANCELLED") == same.cancelled
