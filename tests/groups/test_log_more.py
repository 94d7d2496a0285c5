"""What stands behind “More” in the log, and drafts."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from groups.models import Cover, LogDraft, Mood, SecondLog, SessionLog
from groups.services.logs import save_log
from groups.session_account import More
from programs.models import SafetyCase, Task, TaskKind
from tests.groups.test_facilitator_pages import page_of, text, two_taps
from tests.make import hours, make_meeting, make_membership, make_participation

NEXT_WEEK = str(timezone.localdate() + datetime.timedelta(days=7))


@pytest.fixture
def leader(signed_in, finn):
    return signed_in(finn)


@pytest.fixture
def session(circle):
    circle.memberships.update(since=timezone.now() - datetime.timedelta(days=30))
    return make_meeting(circle, starts_at=timezone.now() - hours(1))


@pytest.fixture
def url(program, session):
    return page_of("session_log", program, session)


def test_what_stands_behind_more_is_kept(leader, url, session, finn, cora):
    words = {"walk_ins": "Ida, Omar", "themes": "sleep, work, sleep", "carry_over": "The list."}
    words |= {"follow_1_words": "Call the room.", "follow_1_who": cora.public_id, "follow_1_day": NEXT_WEEK}
    saved = text(leader.post(url, two_taps(session, **words), follow=True))
    log = SessionLog.objects.get()
    assert [row.first_name for row in log.walk_ins.all()] == ["Ida", "Omar"]
    assert (log.themes, log.carry_over) == (["sleep", "work"], "The list.")
    task = Task.objects.get()
    assert (task.kind, task.owner, task.note, str(task.due_on)) == ("follow_up", cora, "Call the room.", NEXT_WEEK)
    for words in ("Ida, Omar", "sleep, work", "The list."):
        assert words in saved


def test_first_names_are_sealed(leader, url, session):
    leader.post(url, two_taps(session, walk_ins="Vexilla"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT first_name FROM groups_walkin")
        assert b"Vexilla" not in bytes(cursor.fetchone()[0])


def test_a_conflict_is_a_task_of_the_coordination_and_not_shown_again(leader, url, session):
    page = text(leader.post(url, two_taps(session, conflict="They shouted."), follow=True))
    task = Task.objects.get()
    assert (task.kind, task.note, task.owner, task.about_id) == (TaskKind.CONFLICT, "They shouted.", None, session.pk)
    assert SessionLog.objects.get().had_conflict
    assert "They shouted." not in page


def test_a_follow_up_needs_a_day_to_come_and_somebody_of_the_team(leader, url, session, mia):
    late = two_taps(session, follow_1_words="Call.", follow_1_day="2026-01-01")
    assert "Choose today or a later day." in text(leader.post(url, late))
    stranger = two_taps(session, follow_1_words="Call.", follow_1_who=mia.public_id)
    assert not SessionLog.objects.exists()
    leader.post(url, stranger)
    assert not SessionLog.objects.exists()


def test_a_change_keeps_what_stands_behind_more(leader, url, session, finn, mia):
    more = More(themes=("sleep",), carry_over="The list.", walk_ins=("Ida",))
    log = save_log(session, by=finn, attendance={mia.pk: "present"}, mood=Mood.CALM, more=more)
    page = text(leader.get(url, {"change": "1"}))
    assert all(words in page for words in ('value="Ida"', 'value="sleep"', "The list."))
    seen = {"seen": log.changed_at.isoformat(), "walk_ins": "Ida, Omar", "themes": "sleep", "carry_over": "The list."}
    leader.post(url, two_taps(session, **seen))
    log.refresh_from_db()
    assert ([row.first_name for row in log.walk_ins.order_by("pk")], log.themes) == (["Ida", "Omar"], ["sleep"])


def test_kept_for_later_everything_is_there_again_and_gone_once_saved(leader, url, session, mia):
    typed = two_taps(session, came=[], mood="hard", note="We spoke.", worried="yes", worry_words="Quiet.", keep="1")
    home = text(leader.post(url, typed, follow=True))
    assert "Kept for you." in home
    assert not SessionLog.objects.exists()
    assert not SafetyCase.objects.exists()
    page = text(leader.get(url))
    assert "We spoke." in page
    assert 'value="Quiet."' in page
    assert page.count("checked") == 2  # the mood, and “yes” to the worry: mia stays unticked
    leader.post(url, two_taps(session))
    assert not LogDraft.objects.exists()


def test_a_draft_is_sealed_and_of_its_writer_alone(leader, url, session, signed_in, circle, program):
    leader.post(url, two_taps(session, note="Vexilla", keep="1"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM groups_logdraft")
        assert b"Vexilla" not in bytes(cursor.fetchone()[0])
    fay = make_participation(program, role="facilitator", name="Fay")
    circle.memberships.create(program=program, group=circle, participation=fay, role="facilitator")
    assert "Vexilla" not in text(signed_in(fay).get(url))


def test_what_was_refused_is_kept_as_a_draft(leader, url, session):
    leader.post(url, two_taps(session, mood="", note="We spoke."))
    assert "We spoke." in text(leader.get(url))


def test_what_was_carried_over_greets_the_next_log(leader, url, session, circle, finn, mia):
    before = make_meeting(circle, starts_at=timezone.now() - hours(170))
    save_log(before, by=finn, attendance={}, mood=Mood.CALM, more=More(carry_over="The list.", themes=("sleep",)))
    page = text(leader.get(url))
    assert "The list." in page
    assert "Used before: sleep." in page
    assert "The list." in text(leader.get(reverse("facilitator_home")))


def test_a_device_is_answered_in_json_and_a_second_account_is_kept(leader, url, session, circle, program, mia):
    fay = make_participation(program, role="facilitator", name="Fay")
    json = {"accept": "application/json"}
    wrong = leader.post(url, two_taps(session, mood="", key="k1"), headers=json)
    assert (wrong.status_code, list(wrong.json()["errors"])) == (422, ["mood"])
    save_log(session, by=fay, attendance={mia.pk: "late"}, mood=Mood.HARD)
    for _time in range(2):
        sent = leader.post(url, two_taps(session, key="k1"), headers=json)
        assert (sent.status_code, sent.json()["state"]) == (200, "second")
    assert SecondLog.objects.count() == 1


def test_who_kept_something_while_a_colleague_saved_can_still_tell_it(leader, url, session, program, mia):
    leader.post(url, two_taps(session, mood="hard", note="We spoke.", keep="1"))
    fay = make_participation(program, role="facilitator", name="Fay")
    save_log(session, by=fay, attendance={mia.pk: "present"}, mood=Mood.CALM, note="Fay’s words")
    assert 'href="?own=1"' in text(leader.get(url))
    page = text(leader.get(url, {"own": "1"}))
    assert "We spoke." in page
    assert "Fay’s words" not in page
    assert 'name="seen"' not in page
    key = page.split('name="key" value="')[1].split('"')[0]
    beside = text(leader.post(f"{url}?own=1", two_taps(session, mood="hard", note="We spoke.", key=key), follow=True))
    assert "Two accounts of one session" in beside
    assert (SessionLog.objects.get().mood, SecondLog.objects.count()) == (Mood.CALM, 1)
    assert not LogDraft.objects.exists()


def test_ones_own_log_is_changed_and_not_told_twice(leader, url, session, finn, mia):
    save_log(session, by=finn, attendance={mia.pk: "present"}, mood=Mood.CALM)
    assert "?own=1" not in text(leader.get(url))
    assert "Saved. Thank you." in text(leader.get(url, {"own": "1"}))


def test_the_page_asks_the_same_questions_for_five_and_fifty(leader, url, circle, program):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            leader.get(url)
        return len(asked)

    def seat(number):
        for each in range(number):
            make_membership(circle, make_participation(program, name=f"P{each}"))

    seat(5)
    leader.get(url)
    few = queries()
    seat(45)
    assert queries() == few


def test_a_device_that_sends_twice_hears_saved_twice(leader, url, session):
    for _time in range(2):
        sent = leader.post(url, two_taps(session, key="k1"), headers={"accept": "application/json"})
        assert sent.json() == {"state": "saved", "url": url}
    assert SessionLog.objects.count() == 1


def test_who_stands_in_sees_it_on_their_page_and_writes_the_log(signed_in, url, session, program, circle, finn, mia):
    gail = make_participation(program, role="facilitator", name="Gail")
    Cover.objects.create(program=program, group=circle, meeting=session, absent=finn, stand_in=gail, state="taken")
    before = make_meeting(circle, starts_at=timezone.now() - hours(170))
    save_log(before, by=finn, attendance={}, mood=Mood.CALM, more=More(carry_over="The list."))
    client = signed_in(gail)
    home = text(client.get(reverse("facilitator_home")))
    assert url in home
    assert "The list." in home
    assert client.get(page_of("session_log", program, before)).status_code == 404
    client.post(url, two_taps(session, follow_1_words="Call.", follow_1_who=gail.public_id))
    assert SessionLog.objects.get(meeting=session).written_by == gail
    assert Task.objects.get().owner == gail
