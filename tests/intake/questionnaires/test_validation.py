"""What can be answered."""

import time

import pytest

from intake.questionnaires.document import Form
from intake.questionnaires.patterns import is_quick, matches
from intake.questionnaires.validation import validate
from tests.intake.questionnaires.making import choice, document, item, when


def codes(form, answers, **options):
    return [(problem.link_id, problem.code) for problem in validate(form, answers, **options)]


def limits(**values):
    return {"limits": {name: {key: value} for name, (key, value) in values.items()}}


@pytest.mark.parametrize(
    ("question", "good", "bad", "code"),
    [
        (item("q", "boolean"), False, "no", "type"),
        (item("q", "integer"), -3, 3.5, "type"),
        (item("q", "integer"), 0, True, "type"),
        (item("q", "decimal"), 2.5, float("nan"), "type"),
        (item("q", "decimal"), 2, float("inf"), "type"),
        (item("q", "quantity"), {"value": 3, "unit": "kg"}, {"unit": "kg"}, "type"),
        (item("q"), "x", "   ", "type"),
        (item("q"), "x", "a\x00b", "type"),
        (item("q", maxLength=3), "été", "four", "too_long"),
        (item("q", "text", **limits(minLength=("valueInteger", 3))), "abc", "ab", "too_short"),
        (item("q", **limits(regex=("valueString", "[0-9]{5}"))), "75011", "7501", "pattern"),
        (item("q", "url"), "https://example.org/é", "example", "type"),
        (item("q", "url"), "mailto:a@example.org", "javascript:alert(1)", "type"),
        (item("q", "date"), "2028-02-29", "2026-02-29", "type"),
        (item("q", "date"), "2026-01-01", "20260101", "type"),
        (item("q", "time"), "23:59:59", "24:00:00", "type"),
        (item("q", "dateTime"), "2026-01-01T10:00:00Z", "2026-01-01T10:00", "type"),
        (item("q", "integer"), 10**15 - 1, 10**400, "type"),
        (item("q", "decimal"), 0.5, float("nan"), "type"),
        (item("q", "integer", **limits(minValue=("valueInteger", 1))), 1, 0, "too_small"),
        (item("q", "decimal", **limits(maxValue=("valueDecimal", 1.5))), 1.5, 1.51, "too_large"),
        (item("q", "decimal", **limits(maxDecimalPlaces=("valueInteger", 1))), 1.5, 1.55, "decimals"),
        (item("q", "date", **limits(minValue=("valueDate", "2026-01-01"))), "2026-01-01", "2025-12-31", "too_small"),
        (choice("q"), "a", "z", "option"),
        (choice("q"), "d", {"text": "my own"}, "option"),
        (choice("q", type="open-choice"), {"text": "my own"}, {"text": ""}, "type"),
        (choice("q", type="open-choice"), "a", ["a"], "option"),
    ],
)
def test_each_type_takes_what_fits(question, good, bad, code):
    form = Form(document(question))
    assert codes(form, {"q": [good]}) == []
    assert codes(form, {"q": [bad]}) == [("q", code)]


def test_required_is_missed_at_the_end_only_and_only_where_asked():
    form = Form(
        document(
            item("a", "boolean", required=True),
            item("b", required=True, enableWhen=[when("a", "=", answerBoolean=True)]),
            item("c", required=True, **limits(**{"questionnaire-hidden": ("valueBoolean", True)})),
        )
    )
    assert codes(form, {}) == [("a", "required")]
    assert codes(form, {}, complete=False) == []
    assert codes(form, {"a": [False]}) == []
    assert codes(form, {"a": [True]}) == [("b", "required")]


def test_one_answer_or_several():
    form = Form(
        document(
            choice("one"), choice("many", repeats=True, **limits(**{"questionnaire-maxOccurs": ("valueInteger", 2)}))
        )
    )
    assert codes(form, {"one": ["a"], "many": ["a", "b"]}) == []
    assert codes(form, {"one": ["a", "b"], "many": ["a", "b", "c"]}) == [("one", "too_many"), ("many", "too_many")]


def test_repetitions_are_looked_at_one_by_one():
    form = Form(document(item("g", "group", item("n", "integer", required=True), repeats=True)))
    found = validate(form, {"g": [{"n": [1]}, {"n": ["x"]}, {}]})
    assert [(p.place, p.code) for p in found] == [((("g", 1),), "type"), ((("g", 2),), "required")]


def test_strangers_are_named():
    form = Form(document(item("g", "group", item("n"), repeats=True), item("d", "display"), item("q")))
    answers = {"n": ["outside its group"], "d": ["x"], "zz": [], "q": "not a list", "g": ["not a group"]}
    found = codes(form, answers)
    assert found == [("n", "unknown"), ("d", "unknown"), ("zz", "unknown"), ("q", "shape"), ("g", "shape")]
    assert codes(form, ["no answers"]) == [("", "shape")]


@pytest.mark.parametrize(
    "pattern", ["(a+)+b", "(a|a)*b", "(a?a)+b", "a*a*a*a*b", "(.*,)+x", "a?" * 40 + "a" * 40, "(("]
)
def test_patterns_that_could_be_slow_or_are_wrong_are_not_used(pattern):
    start = time.process_time()
    assert matches(pattern, "a" * 150)
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    "pattern",
    [r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,4}", r"^\d{5}(-\d{4})?$", r"(?:\+33|0)[1-9](\d{2}){4}", "[(a+)+]*"],
)
def test_everyday_patterns_are_used(pattern):
    assert is_quick(pattern)
    assert not matches(pattern, "!" * 9)
