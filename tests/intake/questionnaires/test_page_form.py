"""The questions of one page as a form."""

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.answering.page_form import page_form
from intake.answering.words import lines_of
from intake.questionnaires.document import Form
from intake.questionnaires.extensions import MAY_DECLINE
from intake.questionnaires.paging import page_with, pages_of
from intake.questionnaires.validation import validate
from tests.intake.questionnaires.making import choice, document, item

KM = {"questionnaire-unit": {"valueCoding": {"display": "km"}}}
DECLINABLE = {"extension": [{"url": MAY_DECLINE, "valueBoolean": True}]}


def asked(form, posted=None, answers=None, declined=(), by="group", key=None):
    """The form of the first page (or of `key`), bound when something is posted as "a=1&b=2"."""
    form, answers = Form.of(form), answers or {}
    pages = pages_of(form, answers, by)
    page = page_with(pages, key) if key else pages[0]
    return page_form(page, form, answers, declined, "en", None if posted is None else QueryDict(posted))


@pytest.mark.parametrize(
    ("question", "posted", "kept"),
    [
        (item("a", "boolean"), "q1=yes", [True]),
        (item("a", "boolean"), "q1=no", [False]),
        (choice("a"), "q1=2", ["b"]),
        (choice("a", repeats=True), "q1=1&q1=3", ["a", "c"]),
        (choice("a", type="open-choice"), "q1=own&q1_own=My+words", [{"text": "My words"}]),
        (choice("a", type="open-choice"), "q1_own=My+words", [{"text": "My words"}]),
        (item("a", "integer"), "q1=+1 200 ", [1200]),
        (item("a", "decimal"), "q1=1,5", [1.5]),
        (item("a", "quantity", limits=KM), "q1=3", [{"value": 3, "unit": "km"}]),
        (item("a", "date"), "q1=2026-11-23", ["2026-11-23"]),
        (item("a", "time"), "q1=18:30", ["18:30:00"]),
        (item("a", "text"), "q1=One%0D%0Atwo", ["One\ntwo"]),
        (item("a", "string", repeats=True), "q1=One%0D%0A%0D%0Atwo", ["One", "two"]),
        (item("a", "url"), "q1=https://example.org", ["https://example.org"]),
    ],
)  # fmt: skip
def test_each_kind_of_question_is_read_kept_and_shown_again(question, posted, kept):
    form = document(question)
    bound = asked(form, posted)
    assert bound.is_valid(), bound.errors
    assert bound.answers() == {"a": kept}
    assert bound.link_ids == ["a"]
    assert validate(form, bound.answers()) == []
    again = asked(form, answers={"a": kept})
    value = again["q1"].value()
    resent = QueryDict(mutable=True)
    resent.setlist("q1", value if isinstance(value, list) else [value])
    if "q1_own" in again.fields:
        resent["q1_own"] = again["q1_own"].value() or ""
    assert asked(form, resent.urlencode()).answers() == {"a": kept}


