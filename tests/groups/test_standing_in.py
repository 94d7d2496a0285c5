"""Who stands in is reminded, has the meeting in their calendar, and learns when it moves; who is away does not."""

import datetime

import icalendar
import pytest
import recurring_ical_events
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groups.models import Meeting
from groups.queries.feed import feed_text
from groups.services.covers import ask_cover, give_back_cover, take_cover, withdraw_cover
from groups.services.following import change_following
from groups.services.meetings import cancel_meeting, move_meeting
from groups.services.series import end_series, start_series
from programs.models import Notice, Role
from programs.notices import KINDS
from programs.services.participations import end_participation
from programs.services.planning import plan_due
from tests.make import hours, make_group, make_meeting, make_participation

pytestmark = pytest.mark.django_db

QUIET_NEVER = {"quiet_from": datetime.time(0), "quiet_until": datetime.time(0), "reminder_lead_hours": [24]}


def noon_in(days, zone):
    day = datetime.datetime.now(zone).date() + datetime.timedelta(days=days)
    return datetime.datetime.combine(day, datetime.time(12), tzinfo=zone)


@pytest.fixture
def gail(program):
    return make_participation(program, role=Role.FACILITATOR, name="Gail", **QUIET_NEVER)


@pytest.fixture
def lead(program):
    return make_participation(program, role=Role.FACILITATOR, name="Finn", **QUIET_NEVER)


@pytest.fixture
def group(program, lead, mia):
    type(mia.person).objects.filter(pk=mia.person_id).update(**QUIET_NEVER)
    return make_group(program, facilitator=lead, members=[mia])


@pytest.fixture
def meeting(group):
    return make_meeting(group, starts_at=noon_in(3, group.zone))


@pytest.fixture
def cover(meeting, lead, gail):
    return take_cover(ask_cover(meeting, by=lead), by=gail)


def reminded(kind="meeting_reminder") -> set[str]:
    """Who would get it now: owed, and let through the fence."""
    notices = KINDS[kind].fence(Notice.objects.filter(kind=kind, state="owed"))
    return {notice.recipient.display_name for notice in notices}


def shown(person, *, until=400) -> list[datetime.datetime]:
    """What an independent reader makes of the person's feed."""
    now = datetime.datetime.now(datetime.UTC)
    calendar = icalendar.Calendar.from_ical(feed_text(person, now))
    events = recurring_ical_events.of(calendar).between(now - hours(24), now + hours(24 * until))
    return sorted(event.start.astimezone(datetime.UTC) for event in events if event.get("STATUS") != "CANCELLED")


class TestReminders:
    def test_who_stands_in_is_reminded_in_place_of_who_is_away(self, cover, meeting):
        plan_due(meeting.starts_at - hours(24))
        assert reminded() == {"Mia", "Gail"}
        assert Notice.objects.filter(kind="meeting_reminder").count() == 2

    def test_until_somebody_says_yes_who_leads_is_reminded(self, meeting, lead, gail):
        ask_cover(meeting, by=lead)
        plan_due(meeting.starts_at - hours(24))
        assert reminded() == {"Mia", "Finn"}

    @pytest.mark.parametrize(("take_back", "who"), [(give_back_cover, "gail"), (withdraw_cover, "lead")])
    def test_what_was_owed_is_not_sent_once_it_is_taken_back(self, cover, meeting, request, take_back, who):
        plan_due(meeting.starts_at - hours(24))
        take_back(cover, by=request.getfixturevalue(who))
        assert reminded() == {"Mia"}
        plan_due(meeting.starts_at - hours(24))
        assert reminded() == {"Mia", "Finn"}

    def test_a_reminder_owed_before_somebody_stood_in_does_not_reach_who_is_away(self, meeting, lead, gail):
        plan_due(meeting.starts_at - hours(24))
        take_cover(ask_cover(meeting, by=lead), by=gail)
        assert reminded() == {"Mia"}

    def test_it_is_this_meeting_and_no_other(self, cover, meeting, group):
        other = make_meeting(group, starts_at=meeting.starts_at + hours(2))
        plan_due(other.starts_at - hours(24))
        about = set(Notice.objects.filter(about_id=other.pk).values_list("recipient__display_name", flat=True))
        assert about == {"Mia", "Finn"}

    def test_the_address_in_it_leads_to_the_page_of_the_stand_in(self, cover, meeting, gail, noor, signed_in):
        page = reverse("meeting_detail", args=[meeting.program.public_id, meeting.public_id])
        assert signed_in(gail).get(page).url == reverse("cover", args=[meeting.program.public_id, cover.public_id])
        assert signed_in(noor).get(page).status_code == 404
        give_back_cover(cover, by=gail)
        assert signed_in(gail).get(page).status_code == 404


