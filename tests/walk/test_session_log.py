"""The log on a phone: two taps in the usual case, kept for later, and two accounts of one session."""

import datetime

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from groups.models import Attendance, LogDraft, Membership, SecondLog, SessionLog
from groups.services.logs import save_log
from tests.make import hours, make_group, make_meeting, make_membership, make_participation, make_program
from tests.walk.examiner import Examiner
from tests.walk.pages import session_of
from tests.walk.person import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_two_taps_a_pause_and_two_accounts(committed_db, browser, live_site, settings):
    cache.clear()
    settings.SECOND_FACTOR_REQUIRED = False
    program = make_program()
    finn, fay = (make_participation(program, role="facilitator", name=name) for name in ("Finn", "Fay"))
    people = [make_participation(program, name=name) for name in ("Awa", "Louis", "Mia")]
    group = make_group(program, facilitator=finn, members=people)
    make_membership(group, fay, role="facilitator")
    Membership.objects.update(since=timezone.now() - datetime.timedelta(days=60))
    usual, paused, twice = (make_meeting(group, starts_at=timezone.now() - hours(back)) for back in (1, 30, 60))
    save_log(twice, by=fay, attendance={people[0].pk: "late"}, mood="hard", note="Loud.")
    save_log(twice, by=finn, attendance={people[0].pk: "present"}, mood="calm", note="Quiet.", key="finn")
    visitor = Visitor(browser, live_site, language="en")
    examiner, page = Examiner(visitor), visitor.page
    examiner.signs_in(session_of(finn.person))
    examiner.looks_like("en", 360, "light")

    def opens(name, meeting):
        page.goto(live_site + reverse(name, args=[program.public_id, meeting.public_id]))

    def presses(name):
        page.get_by_role("button", name=name).click()

    opens("session_log", usual)
    page.get_by_text("Calm", exact=True).click()  # the first tap
    presses("Save the log")  # the second
    page.get_by_role("heading", name="Saved. Thank you.").wait_for()
    assert SessionLog.objects.get(meeting=usual).mood == "calm"
    assert Attendance.objects.filter(meeting=usual, status="present").count() == 3

    opens("session_log", paused)
    page.get_by_text("Mia", exact=True).first.click()
    page.get_by_text("Hard", exact=True).click()
    page.get_by_text("More: visitors").click()
    page.get_by_label("What was it about?").fill("sleep")
    presses("Keep and go on later")
    page.get_by_role("heading", name="My sessions").wait_for()
    assert not SessionLog.objects.filter(meeting=paused).exists()
    opens("session_log", paused)
    presses("Save the log")
    page.get_by_role("heading", name="Saved. Thank you.").wait_for()
    log = SessionLog.objects.get(meeting=paused)
    assert (log.mood, log.themes) == ("hard", ["sleep"])
    assert Attendance.objects.get(meeting=paused, participation=people[2]).status == "absent"
    assert not LogDraft.objects.exists()

    opens("second_accounts", twice)
    page.get_by_text("Finn: Quiet.").click()
    presses("Keep what is chosen")
    page.get_by_text("The log holds what you chose.").wait_for()
    log = SessionLog.objects.get(meeting=twice)
    assert (log.mood, log.note) == ("hard", "Quiet.")
    assert SecondLog.objects.get().settled_at
    assert examiner.faults == []
    visitor.leaves()
