"""After the log: additions, debriefs, two accounts of one session, what was promised."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from groups.models import Attendance, Debrief, LogAddendum, Mood, SecondLog, SessionLog
from groups.services.addenda import StillOpen, add_to_log
from groups.services.logs import save_log
from groups.services.second_logs import SettledAlready, settle_second_log
from groups.session_account import FollowUp, More
from programs.models import AccessRecord, Completion, Task, TaskKind
from tests.groups.test_facilitator_pages import page_of, text
from tests.make import hours, make_meeting, make_membership, make_participation

TODAY = timezone.localdate()


@pytest.fixture
def leader(signed_in, finn):
    return signed_in(finn)


@pytest.fixture
def fay(program, circle):
    fay = make_participation(program, role="facilitator", name="Fay")
    make_membership(circle, fay, role="facilitator")
    return fay


@pytest.fixture
def session(circle):
    circle.memberships.update(since=timezone.now() - datetime.timedelta(days=30))
    return make_meeting(circle, starts_at=timezone.now() - hours(1))


@pytest.fixture
def log(session, finn, mia):
    more = More(themes=("sleep",), carry_over="Chairs.", walk_ins=("Ida",))
    return save_log(session, by=finn, attendance={mia.pk: "present"}, mood=Mood.CALM, note="Quiet.", more=more)


@pytest.fixture
def second(log, session, fay, mia):
    more = More(themes=("work",), carry_over="Tea.", walk_ins=("Omar",), follow_ups=(FollowUp("Call.", TODAY, fay.pk),))
    return save_log(session, by=fay, attendance={mia.pk: "late"}, mood=Mood.HARD, note="Loud.", more=more, key="fay")


def closed(log):
    SessionLog.objects.filter(pk=log.pk).update(written_at=timezone.now() - hours(25))
    return log


# Additions


def test_while_the_log_can_be_changed_nothing_is_added(log, finn):
    with pytest.raises(StillOpen):
        add_to_log(log, by=finn, text="More.")


def test_afterwards_additions_stand_below_it_sealed_and_once(leader, program, session, log):
    closed(log)
    url = page_of("session_log_additions", program, session)
    assert "Write what you want to add." in text(leader.post(url, {"text": " "}))
    for _time in range(2):
        page = text(leader.post(url, {"text": "Vexilla came back."}, follow=True))
    assert page.count("Vexilla came back.") == 1
    assert "Added by Finn" in page
    assert SessionLog.objects.get().note == "Quiet."
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM groups_logaddendum")
        assert b"Vexilla" not in bytes(cursor.fetchone()[0])
    assert LogAddendum.objects.count() == 1


@pytest.mark.parametrize("name", ["session_log_additions", "debrief", "second_accounts"])
def test_without_a_log_its_page_comes_first(leader, program, session, name):
    assert leader.get(page_of(name, program, session)).url == page_of("session_log", program, session)


# Debriefs


def test_how_it_was_is_kept_for_its_writer_and_no_colleague(leader, signed_in, program, session, log, fay, finn):
    url = page_of("debrief", program, session)
    assert "Choose how it was for you." in text(leader.post(url, {"words": "Long."}))
    leader.post(url, {"weight": "heavy", "words": "Vexilla"})
    leader.post(url, {"weight": "light", "words": "Vexilla"})
    debrief = Debrief.objects.get()
    assert (debrief.by, debrief.weight, debrief.words) == (finn, "light", "Vexilla")
    assert "Vexilla" in text(leader.get(url))
    assert "Vexilla" not in text(signed_in(fay).get(url))
    assert not Task.objects.exists()


def test_who_would_like_to_talk_is_a_follow_up_of_the_coordination_once(leader, program, session, log, finn):
    for _time in range(2):
        leader.post(page_of("debrief", program, session), {"weight": "talk", "words": "It was long."})
    task = Task.objects.get()
    assert (task.kind, task.person, task.owner) == (TaskKind.FOLLOW_UP, finn.person, None)
    assert "It was long." in task.note


# Two accounts


def chosen(second, **choices):
    names = ("mood", "note", "themes", "carry_over", "walk_ins")
    return {"account": second.public_id, "follow_ups": ["0"]} | dict.fromkeys(names, "first") | choices


def test_both_accounts_stand_side_by_side(leader, program, session, second, mia):
    page = text(leader.get(page_of("second_accounts", program, session)))
    for words in ("Finn: Calm", "Fay: Hard", "Finn: Quiet.", "Fay: Loud.", "Fay: Came late", "Call."):
        assert words in page
    assert "Finn and Fay both wrote" in page
    assert f'name="account" value="{second.public_id}"' in page
    home = text(leader.get(reverse("facilitator_home")))
    assert page_of("second_accounts", program, session) in home


def test_the_log_holds_what_was_chosen_line_by_line(leader, program, session, second, mia, fay):
    url = page_of("second_accounts", program, session)
    choices = {"mood": "second", "note": "both", "themes": "both", f"who_{mia.public_id}": "second"}
    leader.post(url, chosen(second, **choices, walk_ins="second"))
    log = SessionLog.objects.get()
    assert (log.mood, log.note, log.themes, log.carry_over) == ("hard", "Quiet.\nLoud.", ["sleep", "work"], "Chairs.")
    assert [row.first_name for row in log.walk_ins.all()] == ["Omar"]
    assert Attendance.objects.get().status == "late"
    assert (Task.objects.get().note, Task.objects.get().owner) == ("Call.", fay)
    assert SecondLog.objects.get().settled_at
    assert leader.get(url).url == page_of("session_log", program, session)


def test_choosing_the_first_changes_nothing_and_works_after_the_hours(leader, program, session, log, second, mia):
    closed(log)
    data = chosen(second, **{f"who_{mia.public_id}": "first"})
    leader.post(page_of("second_accounts", program, session), data | {"follow_ups": []})
    log.refresh_from_db()
    assert (log.mood, log.note, Attendance.objects.get().status) == ("calm", "Quiet.", "present")
    assert not Task.objects.exists()
    assert SecondLog.objects.get().settled_at


def test_it_is_chosen_once(leader, program, session, second, finn, mia):
    settle_second_log(second, by=finn, choices={"mood": "second"})
    with pytest.raises(SettledAlready):
        settle_second_log(second, by=finn, choices={"mood": "first"}, follow_ups={0})
    page = leader.post(page_of("second_accounts", program, session), chosen(second), follow=True)
    assert "Somebody has chosen between these accounts already." in text(page)
    assert SessionLog.objects.get().mood == "hard"
    assert not Task.objects.exists()


# What was promised


def test_what_i_promised_stands_on_my_page_until_it_is_done(leader, signed_in, program, session, finn, fay, mia):
    more = More(follow_ups=(FollowUp("Call the room.", TODAY, finn.pk), FollowUp("Bring tea.", TODAY, fay.pk)))
    save_log(session, by=finn, attendance={mia.pk: "present"}, mood=Mood.CALM, more=more)
    home = text(leader.get(reverse("facilitator_home")))
    assert "Call the room." in home
    assert "Bring tea." not in home
    mine, theirs = Task.objects.get(owner=finn), Task.objects.get(owner=fay)
    assert leader.post(page_of("follow_up_done", program, theirs)).status_code == 404
    assert "Call the room." not in text(leader.post(page_of("follow_up_done", program, mine), follow=True))
    assert Completion.objects.get().task == mine


def test_the_home_asks_the_same_questions_for_five_and_fifty(leader, program, circle, finn, mia):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            leader.get(reverse("facilitator_home"))
        return len(asked)

    def add(number):
        for _each in range(number):
            follow = (FollowUp("Call.", TODAY, finn.pk),)
            meeting = make_meeting(circle, starts_at=timezone.now() - hours(1))
            save_log(meeting, by=finn, attendance={mia.pk: "present"}, mood=Mood.CALM, more=More(follow_ups=follow))
            save_log(meeting, by=finn, attendance={mia.pk: "present"}, mood=Mood.CALM, key=meeting.public_id)
            member = make_participation(program, name=f"P{_each}")
            make_membership(circle, member)

    leader.get(reverse("facilitator_home"))
    add(5)
    few = queries()
    add(12)
    assert queries() == few


# The coordination


def test_the_coordination_reads_the_log_and_how_it_was_and_that_is_written_down(
    leader, signed_in, program, session, log, cora, finn
):
    leader.post(page_of("debrief", program, session), {"weight": "heavy", "words": "It was long."})
    desk = signed_in(cora)
    page = text(desk.get(page_of("desk_session_log", program, session)))
    for words in ("Quiet.", "It was heavy", "It was long.", "Ida"):
        assert words in page
    record = AccessRecord.objects.get()
    assert (record.reader, record.subject_id) == (cora.person, log.pk)
    assert page_of("desk_session_log", program, session) in text(
        desk.get(page_of("desk_group", program, session.group))
    )


def test_a_follow_up_leads_the_coordination_to_the_log(leader, signed_in, program, session, log, cora):
    leader.post(page_of("debrief", program, session), {"weight": "talk"})
    page = text(signed_in(cora).get(page_of("desk_task", program, Task.objects.get())))
    assert page_of("desk_session_log", program, session) in page


def test_without_a_log_the_coordination_finds_nothing(signed_in, program, session, cora):
    assert signed_in(cora).get(page_of("desk_session_log", program, session)).status_code == 404
