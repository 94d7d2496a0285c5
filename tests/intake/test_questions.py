import pytest

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
    assert len(ANSWER_KEYS) == sum(len(question.answers) for question in QUESTIONS)
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
