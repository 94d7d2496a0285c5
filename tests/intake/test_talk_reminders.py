"""Reminders of talks: to both, as long before as each chose, after quiet hours, once, and never of what is off."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from intake.models import Interview, InterviewSlot
from intake.services.interviews import call_off_own_talk
from intake.services.talk_reminders import plan_talk_reminders
from programs.models import Notice, NoticeState, ProgramState
from programs.services.planning import plan_due
from tests.intake.talking import booked

pytestmark = pytest.mark.django_db

TORONTO = ZoneInfo("America/Toronto")


def wall(text, zone=TORONTO):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.fixture
def talk(program, cora):
    """On Tuesday 2 March 2027 at 14:00, Toronto time, booked long before; nobody has quiet hours."""
    talk = booked(program, cora)
    starts = wall("2027-03-02 14:00")
    InterviewSlot.objects.update(starts_at=starts, ends_at=starts + datetime.timedelta(minutes=30))
    Interview.objects.update(booked_at=wall("2027-02-01 10:00"))
    for person in (talk.assessment.person, cora.person):
        person.quiet_from = person.quiet_until = datetime.time(0)
        person.save()
    talk.refresh_from_db()
    return talk


def reminders():
    return Notice.objects.filter(kind="interview_reminder")


def test_both_are_reminded_a_day_before_on_the_wall_and_once(talk, cora):
    assert plan_talk_reminders(wall("2027-03-01 12:59")) == 0
    assert plan_due(wall("2027-03-01 13:01")) == 2
    assert plan_due(wall("2027-03-01 13:30")) == 0
    assert {notice.due_at for notice in reminders()} == {wall("2027-03-01 14:00")}
    assert {notice.recipient for notice in reminders()} == {talk.assessment.person, cora.person}
    assert {notice.expires_at for notice in reminders()} == {talk.slot.starts_at}


def test_quiet_hours_of_each_move_the_reminder_never_drop_it(talk):
    person = talk.assessment.person
    person.time_zone, person.quiet_from, person.quiet_until = "Europe/Paris", datetime.time(19), datetime.time(9)
    person.save()
    plan_talk_reminders(wall("2027-03-02 02:30"))
    assert reminders().get(recipient=person).due_at == wall("2027-03-02 09:00", ZoneInfo("Europe/Paris"))


def test_who_wants_none_gets_none(talk):
    person = talk.assessment.person
    person.wants_reminders = False
    person.save()
    plan_talk_reminders(wall("2027-03-01 13:30"))
    assert not reminders().filter(recipient=person).exists()


def test_who_has_just_booked_is_not_reminded_of_it_at_once(talk):
    Interview.objects.update(booked_at=wall("2027-03-02 09:00"))
    assert plan_talk_reminders(wall("2027-03-02 09:05")) == 0


def test_what_is_called_off_reminds_nobody_and_voids_what_was_owed(talk):
    plan_talk_reminders(wall("2027-03-01 13:30"))
    call_off_own_talk(talk, by=talk.assessment.person, now=wall("2027-03-01 13:40"))
    assert {notice.state for notice in reminders()} == {NoticeState.CANCELLED}
    assert plan_talk_reminders(wall("2027-03-02 10:00")) == 0


def test_a_closed_program_reminds_nobody(talk, program):
    program.state = ProgramState.CLOSED
    program.save()
    assert plan_talk_reminders(wall("2027-03-01 13:30")) == 0


def test_planning_takes_one_statement_and_may_be_asked_without_a_clock(talk, django_assert_num_queries):
    starts = timezone.now() + datetime.timedelta(hours=24, minutes=30)
    InterviewSlot.objects.update(starts_at=starts, ends_at=starts + datetime.timedelta(minutes=30))
    Interview.objects.update(booked_at=timezone.now() - datetime.timedelta(days=2))
    with django_assert_num_queries(1):
        assert plan_talk_reminders() == 2
