"""Public holidays: known by place and language, taken out of the rhythm, put back when the group meets all the same."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from groups.holidays import holiday_on, place_of
from groups.models import Meeting
from groups.queries.feed import feed_text
from groups.services.following import change_following
from groups.services.holidays import NoHoliday, follow_switch, meet_all_the_same
from groups.services.rsvps import answer_meeting
from groups.services.series import start_series, top_up_meetings
from programs.models import Notice
from tests.groups.test_calendar import instants
from tests.make import make_group, make_meeting, make_program

NOW = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
CHRISTMAS = datetime.date(2026, 12, 25)  # a Friday


@pytest.mark.parametrize(
    ("day", "jurisdiction", "zone", "language", "name"),
    [
        ("2026-06-24", "CA-QC", "America/Toronto", "fr", "Fête nationale du Québec"),
        ("2026-06-24", "CA", "America/Toronto", "fr", ""),
        ("2026-12-25", "CA-QC", "America/Toronto", "en", "Christmas Day"),
        ("2026-05-14", "FR", "Europe/Paris", "fr", "Ascension"),
        ("2026-05-14", "FR", "Europe/Paris", "en", "Ascension Day"),
        ("2026-11-26", "US", "America/New_York", "fr", "Action de grâce"),
        ("2026-07-03", "US", "America/New_York", "fr", "Fête de l’indépendance (reporté)"),
        ("2026-07-21", "EU", "Europe/Brussels", "fr", "Fête nationale"),
        ("2026-10-03", "EU", "Europe/Berlin", "en", "German Unity Day"),
        ("2026-07-21", "EU", "Atlantic/Reykjavik", "fr", ""),
        ("2026-11-24", "FR", "Europe/Paris", "fr", ""),
    ],
)
def test_the_day_has_its_name(day, jurisdiction, zone, language, name):
    day = datetime.date.fromisoformat(day)
    assert holiday_on(day, jurisdiction=jurisdiction, time_zone=zone, language=language) == name


def test_a_province_is_told_by_its_clock():
    assert place_of("CA", "America/Halifax") == ("CA", "NS")
    assert place_of("CA", "America/Inuvik") == ("CA", None)
    assert place_of("EU", "Europe/Oslo") is None


@pytest.fixture
def series(circle):
    return start_series(
        circle, by=None, rhythm="weekly", starts_on=datetime.date(2026, 12, 18), starts_at_local=datetime.time(18),
        count=4, now=NOW,
    )  # fmt: skip


def off(series):
    return series.meetings.select_related("group", "program", "series").get(is_holiday=True, starts_at__month=12)


def test_a_holiday_is_there_but_off(series, mia):
    assert [row.is_cancelled for row in series.meetings.order_by("starts_at")] == [False, True, True, False]
    meeting = off(series)
    assert meeting.local_start.date() == CHRISTMAS
    with translation.override("fr"):
        assert meeting.why == "Jour de Noël"
    assert meeting.why == meeting.reason == "Christmas Day"
    planned = list(Meeting.objects.planned().order_by("starts_at").values_list("starts_at", flat=True))
    text = feed_text(mia.person, NOW)
    assert instants(text) == planned
    assert text.count(b"STATUS:CANCELLED") == 2
    assert not Notice.objects.exists()
    assert top_up_meetings(NOW) == 0


def test_we_meet_all_the_same(series, circle, mia, finn):
    for _press in range(2):
        meet_all_the_same(off(series) if _press == 0 else Meeting.objects.get(sequence=1), by=None, now=NOW)
    meeting = Meeting.objects.get(sequence=1)
    assert (meeting.state, meeting.reason, meeting.is_holiday) == ("planned", "", False)
    assert {notice.recipient for notice in Notice.objects.filter(kind="meeting_moved")} == {mia.person, finn.person}
    assert top_up_meetings(NOW) == 0
    later = meeting.local_start.replace(tzinfo=None) + datetime.timedelta(hours=1)
    first = series.meetings.order_by("starts_at").select_related("group", "program", "series").first()
    change_following(first, by=None, starts_at_local=later - datetime.timedelta(days=7), minutes=90, now=NOW)
    meeting.refresh_from_db()
    assert not meeting.is_cancelled  # another hour of the same day: still wanted


def test_what_was_cancelled_by_a_person_is_not_put_back(circle):
    with pytest.raises(NoHoliday):
        meet_all_the_same(make_meeting(circle, state="cancelled"), by=None)


def test_another_weekday_has_other_days_off(series):
    first = series.meetings.order_by("starts_at").select_related("group", "program", "series").first()
    thursday = datetime.datetime(2026, 12, 17, 18)  # noqa: DTZ001 (a wall clock has no zone)
    goes_on = change_following(first, by=None, starts_at_local=thursday, minutes=90, now=NOW)
    assert not goes_on.meetings.filter(is_holiday=True).exists()
    assert goes_on.meetings.planned().count() == 4


def test_the_switch_of_a_group(circle, series, mia):
    circle.skips_holidays = False
    circle.save()
    assert follow_switch(circle, by=None, now=NOW) == 2
    assert series.meetings.planned().count() == 4
    christmas = series.meetings.order_by("starts_at")[1]
    answer_meeting(christmas, participation=mia, answer="coming", now=NOW)
    circle.skips_holidays = True
    circle.save()
    assert follow_switch(circle, by=None, now=NOW) == 2
    assert {notice.about_id for notice in Notice.objects.filter(kind="meeting_cancelled")} == {christmas.pk}
    assert series.meetings.filter(is_holiday=True).count() == 2


def test_a_group_that_does_not_want_days_off(program):
    group = make_group(program, skips_holidays=False)
    series = start_series(
        group, by=None, rhythm="weekly", starts_on=CHRISTMAS, starts_at_local=datetime.time(18), count=2, now=NOW
    )
    assert series.meetings.planned().count() == 2


def test_the_pages(signed_in, cora, circle):
    """On the Christmas to come, in whatever year this runs."""
    soonest = timezone.now().date() + datetime.timedelta(days=14)
    christmas = datetime.date(soonest.year + (soonest.month == 12 and soonest.day > 25), 12, 25)
    series = start_series(
        circle, by=None, rhythm="weekly", starts_on=christmas - datetime.timedelta(days=7),
        starts_at_local=datetime.time(18), count=2,
    )  # fmt: skip
    client = signed_in(cora)
    page = reverse("desk_meeting_holiday", args=[circle.program.public_id, off(series).public_id])
    group = reverse("desk_group", args=[circle.program.public_id, circle.public_id])
    assert page in client.get(group).content.decode()
    assert "Christmas Day" in client.get(page).content.decode()
    assert client.post(page).url == group
    assert page not in client.get(group).content.decode()


def test_france_reads_french_names(db):
    program = make_program(jurisdiction="FR", time_zone="Europe/Paris")
    group = make_group(program, language="fr")
    start_series(
        group, by=None, rhythm="weekly", starts_on=CHRISTMAS, starts_at_local=datetime.time(18), count=1, now=NOW
    )
    assert Meeting.objects.get().reason == "Noël"