@pytest.mark.parametrize("value", ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00"])
def test_a_moment_at_the_end_of_time_is_shown_as_it_stands(value):
    form = document(item("a", "dateTime"))
    assert asked(form, answers={"a": [value]})["q1"].value() == value
    assert lines_of(form, {"a": [value]})[0].lines == (value,)


def test_a_moment_is_kept_with_its_zone_and_shown_on_the_wall():
    form = document(item("a", "dateTime"))
    bound = asked(form, "q1=2026-11-23T18:30")
    assert bound.is_valid(), bound.errors
    assert asked(form, answers=bound.answers())["q1"].value() == "2026-11-23T18:30"


@pytest.mark.parametrize(
    ("question", "posted", "message"),
    [
        (item("a", required=True), "q1=", "Please answer this question."),
        (item("a", "integer"), "q1=about+ten", "Please give a number."),
        (item("a", "integer"), "q1=1.5", "Please give a whole number."),
        (item("a", "boolean"), "q1=perhaps", "Please choose yes or no."),
        (choice("a"), "q1=9", "Please choose one of the answers."),
        (choice("a"), "q1=1&q1=2", "Please give one answer only."),
        (choice("a", type="open-choice"), "q1=own", "Please choose one of the answers, or write your own."),
        (choice("a", type="open-choice"), "q1=1&q1_own=Also", "Please give one answer only."),
        (item("a", "date"), "q1=tomorrow", "Please give a date."),
        (item("a", maxLength=3), "q1=four", "Please use at most 3 characters."),
        (item("a", "integer"), "q1=" + "9" * 5000, "Please give a number."),
    ],
)
def test_a_mistake_is_said_at_its_field_and_what_was_typed_stays(question, posted, message):
    bound = asked(document(question), posted)
    assert not bound.is_valid()
    assert bound.errors["q1"] == [message]
    assert bound["q1"].value() == QueryDict(posted)["q1"]


@pytest.mark.parametrize(
    ("question", "posted"),
    [
        (item("a", "boolean", required=True), "q1=declined"),
        (choice("a", required=True), "q1=declined"),
        (choice("a", repeats=True, required=True), "q1=1&q1=declined"),
        (item("a", "text", required=True), "q1=Words&q1_declined=on"),
    ],
)
def test_who_would_rather_not_say_has_answered(question, posted):
    question |= DECLINABLE
    bound = asked(document(question), posted)
    assert bound.is_valid(), bound.errors
    assert (bound.answers(), bound.declined()) == ({}, ["a"])
    assert "declined" in str(asked(document(question), declined=["a"])).lower()
    without = asked(document({key: value for key, value in question.items() if key != "extension"}), posted)
    assert without.declined() == []


def test_a_question_that_appears_on_the_same_page_is_not_missed_before_it_was_shown():
    shown_if = [{"question": "a", "operator": "=", "answerBoolean": True}]
    form = document(item("a", "boolean"), item("b", required=True, enableWhen=shown_if))
    first = asked(form, "shown=q1&q1=yes")
    assert first.is_valid(), first.errors
    second = asked(form, "shown=q1,q2&q1=yes&q2=", answers={"a": [True]})
    assert list(second.errors) == ["q2"]
    taken_back = asked(form, "shown=q1,q2&q1=no&q2=", answers={"a": [True]})
    assert taken_back.is_valid(), taken_back.errors


def test_a_question_that_another_tab_made_appear_is_neither_missed_nor_emptied():
    shown_if = [{"question": "a", "operator": "=", "answerBoolean": True}]
    form = document(item("a", "boolean"), item("b", required=True, enableWhen=shown_if))
    old_tab = asked(form, "shown=q1&q1=yes", answers={"a": [True], "b": ["From the other tab"]})
    assert old_tab.is_valid()
    assert old_tab.link_ids == ["a"]


def test_initial_values_stand_there_until_the_page_is_answered():
    form = document(item("a", initial=[{"valueString": "Hello"}]), item("b"))
    assert asked(form)["q1"].value() == "Hello"
    assert asked(form, answers={"b": ["x"]})["q1"].value() == ""


LISTED = item("g", "group", item("b", required=True), choice("c"), repeats=True)


def test_a_repeating_group_lists_its_repetitions_on_one_page():
    form = document(LISTED)
    answers = {"g": [{"b": ["One"], "c": ["a"]}, {"b": ["Two"]}]}
    page = asked(form, answers=answers)
    assert [block.number for block in page.blocks if block.kind == "entry"] == [1, 2]
    assert [page["q1_1"].value(), page["q2_1"].value(), page["q1_2"].value()] == ["One", "1", "Two"]
    bound = asked(form, "entries=2&q1_1=Uno&q2_1=2&q1_2=Dos", answers=answers)
    assert bound.is_valid(), bound.errors
    assert bound.answers() == {"g": [{"b": ["Uno"], "c": ["b"]}, {"b": ["Dos"]}]}
    assert bound.link_ids == ["g"]
    assert bound.without(1) == [{"b": ["Dos"]}]


def test_nothing_to_list_is_an_answer_but_half_an_entry_is_not():
    form = document(LISTED)
    nothing = asked(form, "entries=1&q1_1=&q2_1=")
    assert nothing.is_valid(), nothing.errors
    assert nothing.answers() == {}
    assert list(asked(form, "entries=2&q1_1=One&q1_2=&q2_2=1").errors) == ["q1_2"]


def test_what_a_repetition_holds_that_the_page_does_not_show_stays():
    inner = item("i", "group", item("d"), repeats=True)
    form = document(item("g", "group", item("b"), inner, repeats=True))
    answers = {"g": [{"b": ["One"], "i": [{"d": ["x"]}, {"d": ["y"]}]}]}
    bound = asked(form, "entries=1&q1_1=Uno&q2_1=z", answers=answers)
    assert bound.is_valid(), bound.errors
    assert bound.answers() == {"g": [{"b": ["Uno"], "i": [{"d": ["z"]}, {"d": ["y"]}]}]}


def test_texts_headings_and_the_help_of_a_question_stand_where_they_belong():
    form = document(item("g", "group", item("t", "display"), item("a"), item("s", "group", item("b"))))
    blocks = [(block.kind, block.text or block.fields[0].name) for block in asked(form).blocks]
    assert blocks == [("text", "Text of t"), ("question", "q1"), ("heading", "Text of s"), ("question", "q2")]


def test_names_and_values_on_the_page_reveal_no_content():
    html = str(asked(document(choice("suicidal-thoughts", words="xyzw"))))
    assert "suicidal-thoughts" not in html.replace("Text of suicidal-thoughts", "")
    assert 'value="x"' not in html


def test_answers_are_said_in_words():
    items = item("a", "boolean"), choice("e", repeats=True), item("f", "quantity"), item("d"), LISTED
    said = lines_of(
        document(*items),
        {"a": [False], "e": ["a", "c"], "f": [{"value": 2.5, "unit": "km"}], "g": [{"b": ["One"]}, {"b": ["Two"]}]},
        ["d"],
        language="en",
    )
    assert [(line.link_id, line.lines, line.declined, line.number) for line in said] == [
        ("a", ("No",), False, 0),
        ("e", ("A", "C"), False, 0),
        ("f", ("2.5 km",), False, 0),
        ("d", (), True, 0),
        ("b", ("One",), False, 1),
        ("c", (), False, 1),
        ("b", ("Two",), False, 2),
        ("c", (), False, 2),
    ]
    assert len({line.page for line in said}) == 2


VALUES = st.one_of(
    st.text(max_size=20), st.sampled_from(["1", "yes", "own", "declined", "\x00", "9" * 5000, "\uff12", "-0"])
)
NAMES = st.sampled_from(["q1", "q2", "q3", "q3_1", "q4_1", "q1_own", "q2_declined", "shown", "entries", "act"])


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(NAMES, st.lists(VALUES, max_size=3)))
def test_whatever_is_posted_is_refused_or_can_be_kept(posted):
    form = Form(document(choice("a", type="open-choice"), item("x", "decimal", **DECLINABLE), LISTED_TOO))
    for page in pages_of(form, {}, "question"):
        data = QueryDict(mutable=True)
        for name, values in posted.items():
            data.setlist(name, values)
        bound = page_form(page, form, {}, (), "en", data)
        str(bound)
        if bound.is_valid():
            assert validate(form, bound.answers(), complete=False) == []


LISTED_TOO = item("g", "group", item("b", required=True), item("d", "dateTime"), repeats=True)
