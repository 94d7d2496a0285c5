"""A rhythm becomes rows twelve months ahead, is topped up without doubles, and ends with one message."""

import datetime
import logging

import pytest

from groups.models import Meeting, Series
from groups.services.meetings import cancel_meeting, move_meeting
from groups.services.series import EndedAlready, NoMeetings, end_series, start_series, top_up_meetings
from programs.models import Event, Notice, NoticeState, Rhythm, Task
from programs.services.notices import owe_notice
from tests.make import hours, make_group

NOW = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
TUESDAY = datetime.date(2026, 11, 24)
SIX = datetime.time(18)


def start(group, by=None, **facts) -> Series:
    facts = {"rhythm": Rhythm.WEEKLY, "starts_on": TUESDAY, "starts_at_local": SIX, "now": NOW} | facts
    return start_series(group, by=by, **facts)


def test_a_series_makes_its_meetings_of_the_next_twelve_months(circle, cora):
    series = start(circle, cora)
    meetings = list(series.meetings.order_by("starts_at"))
    assert len(meetings) == 52
    assert {meeting.local_start.strftime("%A %H:%M") for meeting in meetings} == {"Tuesday 18:00"}
    assert {meeting.starts_at.hour for meeting in meetings} == {22, 23}  # the clock of Toronto changes twice
    assert all(meeting.ends_at - meeting.starts_at == hours(1.5) for meeting in meetings)
    assert all(meeting.original_start == meeting.starts_at for meeting in meetings)
    assert Event.objects.get(verb="series_started").data == {"rhythm": "weekly", "meetings": 52}


def test_a_series_in_paris_stays_at_six(program):
    series = start(make_group(program, time_zone="Europe/Paris"))
    assert {meeting.starts_at.hour for meeting in series.meetings.all()} == {16, 17}
    assert {meeting.local_start.hour for meeting in series.meetings.select_related("group")} == {18}


def test_a_series_ends_after_a_number_or_a_day(circle):
    assert start(circle, count=8).meetings.count() == 8
    assert start(circle, until=datetime.date(2026, 12, 8), starts_at_local=datetime.time(10)).meetings.count() == 3


def test_twice_a_week_has_two_days(circle):
    series = start(circle, rhythm=Rhythm.TWICE_A_WEEK, also_on=4, count=4)
    assert [meeting.local_start.strftime("%a %d") for meeting in series.meetings.select_related("group")] == [
        "Tue 24",
        "Fri 27",
        "Tue 01",
        "Fri 04",
    ]


def test_the_same_rhythm_started_twice_is_started_once(circle, cora):
    assert start(circle, cora, count=8) == start(circle, cora, count=8)
    assert Meeting.objects.count() == 8
    assert Event.objects.filter(verb="series_started").count() == 1


def test_a_rhythm_without_a_meeting_is_refused_and_leaves_nothing(circle):
    with pytest.raises(NoMeetings):
        start(circle, starts_on=datetime.date(2028, 1, 4))
    assert Series.objects.count() == 0


def test_topping_up_adds_what_is_missing_and_the_second_time_nothing(circle):
    series = start(circle)
    later = NOW + datetime.timedelta(days=21)
    assert top_up_meetings(later) == 3
    assert top_up_meetings(later) == 0
    assert series.meetings.count() == 55
    series.meetings.filter(original_start__gt=later).first().delete()
    assert top_up_meetings(later) == 1


def test_topping_up_respects_what_was_moved_and_cancelled(circle, cora):
    series = start(circle)
    first, second = series.meetings.order_by("starts_at")[:2]
    move_meeting(first, by=cora, starts_at=first.starts_at + hours(24), ends_at=first.ends_at + hours(24), now=NOW)
    cancel_meeting(second, by=cora, reason="", now=NOW)
    assert top_up_meetings(NOW) == 0
    assert series.meetings.count() == 52


def test_topping_up_adds_nothing_to_a_series_that_has_its_number(circle):
    start(circle, count=8)
    assert top_up_meetings(NOW + datetime.timedelta(days=100)) == 0


def test_topping_up_costs_the_same_for_one_series_and_ten(circle, program, django_assert_num_queries):
    start(circle)
    with django_assert_num_queries(6):  # ids, savepoint, series, known meetings, the new ones, release
        assert top_up_meetings(NOW + datetime.timedelta(days=7)) == 1
    for _ in range(9):
        start(make_group(program))
    with django_assert_num_queries(6):
        assert top_up_meetings(NOW + datetime.timedelta(days=14)) == 10 + 9


def test_a_series_that_cannot_be_expanded_raises_one_alarm_and_stops_no_other(circle, program, caplog):
    broken = start(circle)
    start(make_group(program))
    Series.objects.filter(pk=broken.pk).update(time_zone="Atlantis/Capital")
    with caplog.at_level(logging.CRITICAL):
        assert top_up_meetings(NOW + datetime.timedelta(days=7)) == 1
        top_up_meetings(NOW + datetime.timedelta(days=7))
    task = Task.objects.get(about_kind="groups.series", about_id=broken.pk)
    assert task.is_urgent
    assert task.program == program


def test_ending_takes_out_what_is_to_come_and_tells_each_person_once(circle, cora, mia, finn):
    series = start(circle)
    held = series.meetings.order_by("starts_at").first()
    reminder = owe_notice(
        "meeting_reminder", series.meetings.order_by("starts_at")[2], recipient=mia.person, program=circle.program
    )
    now = held.starts_at + hours(1)
    assert end_series(series, by=cora, now=now) == 51
    assert list(series.meetings.all()) == [held]
    reminder.refresh_from_db()
    assert reminder.state == NoticeState.CANCELLED
    told = Notice.objects.filter(kind="series_ended", about_id=series.pk)
    assert {notice.recipient for notice in told} == {mia.person, finn.person}
    assert top_up_meetings(now + datetime.timedelta(days=60)) == 0
    with pytest.raises(EndedAlready):
        end_series(series, by=cora, now=now)
    assert told.count() == 2


def test_ending_before_the_first_meeting_leaves_no_meeting(circle, cora):
    series = start(circle, count=8)
    assert end_series(series, by=cora, now=NOW) == 8
    assert series.meetings.count() == 0


def test_ending_keeps_a_meeting_that_was_moved_out_of_the_past(circle, cora):
    series = start(circle, count=3)
    first = series.meetings.order_by("starts_at").first()
    later = first.starts_at + datetime.timedelta(days=30)
    move_meeting(first, by=cora, starts_at=later, ends_at=later + hours(1), now=NOW)
    assert end_series(series, by=cora, now=first.original_start + hours(1)) == 2
    assert list(series.meetings.all()) == [first]


def test_a_series_of_the_past_has_its_past_meetings(circle):
    series = start(circle, starts_on=datetime.date(2026, 9, 1))
    assert series.meetings.filter(starts_at__lt=NOW).count() == 12
