"""The session log: once per meeting, corrected for a day, and what follows from it."""

import datetime
import threading

import pytest
from django.db import connection
from django.utils import timezone

from groups.models import Attendance, AttendanceStatus, FeedbackRequest, MembershipState, Mood, SessionLog
from groups.queries.facilitator import roster
from groups.services.after_session import NotInGroup
from groups.services.feedback import give_feedback
from groups.services.logs import (
    Concern,
    LogClosed,
    LoggedAlready,
    NotStarted,
    WasCancelled,
    change_log,
    save_log,
)
from groups.services.missing_logs import plan_missing_logs
from programs.errors import StaleState
from programs.models import CaseOrigin, Event, Notice, NoticeState, Role, SafetyCase, Task
from tests.make import hours, make_group, make_meeting, make_membership, make_participation, make_program

CAME, LATE, ABSENT = AttendanceStatus.PRESENT, AttendanceStatus.LATE, AttendanceStatus.ABSENT


@pytest.fixture
def session(circle):
    """A meeting of the circle that ended an hour ago."""
    return make_meeting(circle, starts_at=timezone.now() - hours(2.5))


@pytest.fixture
def save(session, finn, mia):
    def save(attendance=None, **values):
        return save_log(session, **{"by": finn, "attendance": attendance or {mia.pk: CAME}, "mood": Mood.CALM} | values)

    return save


def owed(kind):
    return Notice.objects.filter(kind=kind, state=NoticeState.OWED)


def test_a_log_keeps_mood_attendance_and_a_sealed_note(save, session, mia):
    save(note="We spoke about sleep.")
    log = SessionLog.objects.get()
    assert (log.mood, log.note, log.had_concern) == (Mood.CALM, "We spoke about sleep.", False)
    assert Attendance.objects.get().status == CAME
    with connection.cursor() as cursor:
        cursor.execute("SELECT note FROM groups_sessionlog")
        assert b"sleep" not in bytes(cursor.fetchone()[0])


def test_those_who_came_are_asked_for_feedback_once(save, circle, mia, noor):
    make_membership(circle, noor)
    save({mia.pk: LATE, noor.pk: ABSENT})
    request = FeedbackRequest.objects.get()
    assert request.participation == mia
    notice = owed("feedback_asked").get()
    assert (notice.about_id, notice.recipient) == (request.pk, mia.person)


def test_feedback_is_asked_after_the_end_even_when_the_log_is_written_before(circle, finn, mia):
    meeting = make_meeting(circle, starts_at=timezone.now() - hours(0.5))
    save_log(meeting, by=finn, attendance={mia.pk: CAME}, mood=Mood.CALM)
    assert owed("feedback_asked").get().due_at >= meeting.ends_at


def test_a_worry_opens_a_safety_case_and_who_looks_after_people_is_told(save, session, program, cora, mia):
    sara = make_participation(program, role=Role.SAFEGUARDING, name="Sara")
    save(concern=Concern("She was very quiet.", mia))
    case = SafetyCase.objects.get()
    assert (case.origin, case.person, case.note, case.about_id) == (
        CaseOrigin.CONCERN,
        mia.person,
        "She was very quiet.",
        session.pk,
    )
    assert {notice.recipient for notice in owed("case_opened")} == {cora.person, sara.person}
    assert not Task.objects.exists()
    assert SessionLog.objects.get().had_concern


def test_history_holds_no_words(save, mia, cora):
    save(note="We spoke about sleep.", concern=Concern("She was very quiet.", mia))
    assert Event.objects.filter(verb="session_logged").exists()
    assert not Event.objects.filter(data__icontains="quiet").exists()
    assert not Event.objects.filter(data__icontains="sleep").exists()


def test_a_meeting_is_logged_once(save):
    save(note="first")
    with pytest.raises(LoggedAlready):
        save(note="second")
    assert SessionLog.objects.get().note == "first"


def test_a_meeting_that_has_not_started_cannot_be_logged(meeting, finn, mia):
    with pytest.raises(NotStarted):
        save_log(meeting, by=finn, attendance={mia.pk: CAME}, mood=Mood.CALM)


def test_a_cancelled_meeting_cannot_be_logged(save, session):
    session.move_to("cancelled")
    with pytest.raises(WasCancelled):
        save()


