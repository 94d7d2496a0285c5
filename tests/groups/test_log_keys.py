"""A log that is sent twice arrives once; a second account of a session is kept beside the first."""

import datetime
import threading

import pytest
from django.db import connection
from django.utils import timezone

from groups.models import Attendance, AttendanceStatus, FeedbackRequest, LogDraft, Mood, SecondLog, SessionLog
from groups.services.logs import KeyOfAnother, change_log, save_log
from groups.session_account import Account, Concern, FollowUp, More
from programs.models import Role, SafetyCase, Task, TaskKind
from tests.make import hours, make_group, make_meeting, make_participation, make_program

CAME, LATE = AttendanceStatus.PRESENT, AttendanceStatus.LATE


@pytest.fixture
def session(circle):
    return make_meeting(circle, starts_at=timezone.now() - hours(2.5))


@pytest.fixture
def fay(program):
    return make_participation(program, role=Role.FACILITATOR, name="Fay")


def test_the_same_log_sent_twice_is_one_log_and_one_case(session, finn, mia):
    what = {"by": finn, "attendance": {mia.pk: CAME}, "mood": Mood.CALM, "concern": Concern("Quiet.", mia), "key": "k1"}
    what["more"] = More(conflict="Two people shouted.", follow_ups=(FollowUp("Call.", datetime.date(2026, 12, 1)),))
    first = save_log(session, **what)
    assert save_log(session, **what) == first
    assert SessionLog.objects.count() == SafetyCase.objects.count() == 1
    assert Task.objects.filter(kind=TaskKind.CONFLICT).count() == Task.objects.filter(kind="follow_up").count() == 1
    assert not SecondLog.objects.exists()


def test_sent_again_after_a_correction_the_correction_stays(session, finn, mia):
    log = save_log(session, by=finn, attendance={mia.pk: CAME}, mood=Mood.CALM, key="k1")
    change_log(log, by=finn, attendance={mia.pk: LATE}, mood=Mood.HARD)
    again = save_log(session, by=finn, attendance={mia.pk: CAME}, mood=Mood.CALM, key="k1")
    assert (again.pk, again.mood) == (log.pk, Mood.HARD)
    assert Attendance.objects.get().status == LATE


def test_who_comes_second_is_kept_beside_the_first_and_once(session, finn, fay, mia):
    first = save_log(session, by=finn, attendance={mia.pk: CAME}, mood=Mood.CALM, key="k1")
    more = More(themes=("sleep",), carry_over="The list.", walk_ins=("Ida",))
    more = More(**vars(more) | {"follow_ups": (FollowUp("Call.", datetime.date(2026, 12, 1), fay.pk),)})
    what = {"by": fay, "attendance": {mia.pk: LATE}, "mood": Mood.HARD, "note": "Loud.", "key": "k2"}
    second = save_log(session, **what, more=more)
    assert isinstance(second, SecondLog)
    assert save_log(session, **what, more=more) == second
    told = Account.from_text(SecondLog.objects.get().content)
    assert told == Account({mia.pk: "late"}, "hard", "Loud.", ("sleep",), "The list.", ("Ida",), more.follow_ups)
    first.refresh_from_db()
    assert (first.mood, Attendance.objects.get().status) == (Mood.CALM, CAME)
    assert not Task.objects.exists()


def test_a_worry_in_a_second_account_is_passed_on_at_once(session, finn, fay, mia):
    save_log(session, by=finn, attendance={mia.pk: CAME}, mood=Mood.CALM, key="k1")
    save_log(
        session, by=fay, attendance={mia.pk: CAME}, mood=Mood.CALM, key="k2",
        concern=Concern("Quiet.", mia), more=More(conflict="They shouted."),
    )  # fmt: skip
    assert SafetyCase.objects.get().note == "Quiet."
    assert Task.objects.get().kind == TaskKind.CONFLICT
    log = SessionLog.objects.get()
    assert (log.had_concern, log.had_conflict) == (True, True)
    assert "Quiet" not in SecondLog.objects.get().content


def test_a_second_account_is_sealed(session, finn, fay, mia):
    save_log(session, by=finn, attendance={mia.pk: CAME}, mood=Mood.CALM)
    save_log(session, by=fay, attendance={mia.pk: CAME}, mood=Mood.CALM, note="Vexilla", key="k2")
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM groups_secondlog")
        assert b"Vexilla" not in bytes(cursor.fetchone()[0])


def test_a_key_opens_nothing_of_somebody_else_or_of_another_meeting(session, circle, finn, fay, mia):
    save_log(session, by=finn, attendance={mia.pk: CAME}, mood=Mood.CALM, key="k1")
    other = make_meeting(circle, starts_at=timezone.now() - hours(30))
    for meeting, by in ((session, fay), (other, finn)):
        with pytest.raises(KeyOfAnother):
            save_log(meeting, by=by, attendance={mia.pk: CAME}, mood=Mood.HARD, key="k1")
    assert not SecondLog.objects.exists()


def test_saving_takes_away_ones_own_draft_and_no_other(session, program, finn, fay, mia):
    for by in (finn, fay):
        LogDraft.objects.create(program=program, meeting=session, by=by, content="{}")
    save_log(session, by=finn, attendance={mia.pk: CAME}, mood=Mood.CALM)
    assert LogDraft.objects.get().by == fay


def test_one_key_pressed_twice_at_once_writes_one_log(committed_db):
    program = make_program()
    finn, mia = make_participation(program, role=Role.FACILITATOR), make_participation(program, name="Mia")
    meeting = make_meeting(make_group(program, facilitator=finn, members=[mia]), starts_at=timezone.now() - hours(1))
    answers = []

    def press():
        try:
            concern = Concern("Quiet.", mia)
            what = {"by": finn, "attendance": {mia.pk: CAME}, "mood": Mood.CALM, "key": "k1", "concern": concern}
            answers.append(save_log(meeting, **what))
        finally:
            connection.close()

    presses = [threading.Thread(target=press) for _ in range(4)]
    for thread in presses:
        thread.start()
    for thread in presses:
        thread.join()
    assert {type(answer) for answer in answers} == {SessionLog}
    assert len({answer.pk for answer in answers}) == 1
    assert SafetyCase.objects.count() == FeedbackRequest.objects.count() == 1
    assert not SecondLog.objects.exists()
