"""A questionnaire as pages."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.questionnaires.completing import problems_left
from intake.questionnaires.document import Form
from intake.questionnaires.extensions import HIDDEN
from intake.questionnaires.paging import (
    hint_of,
    number_is_sure,
    page_after,
    page_before,
    page_keys,
    page_to_go_on,
    page_with,
    pages_of,
)
from tests.intake.questionnaires.making import choice, document, item, raw

YES = {"enableWhen": [{"question": "a", "operator": "=", "answerBoolean": True}]}
HIDE = {"extension": [{"url": HIDDEN, "valueBoolean": True}]}


def links(pages):
    return [[node.link_id for node in page.nodes] for page in pages]


def test_each_question_has_a_page_with_the_texts_before_it():
    form = document(item("hello", "display"), item("a", "boolean"), item("b"), item("bye", "display"))
    assert links(pages_of(form, {}, "question")) == [["hello", "a"], ["b", "bye"]]


def test_a_part_is_one_page_and_what_stands_outside_any_is_one_too():
    form = document(
        item("a", "boolean"), item("b"), item("g", "group", item("c"), item("sub", "group", item("d"))), item("e")
    )
    pages = pages_of(form, {}, "group")
    assert links(pages) == [["a", "b"], ["c", "sub", "d"], ["e"]]
    assert [page.title() for page in pages] == ["", "Text of g", "Text of e"]
    assert [page.link_ids for page in pages] == [["a", "b"], ["c", "d"], ["e"]]


def test_a_group_of_groups_is_no_part_and_says_its_words_on_each_page():
    form = document(item("root", "group", item("g", "group", item("a")), item("h", "group", item("b"), item("c"))))
    pages = pages_of(form, {}, "group")
    assert links(pages) == [["a"], ["b", "c"]]
    assert pages[1].title() == "Text of h"
    assert pages[1].lead() == ["Text of root"]


def test_the_introduction_of_a_scale_stands_on_each_of_its_pages():
    pages = pages_of(document(item("g", "group", choice("a"), choice("b"))), {}, "question")
    assert [page.lead() for page in pages] == [["Text of g"], ["Text of g"]]
    assert [page.title() for page in pages] == ["Text of a", "Text of b"]


@pytest.mark.parametrize("by", ["question", "group"])
def test_what_is_not_asked_has_no_page_and_keys_stay(by):
    form = document(item("a", "boolean"), item("g", "group", item("b"), item("c"), **YES), item("d"))
    closed, opened = pages_of(form, {}, by), pages_of(form, {"a": [True]}, by)
    assert links(closed) == [["a"], ["d"]]
    assert {page.key for page in closed} < {page.key for page in opened}
    assert page_after(closed, page_with(opened, page_keys(Form(form), by)["b"]).key).key == closed[1].key
    assert page_before(opened, opened[0].key) is None


def test_hidden_and_computed_items_are_never_shown_nor_missed():
    form = document(
        item("a", required=True, **HIDE),
        item("g", "group", item("b", required=True), **HIDE),
        item("c", "integer", readOnly=True, required=True),
        item("d", required=True),
    )
    for by in ("question", "group"):
        assert links(pages_of(form, {}, by)) == [["d"]]
    assert [problem.link_id for problem in problems_left(form, {})] == ["d"]
    assert problems_left(form, {}, ["d"]) == []


def test_a_repeating_group_is_a_page_of_its_own():
    form = document(item("p", "group", item("a"), item("g", "group", item("b"), item("c"), repeats=True), item("d")))
    for by, expected in (("group", [["a"], ["b", "c"], ["d"]]), ("question", [["a"], ["b", "c"], ["d"]])):
        pages = pages_of(form, {"g": [{"b": ["x"]}, {"b": ["y"]}]}, by)
        assert links(pages) == expected
        assert pages[1].link_ids == ["g"]
        assert len({page.key for page in pages}) == 3


def test_the_help_of_a_question_is_its_hint_and_no_text_of_its_own():
    control = {"code": "help"}
    aside = item("h", "display", limits={"questionnaire-itemControl": {"valueCodeableConcept": {"coding": [control]}}})
    form = Form(document(item("a", "string", aside)))
    assert links(pages_of(form, {}, "group")) == [["a"]]
    assert hint_of(form, form.by_link["a"]) == "Text of h"


def test_the_number_of_pages_is_sure_only_without_conditions():
    assert number_is_sure(document(item("a", "boolean")))
    assert not number_is_sure(document(item("a", "boolean"), item("b", **YES)))


def test_going_on_where_one_stopped():
    pages = pages_of(document(item("a"), item("b"), item("c")), {}, "question")
    assert page_to_go_on(pages, set(), {"a"}) is pages[0]
    assert page_to_go_on(pages, {"a"}, set()) is pages[1]
    assert page_to_go_on(pages, {"a", "c"}, {"b"}) is pages[1]
    assert page_to_go_on(pages, {"a", "c"}, set()) is None


KINDS = st.sampled_from(["question", "group", "repeating", "display"])


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(KINDS, max_size=8), st.sampled_from(["question", "group"]))
def test_every_question_stands_on_exactly_one_page(kinds, by):
    items = []
    for number, kind in enumerate(kinds):
        if kind == "question":
            items.append(item(f"q{number}"))
        elif kind == "display":
            items.append(item(f"t{number}", "display"))
        else:
            inner = [item(f"q{number}.1"), item(f"g{number}.2", "group", item(f"q{number}.3"))]
            items.append(item(f"g{number}", "group", *inner, **({"repeats": True} if kind == "repeating" else {})))
    form = Form(raw(*items))
    pages = pages_of(form, {}, by)
    stand = [node.link_id for page in pages for node in page.questions]
    assert sorted(stand) == sorted(node.link_id for node in form.questions)
    assert len({page.key for page in pages}) == len(pages)
