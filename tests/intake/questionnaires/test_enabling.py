"""Which questions are asked."""

import pytest

from intake.questionnaires.document import Form
from intake.questionnaires.enabling import Enabled
from intake.questionnaires.fhir_import import import_fhir
from tests.intake.questionnaires.making import choice, document, item, when

SKY, GRASS, DOZEN = (
    "ae4bde24-8709-436d-8961-15d04d649d7c",
    "c3fd1ee9-1f0d-4136-887c-f22589bbdc68",
    "7384620c-276b-46da-cfb0-da857efced0d",
)
ANY, ALL = "9b128844-d321-4748-8666-22c74ff20829", "eadbd01a-21a1-4586-a231-ee5e984aecda"


@pytest.mark.parametrize(
    ("answers", "any_shown", "all_shown"),
    [
        ({}, False, False),
        ({SKY: [False], GRASS: ["red"], DOZEN: [11]}, False, False),
        ({SKY: [True]}, True, False),
        ({GRASS: ["green"]}, True, False),
        ({DOZEN: [12]}, True, False),
        ({SKY: [True], GRASS: ["green"], DOZEN: [13]}, True, False),
        ({SKY: [True], GRASS: ["green"], DOZEN: [12]}, True, True),
    ],
)
def test_any_and_all_behave_as_declared(corpus, answers, any_shown, all_shown):
    form = Form(import_fhir((corpus / "fhir" / "multiple_enablewhen_stanford.json").read_bytes()).document)
    enabled = Enabled(form, answers)
    assert (ANY in enabled, ALL in enabled) == (any_shown, all_shown)


@pytest.mark.parametrize(
    ("operator", "shown_for"),
    [("=", {5}), ("!=", {None, 4, 6}), (">", {6}), ("<", {4}), (">=", {5, 6}), ("<=", {4, 5})],
)
def test_operators_compare_numbers(operator, shown_for):
    form = Form(document(item("n", "integer"), item("q", enableWhen=[when("n", operator, answerInteger=5)])))
    assert {n for n in (None, 4, 5, 6) if "q" in Enabled(form, {} if n is None else {"n": [n]})} == shown_for


@pytest.mark.parametrize(
    ("type", "value", "expected", "shown"),
    [
        ("boolean", False, {"answerBoolean": False}, True),
        ("boolean", True, {"answerBoolean": False}, False),
        ("decimal", 2, {"answerDecimal": 2.0}, True),
        ("string", "a", {"answerString": "a"}, True),
        ("string", "A", {"answerString": "a"}, False),
        ("date", "2026-03-01", {"answerDate": "2026-03-01"}, True),
        ("date", "2026-03-01", {"answerDate": "2026"}, True),
        ("dateTime", "2026-03-01T10:00:00+02:00", {"answerDateTime": "2026-03-01T08:00:00Z"}, True),
        ("dateTime", "2026-03-01T10:00:00+02:00", {"answerDateTime": "2026-03-01T10:00:00Z"}, False),
        ("time", "10:00:00", {"answerTime": "10:00:00"}, True),
        ("quantity", {"value": 3, "unit": "kg"}, {"answerQuantity": {"value": 3, "unit": "kg"}}, True),
        ("quantity", {"value": 3, "unit": "kg"}, {"answerQuantity": {"value": 3, "unit": "g"}}, False),
        ("integer", "5", {"answerInteger": 5}, False),
        ("integer", True, {"answerInteger": 1}, False),
    ],
)
def test_equality_by_type(type, value, expected, shown):
    form = Form(document(item("a", type), item("q", enableWhen=[when("a", "=", **expected)])))
    assert ("q" in Enabled(form, {"a": [value]})) is shown


def test_order_of_dates():
    form = Form(document(item("a", "date"), item("q", enableWhen=[when("a", ">", answerDate="2026-01-31")])))
    assert "q" in Enabled(form, {"a": ["2026-02-01"]})
    assert "q" not in Enabled(form, {"a": ["2026-01-31"]})


def test_one_of_several_answers_is_enough():
    form = Form(
        document(
            choice("a", repeats=True),
            item("yes", enableWhen=[when("a", "=", answerCoding={"code": "c"})]),
            item("no", enableWhen=[when("a", "!=", answerCoding={"code": "c"})]),
        )
    )
    both = Enabled(form, {"a": ["a", "c"]})
    assert ("yes" in both, "no" in both) == (True, False)


def test_exists_asks_for_an_answer():
    form = Form(
        document(
            item("a"),
            item("yes", enableWhen=[when("a", "exists", answerBoolean=True)]),
            item("no", enableWhen=[when("a", "exists", answerBoolean=False)]),
        )
    )
    assert [link in Enabled(form, {"a": ["x"]}) for link in ("yes", "no")] == [True, False]
    assert [link in Enabled(form, {"a": []}) for link in ("yes", "no")] == [False, True]


def test_disabled_parents_disable_children_and_what_depends_on_them():
    form = Form(
        document(
            item("last", enableWhen=[when("inner", "exists", answerBoolean=True)]),
            item("first", "boolean"),
            item("group", "group", item("inner"), enableWhen=[when("first", "=", answerBoolean=True)]),
        )
    )
    answers = {"first": [False], "inner": ["kept by the browser"], "last": ["x"], "unknown": [1]}
    assert Enabled(form, answers).answers() == {"first": [False]}
    answers["first"] = [True]
    assert Enabled(form, answers).answers() == {"first": [True], "inner": ["kept by the browser"], "last": ["x"]}


def test_a_question_below_a_question_is_asked_with_it():
    form = Form(
        document(item("a", "boolean"), item("b", "string", item("c"), enableWhen=[when("a", "=", answerBoolean=True)]))
    )
    assert "c" not in Enabled(form, {})
    assert "c" in Enabled(form, {"a": [True]})


def test_each_repetition_stands_for_itself():
    form = Form(
        document(
            item("all", "boolean"),
            item(
                "people",
                "group",
                item("kind", "boolean"),
                item("age", "integer", enableWhen=[when("kind", "=", answerBoolean=True)]),
                item("name", enableWhen=[when("all", "=", answerBoolean=True)]),
                repeats=True,
            ),
            item("after", enableWhen=[when("age", ">", answerInteger=60)]),
        )
    )
    people = [{"kind": [True], "age": [70], "name": ["x"]}, {"kind": [False], "age": [80]}]
    found = Enabled(form, {"people": people})
    assert found.answers() == {"people": [{"kind": [True], "age": [70]}, {"kind": [False]}]}
    assert "after" in found
    people[0]["age"] = [50]
    assert "after" not in Enabled(form, {"people": people, "all": [True]})
    assert Enabled(form, {"people": people, "all": [True]}).answers()["people"][0]["name"] == ["x"]


def test_the_answers_given_are_left_as_they_are():
    form = Form(document(item("a"), item("b", enableWhen=[when("a", "exists", answerBoolean=False)])))
    answers = {"a": ["x"], "b": ["y"]}
    assert Enabled(form, answers).answers() == {"a": ["x"]}
    assert answers == {"a": ["x"], "b": ["y"]}
