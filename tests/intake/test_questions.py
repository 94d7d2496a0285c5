import pytest

from intake.forms import FORMS
from intake.questions import (
    ANSWER_KEYS,
    LINES,
    QUESTIONS,
    answers_in_words,
    first_unanswered,
    is_answered,
    questions_for,
    slots_of,
)
from programs.models import DayPart, Program, Topic, slot
from tests.intake.asking import ANSWERS
from tests.make import make_program


def test_there_are_at_most_six_pages_and_each_answer_stands_on_one():
    assert len(QUESTIONS) <= 6
    assert len(ANSWER_KEYS) == sum(len(question.answers + question.optional) for question in QUESTIONS)
    assert {page for _key, page, _name in LINES} == {question.key for question in QUESTIONS}


def test_the_age_is_always_asked():
    assert "age" in [key for question in questions_for(Program()) for key in question.answers]


def test_the_first_question_without_an_answer_is_found_in_order():
    program = Program(min_age=18)
    assert first_unanswered(program, {}).key == "you"
    assert first_unanswered(program, {"nickname": "Awa", "age": 34}).key == "reach"
    assert first_unanswered(program, ANSWERS | {"age": 0}) is None
    assert first_unanswered(program, ANSWERS | {"age": None}).key == "you"


def test_an_optional_answer_that_was_left_out_was_still_asked():
    question = next(each for each in QUESTIONS if each.key == "reach")
    assert is_answered(question, {"email": "awa@example.org", "safe": ""})
    assert not is_answered(question, {"email": "awa@example.org"})


def test_any_time_means_every_slot():
    assert slots_of({"any_time": True, "times": [2]}) == list(range(21))
    assert slots_of({"times": [5, 2]}) == [2, 5]
    assert slots_of({}) == []


@pytest.mark.django_db
def test_answers_are_said_in_words_and_what_was_left_out_has_none():
    program = make_program(min_age=18)
    grief, hope = (Topic.objects.create(slug=slug, name_en=slug, name_fr=slug) for slug in ("grief-1", "hope-1"))
    program.topics.set([grief, hope])
    answers = ANSWERS | {"age": 34, "access": "", "topics": [hope.pk], "times": [slot(1, DayPart.EVENING), slot(1, 0)]}
    words = {answer.key: answer.lines for answer in answers_in_words(program, answers)}
    assert words == {
        "nickname": ("Awa",),
        "age": ("34",),
        "email": ("awa@example.org",),
        "safe": ("Only in the morning",),
        "languages": ("We write to you in: French", "You speak: French, Haitian Creole"),
        "access": (),
        "reason": ("hope-1", "I feel alone"),
        "times": ("Tuesday: morning, evening",),
    }


def test_a_topic_that_has_gone_and_half_a_draft_break_nothing():
    assert answers_in_words(Program(), {})[0].lines == ()


def test_whether_one_can_come_regularly_is_asked_and_read_only_where_the_program_says_for_how_long():
    for weeks, asked in ((None, False), (8, True)):
        program = Program(commitment_weeks=weeks)
        form = FORMS["times"]({"commitment": "True"}, program=program)
        assert form.is_valid()
        assert ("commitment" in form.answers()) is asked
        lines = {line.key: line.lines for line in answers_in_words(program, {"commitment": True})}
        assert lines.get("commitment") == (("Yes",) if asked else None)


@pytest.mark.parametrize(("typed", "kept"), [("True", True), ("False", False), ("", None)])
def test_being_unsure_is_an_answer_and_leaving_it_out_is_none(typed, kept):
    form = FORMS["times"]({"commitment": typed}, program=Program(commitment_weeks=8))
    assert form.is_valid()
    assert form.answers()["commitment"] is kept
    assert "8 weeks" in str(form["commitment"].label)
