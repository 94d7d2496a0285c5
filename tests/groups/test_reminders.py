"""Planning reminders: who gets which, when, and that planning twice changes nothing."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from groups.models import Answer, MeetingState, MembershipRole, MembershipState, Rsvp
from groups.services.reminders import plan_meeting_reminders
from programs.models import Notice, NoticeState, ParticipationState, ProgramState
from programs.services.planning import plan_due
from tests.make import hours, make_group, make_meeting, make_membership, make_participation, make_program

pytestmark = pytest.mark.django_db

TORONTO = ZoneInfo("America/Toronto")
NO_QUIET = {"quiet_from": time(0), "quiet_until": time(0)}


def wall(text, zone=TORONTO):
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.fixture
def at_six(program):
    """A group that meets on Tuesday 24 November 2026 at 18:00, Toronto time; nobody in it yet."""
    return make_meeting(make_group(program), starts_at=wall("2026-11-24 18:00"))


def join(meeting, name="Mia", *, leads=(24,), zone="America/Toronto", **person):
    fields = {"reminder_lead_hours": list(leads), "time_zone": zone} | NO_QUIET | person
    participation = make_participation(meeting.program, name=name, **fields)
    make_membership(meeting.group, participation)
    return participation


def dues(zone=TORONTO):
    return [
        f"{due.astimezone(zone):%m-%d %H:%M}"
        for due in Notice.objects.order_by("due_at").values_list("due_at", flat=True)
    ]


def test_a_reminder_is_owed_shortly_before_it_is_due_and_never_weeks_ahead(at_six):
    join(at_six)
    assert plan_due(wall("2026-11-23 16:59")) == 0
    assert plan_due(wall("2026-11-23 17:01")) == 1
    notice = Notice.objects.get()
    assert notice.due_at == wall("2026-11-23 18:00")
    assert notice.expires_at == at_six.starts_at
    assert (notice.version, notice.about_id, notice.state) == (0, at_six.pk, NoticeState.OWED)
    assert notice.message_id


def test_planning_twice_inserts_nothing(at_six):
    for name in ("Mia", "Noor", "Ana"):
        join(at_six, name, leads=(24, 2))
    assert plan_due(wall("2026-11-24 16:30")) == 3
    assert plan_due(wall("2026-11-24 16:30")) == 0
    assert plan_due(wall("2026-11-24 16:31")) == 0


def test_one_reminder_per_lead_time_each_at_its_own_moment(at_six):
    join(at_six, leads=(48, 24, 2))
    for moment in ("2026-11-22 18:00", "2026-11-23 18:00", "2026-11-24 16:00"):
        assert plan_due(wall(moment)) == 1
    assert dues() == ["11-22 18:00", "11-23 18:00", "11-24 16:00"]
    # Each is worth sending only until the next one takes over.
    ends = Notice.objects.order_by("due_at").values_list("expires_at", flat=True)
    assert list(ends) == [wall("2026-11-23 18:00"), wall("2026-11-24 16:00"), at_six.starts_at]


def test_a_meeting_made_two_hours_before_reminds_once(at_six):
    join(at_six, leads=(48, 24, 3))
    assert plan_due(wall("2026-11-24 16:00")) == 1
    assert dues() == ["11-24 15:00"]
    assert plan_due(wall("2026-11-24 17:00")) == 0


def test_a_meeting_made_ten_hours_before_reminds_now_and_at_the_later_lead(at_six):
    join(at_six, leads=(24, 2))
    assert plan_due(wall("2026-11-24 08:00")) == 1
    assert plan_due(wall("2026-11-24 15:30")) == 1


@pytest.mark.parametrize(
    ("starts", "zone", "leads", "due"),
    [
        ("2026-03-08 18:00", "America/Toronto", 24, "2026-03-07 18:00"),  # 23 hours pass
        ("2026-11-01 18:00", "America/Toronto", 24, "2026-10-31 18:00"),  # 25 hours pass
        ("2026-03-29 18:00", "Europe/Paris", 48, "2026-03-27 18:00"),
        ("2026-03-08 03:30", "America/Toronto", 2, "2026-03-08 00:30"),  # two hours are two hours
    ],
)
def test_a_day_before_means_on_the_clock_of_the_group(program, starts, zone, leads, due):
    zone = ZoneInfo(zone)
    meeting = make_meeting(make_group(program, time_zone=zone.key), starts_at=wall(starts, zone))
    join(meeting, leads=(leads,), zone="Asia/Tokyo")
    plan_due(wall(due, zone))
    assert Notice.objects.get().due_at == wall(due, zone)


def test_quiet_hours_are_those_of_the_person_where_the_person_is(at_six):
    """The evening before in Toronto is half past midnight in Paris: the reminder waits for the morning there."""
    join(at_six, zone="Europe/Paris", quiet_from=time(21), quiet_until=time(8))
    plan_due(wall("2026-11-24 02:00"))
    assert Notice.objects.get().due_at == wall("2026-11-24 08:00", ZoneInfo("Europe/Paris"))


def test_a_meeting_early_in_the_morning_is_reminded_of_on_the_evening_before(program):
    meeting = make_meeting(make_group(program), starts_at=wall("2026-11-24 07:30"))
    join(meeting, leads=(2,), quiet_from=time(21), quiet_until=time(8))
    assert plan_due(wall("2026-11-23 20:30")) == 1
    assert dues() == ["11-23 20:59"]
    assert Notice.objects.get().expires_at == meeting.starts_at


def test_two_leads_that_quiet_hours_bring_together_are_one_reminder(program):
    meeting = make_meeting(make_group(program), starts_at=wall("2026-11-24 09:00"))
    join(meeting, leads=(10, 3), quiet_from=time(21), quiet_until=time(8))
    assert plan_due(wall("2026-11-24 07:45")) == 1


def test_who_gets_none(at_six):
    reasons = {
        "no wish": {"wants_reminders": False},
        "no address": {"email": None},
        "closed account": {"is_active": False},
    }
    for number, fields in enumerate(reasons.values()):
        person = join(at_six, f"P{number}").person
        for name, value in fields.items():
            setattr(person, name, value)
        person.save()
    waiting, left, gone, paused = (join(at_six, name) for name in ("Waiting", "Left", "Gone", "Paused"))
    waiting.memberships.update(state=MembershipState.WAITING)
    left.memberships.update(state=MembershipState.LEFT)
    gone.move_to(ParticipationState.LEFT)
    paused.move_to(ParticipationState.PAUSED)
    stays = join(at_six, "Stays")
    assert plan_due(wall("2026-11-24 10:00")) == 1
    assert Notice.objects.get().recipient == stays.person


def test_facilitators_are_reminded_too_and_once_with_two_roles(at_six):
    mia = join(at_six)
    both = make_participation(at_six.program, person=mia.person, role="facilitator")
    make_membership(at_six.group, both, role=MembershipRole.FACILITATOR)
    assert plan_due(wall("2026-11-24 10:00")) == 1


@pytest.mark.parametrize(
    ("state", "expected"),
    [(ProgramState.OPEN, 1), (ProgramState.PAUSED, 1), (ProgramState.CLOSED, 0), (ProgramState.DRAFT, 0)],
)
def test_meetings_of_a_paused_program_go_on_those_of_a_closed_one_do_not(state, expected):
    meeting = make_meeting(make_group(make_program(state=state)), starts_at=wall("2026-11-24 18:00"))
    join(meeting)
    assert plan_due(wall("2026-11-24 10:00")) == expected


def test_a_cancelled_meeting_reminds_nobody(at_six):
    join(at_six)
    at_six.move_to(MeetingState.CANCELLED)
    assert plan_due(wall("2026-11-24 10:00")) == 0


def test_who_cannot_come_is_left_alone_until_the_meeting_moves(at_six):
    mia = join(at_six)
    Rsvp.objects.create(program=mia.program, meeting=at_six, participation=mia, answer=Answer.NOT_COMING)
    assert plan_due(wall("2026-11-24 10:00")) == 0
    at_six.sequence += 1
    at_six.save()
    assert plan_due(wall("2026-11-24 10:00")) == 1


def test_who_comes_is_reminded(at_six):
    mia = join(at_six)
    Rsvp.objects.create(program=mia.program, meeting=at_six, participation=mia, answer=Answer.COMING)
    assert plan_due(wall("2026-11-24 10:00")) == 1


def test_a_moved_meeting_reminds_again_of_the_new_time(at_six):
    join(at_six)
    plan_due(wall("2026-11-23 18:00"))
    at_six.starts_at += timedelta(days=1)
    at_six.ends_at += timedelta(days=1)
    at_six.sequence += 1
    at_six.save()
    assert plan_due(wall("2026-11-24 18:00")) == 1
    assert set(Notice.objects.values_list("version", "expires_at")) == {
        (0, wall("2026-11-24 18:00")),
        (1, wall("2026-11-25 18:00")),
    }


def test_a_meeting_that_has_begun_reminds_nobody(at_six):
    join(at_six)
    assert plan_due(at_six.starts_at) == 0


def test_without_a_moment_the_clock_of_the_database_counts(program):
    meeting = make_meeting(make_group(program), starts_at=timezone.now() + hours(3))
    join(meeting, leads=(3,))
    assert plan_meeting_reminders() == 1


def test_planning_takes_one_statement_whatever_the_number(program, django_assert_num_queries):
    for day in (24, 25):
        meeting = make_meeting(make_group(program), starts_at=wall(f"2026-11-{day} 18:00"))
        for number in range(5):
            join(meeting, f"P{number}", leads=(24, 2))
    with django_assert_num_queries(1):
        assert plan_meeting_reminders(wall("2026-11-24 17:55")) == 10
