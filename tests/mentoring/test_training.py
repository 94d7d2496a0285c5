"""Courses, modules, who has done them, and the ledger of hours."""

import datetime

import pytest
from dateutil.relativedelta import relativedelta

from mentoring.house import house_training
from mentoring.models import Course, HourEntry, HourKind, Module, ModuleCompletion
from mentoring.queries.learning import hours_of, ledger, modules_of
from mentoring.services.gate import obstacles, today_of
from mentoring.services.hours import NotADay, TakenBackAlready, add_hours, take_back_hours
from mentoring.services.rules import rules_of
from mentoring.services.training import (
    GoesInARing,
    NotYet,
    furnish_training,
    record_completions,
    save_module,
    take_back_completion,
)
from tests.mentoring.peers import make_course, make_module, make_supporter

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def sam(program, cora):
    return make_supporter(program, ready=False)


@pytest.fixture
def today(program):
    return today_of(program)


def minutes_of(peer) -> dict:
    return hours_of(peer.participation, rules_of(peer.program)).minutes


def test_the_training_of_the_house_has_ten_modules_and_exactly_twenty_four_hours_in_both_languages():
    house = house_training()
    assert len(house["modules"]) == 10
    assert sum(row["minutes"] for row in house["modules"]) == 24 * 60
    texts = [row[name] for row in (*house["modules"], house["course"]) for name in ("title", "summary")]
    texts += [row["label"] for row in house["competencies"]]
    assert all(text["fr"].strip() and text["en"].strip() for text in texts)
    assert [row["code"] for row in house["modules"] if row["is_mandatory"]] == ["safety"]
    named = {code for row in house["modules"] for code in row["competencies"]}
    assert named == {row["code"] for row in house["competencies"]}


def test_it_is_furnished_once(program, cora):
    first = furnish_training(program, by=cora)
    assert furnish_training(program, by=cora) == first
    assert Course.objects.filter(program=program).count() == 1
    assert first.modules.count() == 10


def test_who_did_every_module_of_the_house_is_ready(program, cora, sam, today):
    course = furnish_training(program, by=cora)
    modules = list(course.modules.order_by("position"))
    for module in modules[:-1]:
        assert record_completions(module, [sam.participation], done_on=today, by=cora).refused == {}
    assert [row.code for row in obstacles([sam], today)[sam.pk]] == ["module_missing", "hours_short"]
    record_completions(modules[-1], [sam.participation], done_on=today, by=cora)
    assert obstacles([sam], today)[sam.pk] == ()


def test_who_lacks_what_comes_first_is_named_and_the_others_are_kept(program, cora, sam, today):
    course = make_course(program)
    first = make_module(course, "First")
    second = make_module(course, "Second", minutes=90, requires=[first])
    tia = make_supporter(program, "Tia", ready=False)
    record_completions(first, [tia.participation], done_on=today, by=cora)
    recorded = record_completions(second, [sam.participation, tia.participation], done_on=today, by=cora)
    assert recorded.refused == {sam.participation: [first]}
    assert [row.participation for row in recorded.done] == [tia.participation]
    assert minutes_of(tia)[HourKind.TRAINING] == 120 + 90
    assert minutes_of(sam) == {}


def test_what_came_first_and_has_run_out_does_not_count(program, cora, sam, today):
    course = make_course(program)
    first = make_module(course, "First", valid_months=1)
    second = make_module(course, "Second", requires=[first])
    record_completions(first, [sam.participation], done_on=today - 40 * DAY, by=cora)
    assert record_completions(second, [sam.participation], done_on=today, by=cora).done == []
    assert len(record_completions(second, [sam.participation], done_on=today - 35 * DAY, by=cora).done) == 1


def test_a_renewal_moves_the_day_and_adds_no_hours(program, cora, sam, today):
    module = make_module(make_course(program), valid_months=12)
    before = today - relativedelta(months=11)
    for day in (before, today, today):
        record_completions(module, [sam.participation], done_on=day, by=cora)
    assert minutes_of(sam) == {HourKind.TRAINING: 120}
    line = modules_of(sam.participation, today)[0]
    assert line.done.expires_on == today + relativedelta(months=12)
    assert (line.has_run_out, ModuleCompletion.objects.count()) == (False, 2)
    with pytest.raises(NotYet):
        record_completions(module, [sam.participation], done_on=today + DAY, by=cora)


def test_taking_back_a_completion_takes_back_its_hours_once(program, cora, sam, today):
    module = make_module(make_course(program))
    completion = record_completions(module, [sam.participation], done_on=today, by=cora).done[0]
    take_back_completion(completion, by=cora)
    assert minutes_of(sam) == {HourKind.TRAINING: 0}
    assert HourEntry.objects.filter(participation=sam.participation).count() == 2
    record_completions(module, [sam.participation], done_on=today, by=cora)
    assert minutes_of(sam) == {HourKind.TRAINING: 120}


def test_taking_back_the_first_time_leaves_the_hours_with_the_renewal(program, cora, sam, today):
    module = make_module(make_course(program))
    first = record_completions(module, [sam.participation], done_on=today - DAY, by=cora).done[0]
    second = record_completions(module, [sam.participation], done_on=today, by=cora).done[0]
    take_back_completion(first, by=cora)
    assert minutes_of(sam) == {HourKind.TRAINING: 120}
    take_back_completion(second, by=cora)
    assert minutes_of(sam) == {HourKind.TRAINING: 0}


def test_modules_cannot_wait_for_each_other(program, cora):
    course = make_course(program)
    a = make_module(course, "A")
    b = make_module(course, "B", requires=[a])
    c = make_module(course, "C", requires=[b])
    for wrong in (a, c):
        with pytest.raises(GoesInARing):
            save_module(course, module=a, requires=[wrong], by=cora)
    save_module(course, module=c, requires=[a, b], by=cora)
    assert set(c.requires.all()) == {a, b}
    assert list(a.requires.all()) == []


def test_a_new_module_gets_a_code_that_nobody_has(program, cora):
    course = make_course(program)
    make_module(course, "A")
    Module.objects.update(code="module-2")
    assert save_module(course, by=cora, title_en="B", minutes=30).code == "module-3"


def test_a_wrong_line_is_taken_back_once_and_both_stay(program, cora, sam, today):
    entry = add_hours(sam.participation, kind=HourKind.PRACTICE, minutes=90, day=today, by=cora)
    back = take_back_hours(entry, by=cora)
    for line in (entry, back):
        with pytest.raises(TakenBackAlready):
            take_back_hours(line, by=cora)
    assert minutes_of(sam) == {HourKind.PRACTICE: 0}
    assert [(row.minutes, row.can_go_back) for row in ledger(sam.participation)] == [(-90, False), (90, False)]


@pytest.mark.parametrize(("minutes", "days"), [(0, 0), (-30, 0), (24 * 60 + 1, 0), (60, 1)])
def test_no_line_of_nothing_of_more_than_a_day_or_of_tomorrow(program, cora, sam, today, minutes, days):
    with pytest.raises(NotADay):
        add_hours(sam.participation, kind=HourKind.TRAINING, minutes=minutes, day=today + days * DAY, by=cora)