class TestTheCalendar:
    def test_the_meeting_goes_from_one_calendar_to_the_other_and_back(self, cover, meeting, gail, lead, mia):
        assert (shown(gail.person), shown(lead.person)) == ([meeting.starts_at], [])
        assert shown(mia.person) == [meeting.starts_at]
        give_back_cover(cover, by=gail)
        assert (shown(gail.person), shown(lead.person)) == ([], [meeting.starts_at])

    def test_one_of_a_series_is_taken_out_for_who_is_away_even_when_it_was_moved(self, group, lead, gail):
        start = noon_in(2, group.zone)
        series = start_series(
            group, by=None, rhythm="weekly", starts_on=start.date(), starts_at_local=start.time(), count=4
        )
        rows = list(series.meetings.order_by("starts_at"))
        for row in (rows[1], rows[3]):  # the last one too: a rule that runs on would show it
            take_cover(ask_cover(row, by=lead), by=gail)
        assert shown(lead.person) == [rows[0].starts_at, rows[2].starts_at]
        moved = move_meeting(
            rows[1], by=None, starts_at=rows[1].starts_at + hours(3), ends_at=rows[1].ends_at + hours(3)
        )
        assert shown(lead.person) == [rows[0].starts_at, rows[2].starts_at]
        assert shown(gail.person) == [moved.starts_at, rows[3].starts_at]

    def test_an_entry_says_that_it_changed_when_it_became_theirs(self, cover, meeting, gail):
        (event,) = icalendar.Calendar.from_ical(feed_text(gail.person, meeting.starts_at)).walk("VEVENT")
        assert event["LAST-MODIFIED"].dt == cover.updated_at.replace(microsecond=0)
        assert event["SUMMARY"] == "Appointment"

    def test_somebody_who_leads_the_same_group_sees_it_once(self, program, lead, gail):
        group = make_group(program, facilitator=lead)
        group.memberships.create(program=program, participation=gail, role="facilitator")
        meeting = make_meeting(group)
        take_cover(ask_cover(meeting, by=lead), by=gail)
        assert shown(gail.person) == [meeting.starts_at]

    def test_who_left_the_program_stands_in_no_more(self, cover, meeting, gail, lead):
        end_participation(gail, by=None)
        assert (shown(gail.person), shown(lead.person)) == ([], [meeting.starts_at])
        move_meeting(meeting, by=None, starts_at=meeting.starts_at + hours(1), ends_at=meeting.ends_at + hours(1))
        assert reminded("meeting_moved") == {"Mia", "Finn"}

    def test_many_stand_ins_cost_what_one_costs(self, group, lead, gail):
        def cost():
            with CaptureQueriesContext(connection) as queries:
                feed_text(gail.person, datetime.datetime.now(datetime.UTC))
            return len(queries)

        take_cover(ask_cover(make_meeting(group), by=lead), by=gail)
        one = cost()
        for day in range(4, 9):
            take_cover(ask_cover(make_meeting(group, starts_at=noon_in(day, group.zone)), by=lead), by=gail)
        assert (one, len(shown(gail.person)), cost()) == (3, 6, 3)


class TestWhatChanges:
    def test_who_stands_in_is_told_that_it_moved_or_is_off(self, cover, meeting):
        move_meeting(meeting, by=None, starts_at=meeting.starts_at + hours(1), ends_at=meeting.ends_at + hours(1))
        assert reminded("meeting_moved") == {"Mia", "Finn", "Gail"}
        cancel_meeting(meeting, by=None)
        assert reminded("meeting_cancelled") == {"Mia", "Finn", "Gail"}

    def test_who_gave_it_back_is_not_told(self, cover, meeting, gail):
        move_meeting(meeting, by=None, starts_at=meeting.starts_at + hours(1), ends_at=meeting.ends_at + hours(1))
        give_back_cover(cover, by=gail)
        assert reminded("meeting_moved") == {"Mia", "Finn"}

    def series_with_a_stand_in(self, group, lead, gail):
        start = noon_in(2, group.zone)
        series = start_series(
            group, by=None, rhythm="weekly", starts_on=start.date(), starts_at_local=start.time(), count=5
        )
        rows = list(series.meetings.order_by("starts_at"))
        take_cover(ask_cover(rows[2], by=lead), by=gail)
        return series, rows

    def test_a_whole_series_that_changes_is_told_to_who_stands_in(self, group, lead, gail):
        _series, rows = self.series_with_a_stand_in(group, lead, gail)
        to = rows[1].local_start.replace(tzinfo=None) + hours(1)
        change_following(rows[1], by=None, starts_at_local=to, minutes=90)
        assert reminded("series_changed") == {"Mia", "Finn", "Gail"}

    def test_a_series_ends_though_somebody_stands_in_and_they_are_told(self, group, lead, gail, mia):
        series, rows = self.series_with_a_stand_in(group, lead, gail)
        assert end_series(series, by=None) == 5
        kept = Meeting.objects.get(series=series)
        assert (kept.pk, kept.state) == (rows[2].pk, "cancelled")
        assert reminded("series_ended") == {"Mia", "Finn"}
        assert reminded("meeting_cancelled") == {"Gail"}
        assert [shown(who.person) for who in (mia, lead, gail)] == [[], [], []]
