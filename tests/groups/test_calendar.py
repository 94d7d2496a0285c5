"""iCalendar text, read back by two libraries that we did not write."""

import datetime
import re
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

from groups.calendar import Cycle, Entry, calendar_text
from groups.recurrence import expand

PARIS = ZoneInfo("Europe/Paris")
CHANGED = datetime.datetime(2026, 9, 1, tzinfo=datetime.UTC)
FIRST = datetime.datetime(2026, 10, 13, 18)  # noqa: DTZ001 (a wall clock has no zone)
RULE = "FREQ=WEEKLY;BYDAY=TU"
HOUR = datetime.timedelta(hours=1)


def entry(start, **facts) -> Entry:
    facts = {"starts_at": start, "uid": f"m{start:%m%d}"} | facts
    return Entry(
        original_start=start, ends_at=facts["starts_at"] + HOUR, zone=PARIS, title="Rendez-vous",
        url="https://example.org/p/abc/meetings/def/", changed_at=CHANGED, **facts,
    )  # fmt: skip


def starts(number=4) -> list[datetime.datetime]:
    found = expand(RULE, first=FIRST, zone=PARIS)
    return [next(found).start for _ in range(number)]


def cycle(entries, **facts) -> Cycle:
    return Cycle(
        uid="s1", rule=RULE + ";COUNT=4", first=FIRST, length=HOUR, zone=PARIS, title="Rendez-vous",
        url="https://example.org/meetings/", changed_at=CHANGED, entries=entries, **facts,
    )  # fmt: skip


def read(text: bytes):
    return icalendar.Calendar.from_ical(text)


def instants(text: bytes) -> list[datetime.datetime]:
    found = recurring_ical_events.of(read(text)).between(datetime.date(2026, 1, 1), datetime.date(2028, 1, 1))
    return sorted(event.start.astimezone(datetime.UTC) for event in found if event.get("STATUS") != "CANCELLED")


def events(text: bytes) -> list[icalendar.Event]:
    return list(read(text).walk("VEVENT"))


def test_a_series_is_one_event_with_its_rule_across_the_clock_change():
    text = calendar_text(name="Rendez-vous", cycles=[cycle([entry(start) for start in starts()])])
    (event,) = events(text)
    assert event["UID"] == "s1@rendez-vous"
    assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;COUNT=4;BYDAY=TU"
    assert event["DTSTART"].params["TZID"] == "Europe/Paris"
    assert [zone.tz_name for zone in read(text).walk("VTIMEZONE")] == ["Europe/Paris"]
    assert instants(text) == starts()
    assert {moment.hour for moment in instants(text)} == {16, 17}


def test_a_moved_meeting_carries_its_original_start_and_a_higher_sequence():
    one, two, three, four = starts()
    later = two + datetime.timedelta(hours=26)
    text = calendar_text(
        name="x", cycles=[cycle([entry(one), entry(two, starts_at=later, sequence=2), entry(three), entry(four)])]
    )
    master, moved = events(text)
    assert (master["UID"], master["SEQUENCE"]) == (moved["UID"], 0)
    assert moved["SEQUENCE"] == 2
    assert moved["RECURRENCE-ID"].params["TZID"] == "Europe/Paris"
    assert moved["RECURRENCE-ID"].dt == two
    assert instants(text) == [one, later, three, four]


def test_a_cancelled_meeting_says_so():
    one, two, three, four = starts()
    text = calendar_text(
        name="x", cycles=[cycle([entry(one), entry(two, sequence=1, cancelled=True), entry(three), entry(four)])]
    )
    off = events(text)[1]
    assert (off["STATUS"], off["SEQUENCE"], off["RECURRENCE-ID"].dt) == ("CANCELLED", 1, two)
    assert instants(text) == [one, three, four]


def test_a_meeting_that_was_taken_out_is_left_out():
    one, _two, three, four = starts()
    text = calendar_text(name="x", cycles=[cycle([entry(start) for start in (one, three, four)])])
    assert instants(text) == [one, three, four]


def test_a_meeting_after_the_end_of_its_rule_stands_alone():
    *_, fourth, fifth = starts(5)
    text = calendar_text(name="x", cycles=[cycle([entry(start) for start in starts()] + [entry(fifth, sequence=1)])])
    assert instants(text) == starts(5)
    assert "m1110@rendez-vous" in text.decode()
    assert fourth < fifth


def test_a_series_without_meetings_says_nothing():
    assert events(calendar_text(name="x", cycles=[cycle([])])) == []


def test_lines_end_in_crlf_and_hold_at_most_75_octets_of_whole_characters():
    title = "Après-midi à l’École, « côté jardin » " * 8
    one = starts()[0]
    text = calendar_text(name=title, singles=[Entry(**{**vars(entry(one)), "title": title, "place": title})])
    assert text.endswith(b"END:VCALENDAR\r\n")
    assert re.search(rb"[^\r]\n|\r[^\n]", text) is None
    lines = text.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert sum(line.startswith(b" ") for line in lines) > 5
    for line in lines:
        line.decode("utf-8")
    assert events(text)[0]["SUMMARY"] == title


def test_the_same_meetings_give_the_same_bytes():
    entries = [entry(start) for start in starts()]
    assert calendar_text(name="x", cycles=[cycle(entries)]) == calendar_text(name="x", cycles=[cycle(entries)])