def test_somebody_of_no_group_cannot_be_on_the_log(save, noor):
    with pytest.raises(NotInGroup):
        save({noor.pk: CAME})
    assert not SessionLog.objects.exists()


def test_the_log_changes_while_its_hours_last(save, session, finn, mia):
    log = save()
    change_log(log, by=finn, attendance={mia.pk: ABSENT}, mood=Mood.HARD, seen=log.changed_at)
    log.refresh_from_db()
    assert log.mood == Mood.HARD
    assert Attendance.objects.get().status == ABSENT
    with pytest.raises(LogClosed):
        change_log(log, by=finn, attendance={}, mood=Mood.CALM, now=log.written_at + hours(24))


def test_a_colleagues_change_is_not_written_over(save, finn, mia):
    log = save()
    seen = log.changed_at
    change_log(log, by=finn, attendance={mia.pk: CAME}, mood=Mood.MIXED, seen=seen)
    with pytest.raises(StaleState):
        change_log(log, by=finn, attendance={mia.pk: CAME}, mood=Mood.HARD, seen=seen)
    log.refresh_from_db()
    assert log.mood == Mood.MIXED


def test_who_did_not_come_after_all_is_no_longer_asked_but_an_answer_stays(save, circle, finn, mia, noor):
    make_membership(circle, noor)
    log = save({mia.pk: CAME, noor.pk: CAME})
    give_feedback(FeedbackRequest.objects.get(participation=noor), felt_safe=5)
    change_log(log, by=finn, attendance={mia.pk: ABSENT, noor.pk: ABSENT}, mood=Mood.CALM)
    assert [row.participation for row in FeedbackRequest.objects.all()] == [noor]
    assert owed("feedback_asked").filter(recipient=mia.person).count() == 0


def test_who_left_after_the_session_stays_on_its_log(save, session, circle, finn, mia):
    log = save()
    circle.memberships.get(participation=mia).move_to(MembershipState.LEFT)
    assert [seat.participation for seat in roster(session)] == [mia]
    change_log(log, by=finn, attendance={mia.pk: LATE}, mood=Mood.CALM)
    assert Attendance.objects.get().status == LATE


def test_who_left_before_the_session_is_not_on_its_log(session, circle, mia):
    membership = circle.memberships.get(participation=mia)
    membership.move_to(MembershipState.LEFT)
    type(membership).objects.filter(pk=membership.pk).update(updated_at=session.starts_at - hours(1))
    assert roster(session) == []


def test_a_missing_log_is_owed_the_next_morning_and_void_once_written(circle, finn, mia):
    evening = datetime.datetime(2026, 11, 3, 18, tzinfo=circle.zone)
    session = make_meeting(circle, starts_at=evening)
    assert plan_missing_logs(evening + hours(3)) == 0
    assert plan_missing_logs(evening + hours(15.1)) == 1
    assert plan_missing_logs(evening + hours(15.2)) == 0
    notice = owed("log_missing").get()
    assert notice.recipient == finn.person
    assert notice.due_at == evening + hours(15)
    save_log(session, by=finn, attendance={mia.pk: CAME}, mood=Mood.CALM)
    assert not owed("log_missing").exists()


def test_of_two_facilitators_at_once_one_log_is_kept(committed_db):
    program = make_program()
    first, second = (make_participation(program, role=Role.FACILITATOR, name=name) for name in ("Finn", "Fay"))
    member = make_participation(program, name="Mia")
    meeting = make_meeting(
        make_group(program, facilitator=first, members=[member]), starts_at=timezone.now() - hours(1)
    )
    outcomes = []

    def press(by, mood):
        try:
            save_log(meeting, by=by, attendance={member.pk: CAME}, mood=mood)
            outcomes.append(mood)
        except LoggedAlready:
            outcomes.append("refused")
        finally:
            connection.close()

    presses = [threading.Thread(target=press, args=args) for args in ((first, Mood.CALM), (second, Mood.HARD))]
    for thread in presses:
        thread.start()
    for thread in presses:
        thread.join()
    log = SessionLog.objects.get()
    assert sorted(outcomes) == sorted([log.mood, "refused"])
    assert FeedbackRequest.objects.count() == 1
