"""“This and following”: rows pass on with their answers, what has been stays, and everybody is told once."""

import datetime

import pytest

from groups.models import Meeting, Rsvp, SessionLog
from groups.queries.feed import feed_text
from groups.services.following import (
    BeyondOtherDay,
    NotRegular,
    OtherDay,
    change_following,
    plan_following,
)
from groups.services.meetings import MeetingIsOff, MeetingIsPast, TimeIsPast, TimeIsTaken, cancel_meeting, move_meeting
from groups.services.rsvps import answer_meeting
from groups.services.series import EndedAlready, end_series, start_series, top_up_meetings
from groups.words import series_words
from programs.errors import StaleState
from programs.models import Event, Notice, NoticeState, Rhythm
from tests.groups.test_calendar import instants
from tests.make import hours, make_meeting

NOW = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
THURSDAY = datetime.datetime(2026, 12, 10, 19)  # noqa: DTZ001 (a wall clock has no zone)


@pytest.fixture
def series(circle):
    circle.skips_holidays = False
    circle.save()
    return start_series(
        circle, by=None, rhythm=Rhythm.WEEKLY, starts_on=datetime.date(2026, 11, 24),
        starts_at_local=datetime.time(18), now=NOW,
    )  # fmt: skip


def nth(series, number) -> Meeting:
    return series.meetings.select_related("group", "program", "series").order_by("original_start")[number]


def change(meeting, **facts):
    return change_following(meeting, **{"by": None, "starts_at_local": THURSDAY, "minutes": 60, "now": NOW} | facts)


def local(meetings) -> list[str]:
    rows = meetings.select_related("group").order_by("starts_at")
    return [row.local_start.strftime("%a %d.%m. %H:%M") for row in rows]


def test_the_same_rows_have_another_day_and_hour(series, circle):
    before = list(circle.meetings.order_by("original_start").values_list("pk", flat=True))
    goes_on = change(nth(series, 2))
    assert local(series.meetings) == ["Tue 24.11. 18:00", "Tue 01.12. 18:00"]
    assert local(goes_on.meetings)[:3] == ["Thu 10.12. 19:00", "Thu 17.12. 19:00", "Thu 24.12. 19:00"]
    assert list(circle.meetings.order_by("original_start").values_list("pk", flat=True)) == before
    assert all(row.ends_at - row.starts_at == hours(1) and row.sequence == 1 for row in goes_on.meetings.all())
    assert series_words(goes_on) == "every Thursday at 19:00"
    assert goes_on.follows == series


def test_members_are_told_once_and_asked_again(series, circle, mia, finn):
    answer_meeting(nth(series, 3), participation=mia, answer="coming", now=NOW)
    first = nth(series, 2)
    move_meeting(first, by=None, starts_at=first.starts_at + hours(1), ends_at=first.ends_at + hours(1), now=NOW)
    goes_on = change(nth(series, 2))
    told = Notice.objects.filter(kind="series_changed", state=NoticeState.OWED)
    assert {notice.recipient for notice in told} == {mia.person, finn.person}
    assert Notice.objects.get(kind="meeting_moved", recipient=mia.person).state == NoticeState.CANCELLED
    assert Rsvp.objects.get().participation == mia
    assert not Rsvp.objects.standing().exists()
    change(nth(goes_on, 1), starts_at_local=THURSDAY + datetime.timedelta(days=7, hours=1))
    assert Notice.objects.filter(kind="series_changed", state=NoticeState.OWED).count() == 2
    assert Event.objects.filter(verb="series_changed").count() == 2


def test_pressing_twice_changes_once(series, circle):
    goes_on = change(nth(series, 2))
    again = change(nth(goes_on, 0), sequence=0)
    assert again == goes_on
    assert circle.series.count() == 2


def test_nothing_comes_twice_when_it_is_topped_up(series, circle):
    goes_on = change(nth(series, 2))
    starts = [row.starts_at for row in circle.meetings.all()]
    assert top_up_meetings(NOW) == 0
    assert top_up_meetings(NOW + datetime.timedelta(days=30)) == goes_on.meetings.count() - len(starts) + 2
    assert len(set(circle.meetings.values_list("starts_at"))) == circle.meetings.count()


def test_what_was_arranged_for_one_meeting_stays(series, circle):
    moved = nth(series, 4)
    move_meeting(moved, by=None, starts_at=moved.starts_at + hours(24), ends_at=moved.ends_at + hours(24), now=NOW)
    cancel_meeting(nth(series, 5), by=None, reason="Snow", now=NOW)
    goes_on = change(nth(series, 2), place="The library")
    assert local(goes_on.meetings)[1:4] == ["Thu 17.12. 19:00", "Wed 23.12. 18:00", "Tue 29.12. 18:00"]
    rows = list(goes_on.meetings.order_by("original_start"))
    assert (rows[3].state, rows[3].reason) == ("cancelled", "Snow")
    assert [row.place for row in rows[:4]] == ["The library", "The library", "", ""]
    assert [row.sequence for row in rows[:4]] == [1, 1, 1, 1]


