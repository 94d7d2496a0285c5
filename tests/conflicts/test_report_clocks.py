"""The days of reports are told before they come and once they are over, to who may read it, without words."""

import datetime

import pytest

from groups.models import Conflict, ConflictReader, ConflictState
from groups.services.conflict_work import settle_report, take_up_report, tell_person
from groups.services.report_clocks import CLOCKS, plan_report_clocks
from programs.models import Notice, Role
from programs.notices import KINDS
from programs.services.notices import preview_notice
from programs.services.ties import declare_tie
from tests.conflicts.make import SAID, tell
from tests.make import TORONTO, make_participation, make_program

pytestmark = pytest.mark.django_db
MONDAY = datetime.date(2026, 11, 30)


@pytest.fixture
def program(db):
    return make_program(time_zone="America/Toronto", jurisdiction="CA-QC")


@pytest.fixture
def report(cora, mia):
    """An answer is promised by Monday 30 November, an end by Friday 18 December."""
    report = tell(mia)
    ConflictReader.objects.filter(conflict=report).update(participation=cora)
    days = {
        "acknowledge_by": MONDAY,
        "resolve_by": datetime.date(2026, 12, 18),
        "update_by": datetime.date(2026, 12, 18),
    }
    Conflict.objects.filter(pk=report.pk).update(**days)
    report.refresh_from_db()
    return report


def at(day, hour=10):
    return datetime.datetime.combine(day, datetime.time(hour), TORONTO)


def planned(day, hour=10):
    """Which kinds are new at this moment."""
    return [kind for kind in CLOCKS if plan_report_clocks(kind, at(day, hour))]


def test_the_day_before_a_monday_is_a_friday_and_each_is_told_once(report):
    friday = MONDAY - datetime.timedelta(days=3)
    assert planned(friday, hour=8) == []
    assert planned(friday) == ["report_answer_due"]
    assert planned(friday) == planned(MONDAY) == []
    assert planned(MONDAY + datetime.timedelta(days=1), hour=8) == []
    assert planned(MONDAY + datetime.timedelta(days=1)) == ["report_answer_late"]
    assert planned(MONDAY + datetime.timedelta(days=2)) == []


def test_after_weeks_without_a_worker_only_what_is_late_is_told(report):
    assert planned(MONDAY + datetime.timedelta(days=9)) == ["report_answer_late"]
    assert planned(MONDAY + datetime.timedelta(days=60)) == []


def test_once_taken_up_the_end_and_the_next_word_count(report, cora):
    take_up_report(report, by=cora)
    thursday = report.resolve_by - datetime.timedelta(days=1)
    assert planned(thursday) == ["report_end_due"], "the word is due on the same day: said once"
    tell_person(report, by=cora, words="…", now=at(thursday))
    report.refresh_from_db()
    assert report.update_by > report.resolve_by
    assert planned(report.resolve_by + datetime.timedelta(days=1)) == ["report_end_late"]
    assert planned(report.update_by - datetime.timedelta(days=1)) == ["report_word_due"]
    assert planned(report.update_by + datetime.timedelta(days=1)) == ["report_word_late"]
    later = report.update_by
    tell_person(report, by=cora, words="…", now=at(later + datetime.timedelta(days=1)))
    report.refresh_from_db()
    assert report.update_by > later
    assert planned(report.update_by + datetime.timedelta(days=1)) == ["report_word_late"], "a new day, a new word"


def test_what_was_settled_waits_for_nobody(report, cora):
    take_up_report(report, by=cora)
    settle_report(report, by=cora, words="…")
    assert planned(report.resolve_by + datetime.timedelta(days=1)) == []


def test_only_readers_who_may_open_it_are_told(report, program, cora, mia):
    lea, tied, gone = (make_participation(program, role=Role.SAFEGUARDING, name=name) for name in ("Lea", "Tim", "Gus"))
    lead_and_party = make_participation(program, role=Role.SAFEGUARDING, person=mia.person)
    for who in (lea, tied, gone, lead_and_party):
        ConflictReader.objects.create(program=program, conflict=report, participation=who)
    declare_tie(program, people=(tied.person, mia.person), kind="kin", by=cora)
    gone.move_to("left")
    planned(MONDAY + datetime.timedelta(days=1))
    told = Notice.objects.filter(kind="report_answer_late")
    assert {notice.recipient for notice in told} == {cora.person, lea.person}


def test_a_notice_holds_no_word_and_dies_with_what_it_speaks_of(report, cora):
    friday = MONDAY - datetime.timedelta(days=3)
    planned(friday)
    notice = Notice.objects.get(kind="report_answer_due")
    kind = KINDS["report_answer_due"]
    assert kind.still_true(report, notice)
    assert kind.fence(Notice.objects.all()).filter(pk=notice.pk).exists()
    letter = preview_notice("report_answer_due", report, recipient=cora.person)
    assert SAID not in letter.text + letter.subject
    take_up_report(report, by=cora)
    assert not kind.fence(Notice.objects.all()).filter(pk=notice.pk).exists()
    report.acknowledge_by = MONDAY + datetime.timedelta(days=1)
    assert not kind.still_true(report, notice)


def test_it_is_one_statement_for_one_report_and_for_many(program, cora, mia, django_assert_num_queries):
    for _number in range(6):
        tell(mia)
    Conflict.objects.update(acknowledge_by=MONDAY)
    with django_assert_num_queries(1):
        assert plan_report_clocks("report_answer_late", at(MONDAY + datetime.timedelta(days=1))) == 6


def test_every_state_that_waits_has_its_clock():
    told = {state for clock in CLOCKS.values() for state in clock.states}
    assert told == set(ConflictState.LIVE) - {"settled"}
