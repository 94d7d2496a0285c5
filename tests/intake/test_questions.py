import pytest

from intake.questions import (
    ANSWER_KEYS,
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


def test_there_are_at_most_eight_questions():
    assert len(QUESTIONS) <= 8
    assert len(ANSWER_KEYS) == sum(len(question.answers) for question in QUESTIONS)


def test_age_is_asked_only_where_there_is_an_age_rule():
    assert "age" not in [question.key for question in questions_for(Program())]
    for rule in ({"min_age": 18}, {"max_age": 30}):
        assert "age" in [question.key for question in questions_for(Program(**rule))]


def test_the_first_question_without_an_answer_is_found_in_order():
    program = Program(min_age=18)
    assert first_unanswered(program, {}).key == "nickname"
    assert first_unanswered(program, {"nickname": "Awa"}).key == "age"
    assert first_unanswered(program, ANSWERS | {"age": 0}) is None
    assert first_unanswered(program, ANSWERS | {"age": None}).key == "age"


def test_an_optional_answer_that_was_left_out_was_still_asked():
    question = next(each for each in QUESTIONS if each.key == "safe")
    assert is_answered(question, {"safe": ""})
    assert not is_answered(question, {})


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