def test_a_meeting_that_was_logged_never_moves(series, circle, finn):
    early = nth(series, 4)  # moved to today, over, logged
    move_meeting(early, by=None, starts_at=NOW + hours(1), ends_at=NOW + hours(2), now=NOW)
    SessionLog.objects.create(program=circle.program, group=circle, meeting=early, mood="calm", written_by=finn)
    change(nth(series, 2), now=NOW + hours(3))
    early.refresh_from_db()
    assert early.starts_at == NOW + hours(1)
    assert early.log.mood == "calm"
    assert circle.meetings.filter(starts_at__date="2026-12-24").count() == 0  # its turn is not made a second time
    assert top_up_meetings(NOW + hours(3)) == 0


def test_a_cycle_keeps_its_number_of_meetings(circle):
    series = start_series(
        circle, by=None, rhythm="weekly", starts_on=datetime.date(2026, 11, 24), count=8,
        starts_at_local=datetime.time(18), now=NOW,
    )  # fmt: skip
    goes_on = change(nth(series, 2))
    assert (series.meetings.count(), goes_on.meetings.count()) == (2, 6)
    assert series_words(goes_on) == "every Thursday at 19:00, 6 times"


def test_twice_a_week_only_the_chosen_day_moves(circle):
    series = start_series(
        circle, by=None, rhythm="twice_a_week", also_on=4, starts_on=datetime.date(2026, 11, 24), count=7,
        starts_at_local=datetime.time(18), now=NOW,
    )  # fmt: skip
    with pytest.raises(OtherDay):
        change(nth(series, 2), starts_at_local=datetime.datetime(2026, 12, 4, 18))  # noqa: DTZ001
    with pytest.raises(BeyondOtherDay):
        change(nth(series, 2), starts_at_local=datetime.datetime(2026, 12, 23, 18))  # noqa: DTZ001
    goes_on = change(nth(series, 2), starts_at_local=datetime.datetime(2026, 12, 5, 18))  # noqa: DTZ001
    assert local(goes_on.meetings) == [
        "Fri 04.12. 18:00", "Sat 05.12. 18:00", "Fri 11.12. 18:00", "Sat 12.12. 18:00", "Fri 18.12. 18:00",
    ]  # fmt: skip


def test_each_month_the_second_thursday_instead_of_the_first_tuesday(circle):
    series = start_series(
        circle, by=None, rhythm="monthly", starts_on=datetime.date(2026, 12, 1), starts_at_local=datetime.time(18),
        now=NOW,
    )  # fmt: skip
    goes_on = change(nth(series, 0))
    assert local(goes_on.meetings)[:3] == ["Thu 10.12. 19:00", "Thu 14.01. 19:00", "Thu 11.02. 19:00"]


def test_only_another_length_keeps_the_hours(series):
    starts = [row.original_start for row in series.meetings.order_by("original_start")]
    as_is = nth(series, 1).local_start.replace(tzinfo=None)
    goes_on = change(nth(series, 1), starts_at_local=as_is, minutes=120)
    assert [row.original_start for row in goes_on.meetings.order_by("original_start")] == starts[1:]


def test_a_calendar_shows_the_same_instants(series, mia):
    goes_on = change(nth(series, 2))
    move_meeting(nth(goes_on, 1), by=None, starts_at=NOW + hours(50), ends_at=NOW + hours(51), now=NOW)
    cancel_meeting(nth(goes_on, 2), by=None, now=NOW)
    text = feed_text(mia.person, NOW)
    rows = Meeting.objects.planned().order_by("starts_at").values_list("starts_at", flat=True)
    last = rows.last()
    assert [start for start in instants(text) if start <= last] == list(rows)
    assert text.count(b"BEGIN:VEVENT") == 4  # two rules, one moved, one cancelled
    assert text.count(b"RECURRENCE-ID") == 2


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"starts_at_local": datetime.datetime(2026, 11, 20, 18)}, TimeIsPast),  # noqa: DTZ001
        ({"sequence": 4}, StaleState),
        ({"now": NOW + datetime.timedelta(days=30)}, MeetingIsPast),
    ],
)
def test_what_cannot_be_is_refused(series, circle, facts, refusal):
    with pytest.raises(refusal):
        change(nth(series, 2), **facts)
    assert circle.series.count() == 1


def test_other_refusals(series, circle):
    make_meeting(circle, starts_at=nth(series, 2).starts_at + hours(49))
    with pytest.raises(TimeIsTaken):
        change(nth(series, 2))
    with pytest.raises(NotRegular):
        plan_following(Meeting.objects.get(series=None), starts_at_local=THURSDAY, minutes=60, now=NOW)
    cancel_meeting(nth(series, 3), by=None, now=NOW)
    with pytest.raises(MeetingIsOff):
        change(nth(series, 3))
    later = nth(series, 9)
    move_meeting(
        nth(series, 0), by=None, starts_at=later.starts_at + hours(1), ends_at=later.ends_at + hours(2), now=NOW
    )
    end_series(series, by=None, now=NOW + datetime.timedelta(days=2))
    with pytest.raises(EndedAlready):
        change(nth(series, 0))
