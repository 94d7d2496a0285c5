"""Changing a document: items in their order, kinds, both languages. The document that is given stays as it is."""

import copy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.house import HOUSE
from intake.questionnaires.changes import changes
from intake.questionnaires.checking import findings
from intake.questionnaires.conditions import Condition, in_words, may_ask_about, with_condition
from intake.questionnaires.document import Form
from intake.questionnaires.editing import (
    add_item,
    blank,
    canonical,
    fingerprint,
    move_after,
    move_item,
    remove_item,
    replace_item,
    texts_of,
    with_texts,
    with_title,
)
from intake.questionnaires.kinds import KINDS, Choice, Question, kind_of, read_question, written
from intake.questionnaires.scoring import computed_totals
from intake.questionnaires.totals import countable, counted, span, total_item
from tests.intake.questionnaires.making import choice, document, item, questionnaires, when

BOTH = {"fr": "Dormez-vous bien ?", "en": "Do you sleep well?"}


def links(found):
    return [node.link_id for node in Form(found).nodes]


def outline(found):
    return [(node.link_id, node.parent.link_id if node.parent else "") for node in Form(found).nodes]


PARTS = document(item("a"), item("g", "group", item("b"), item("c")), item("d"))


@pytest.mark.parametrize(
    ("link_id", "step", "expected"),
    [
        ("a", -1, [("a", ""), ("g", ""), ("b", "g"), ("c", "g"), ("d", "")]),
        ("a", 1, [("g", ""), ("a", "g"), ("b", "g"), ("c", "g"), ("d", "")]),
        ("d", -1, [("a", ""), ("g", ""), ("b", "g"), ("c", "g"), ("d", "g")]),
        ("b", -1, [("a", ""), ("b", ""), ("g", ""), ("c", "g"), ("d", "")]),
        ("c", 1, [("a", ""), ("g", ""), ("b", "g"), ("c", ""), ("d", "")]),
        ("b", 1, [("a", ""), ("g", ""), ("c", "g"), ("b", "g"), ("d", "")]),
        ("g", -1, [("g", ""), ("b", "g"), ("c", "g"), ("a", ""), ("d", "")]),
    ],
)
def test_an_item_moves_one_place_as_a_reader_sees_it(link_id, step, expected):
    assert outline(move_item(PARTS, link_id, step)) == expected


@pytest.mark.parametrize(
    ("link_id", "other", "expected"),
    [
        ("d", "a", ["a", "d", "g", "b", "c"]),
        ("a", "b", ["g", "b", "a", "c", "d"]),
        ("d", "g", ["a", "g", "d", "b", "c"]),
        ("g", "d", ["a", "d", "g", "b", "c"]),
        ("g", "b", ["a", "g", "b", "c", "d"]),
        ("b", "b", ["a", "g", "b", "c", "d"]),
    ],
)
def test_an_item_moves_right_after_another_one(link_id, other, expected):
    assert links(move_after(PARTS, link_id, other)) == expected


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(questionnaires(), st.data())
def test_moving_never_loses_an_item_and_leaves_the_given_document_alone(raw, data):
    before = copy.deepcopy(raw)
    for _each in range(3):
        link_id = data.draw(st.sampled_from(sorted(links(raw))))
        moved = move_item(raw, link_id, data.draw(st.sampled_from([-1, 1])))
        assert sorted(links(moved)) == sorted(links(raw))
    assert raw == before


def test_items_are_added_where_one_says():
    new = item("new")
    assert links(add_item(PARTS, new, after="a")) == ["a", "new", "g", "b", "c", "d"]
    assert links(add_item(PARTS, new, inside="g")) == ["a", "g", "b", "c", "new", "d"]
    assert links(add_item(PARTS, new)) == ["a", "g", "b", "c", "d", "new"]


def test_taking_out_a_part_leaves_its_questions_where_it_stood():
    assert outline(remove_item(PARTS, "g")) == [("a", ""), ("b", ""), ("c", ""), ("d", "")]
    assert links(remove_item(PARTS, "b")) == ["a", "g", "c", "d"]
    assert "item" not in remove_item(remove_item(PARTS, "b"), "c")["item"][1]


def test_replacing_a_part_keeps_what_stands_in_it():
    assert links(replace_item(PARTS, "g", item("g", "group", text="Other"))) == links(PARTS)


@pytest.mark.parametrize("base", ["fr", "en"])
def test_both_languages_are_written_whichever_is_the_base(base):
    made = with_title(blank(base, "x"), BOTH)
    assert made["title"] == BOTH[base]
    assert texts_of(made, made, "title") == BOTH
    only = with_title(made, {"fr": "", "en": "Only English"})
    assert texts_of(only, only, "title") == {"fr": "", "en": "Only English"}


def test_other_languages_and_extensions_of_a_text_are_kept():
    german = {"url": "http://hl7.org/fhir/StructureDefinition/translation", "extension": [
        {"url": "lang", "valueCode": "de"}, {"url": "content", "valueString": "Schlafen Sie gut?"}]}  # fmt: skip
    style = {"url": "http://hl7.org/fhir/StructureDefinition/rendering-style", "valueString": "bold"}
    given = {"text": "Do you?", "_text": {"extension": [german, style]}}
    made = with_texts(blank("en", "x"), given, "text", BOTH)
    assert german in made["_text"]["extension"]
    assert style in made["_text"]["extension"]
    assert texts_of(blank("en", "x"), made, "text") == BOTH


QUESTIONS = [
    Question("yes_no", BOTH, required=True, may_decline=True, worries=True),
    Question("number", BOTH, lowest=1, highest=5),
    Question("number", BOTH, lowest=0.5, decimals=True),
    Question("date", BOTH),
    Question("text", BOTH, required=True),
    Question("long_text", BOTH, may_decline=True),
    Question("note", BOTH),
    Question("part", BOTH),
    Question(
        "scale", BOTH, lowest=0, highest=10, low_texts={"fr": "Mal", "en": "Badly"}, high_texts={"fr": "", "en": "Well"}
    ),
    Question("choice", BOTH, own_words=True, choices=(Choice({"fr": "Oui", "en": "Yes"}, key="y", points=2),)),
    Question(
        "choices",
        BOTH,
        choices=(
            Choice({"fr": "Un", "en": "One"}, key="1", points=0.5, worries=True),
            Choice({"fr": "Aucun", "en": ""}, key="0", alone=True),
        ),
    ),
]


@pytest.mark.parametrize("base", ["fr", "en"])
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.kind)
def test_what_is_written_is_read_again(base, question):
    made = add_item(blank(base, "x"), written(blank(base, "x"), {"linkId": "q"}, question))
    form = Form(made)
    assert read_question(form, form.by_link["q"]) == question
    assert question.kind in KINDS


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.kind)
def test_what_is_written_can_be_published(question):
    inner = [{"linkId": "in", "type": "boolean", "text": "And?"}] if question.kind == "part" else []
    made = add_item(blank("en", "x"), written(blank("en", "x"), {"linkId": "q"}, question) | {"item": inner})
    if question.kind == "note":
        made = add_item(made, {"linkId": "more", "type": "boolean", "text": "And?"})
    made = {**made, "item": [{key: value for key, value in part.items() if value != []} for part in made["item"]]}
    assert [finding for finding in findings(made) if finding.blocks] == []


@pytest.mark.parametrize("key", HOUSE)
def test_opening_and_saving_a_question_without_a_change_changes_nothing(key):
    found = HOUSE[key].document
    form = Form(found)
    for node in form.nodes:
        if kind_of(form, node):
            assert canonical(written(found, node.item, read_question(form, node))) == canonical(node.item), node.link_id


def test_making_it_another_kind_takes_away_what_belonged_to_the_old_one():
    scale = written(blank("en", "x"), {"linkId": "q"}, QUESTIONS[8])
    changed = written(blank("en", "x"), scale, Question("text", BOTH))
    assert changed["type"] == "string"
    assert not {"answerOption", "extension", "repeats", "required"} & set(changed)


def test_a_fingerprint_tells_a_change_and_not_the_order_of_keys():
    one = {"linkId": "a", "text": "x", "type": "string"}
    assert fingerprint(one) == fingerprint({"type": "string", "text": "x", "linkId": "a"})
    assert fingerprint(one) != fingerprint(one | {"text": "y"})


# When a question is asked.

ASKED = document(
    choice("mood", text="How are you?"), item("yes", "boolean", text="Well?"), item("n", "integer", text="How many?"),
    item("day", "date", text="When?"), item("last", text="More?"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (Condition("mood", "=", "b"), "“How are you?” is “B”"),
        (Condition("mood", "!=", "b"), "“How are you?” is not “B”"),
        (Condition("yes", "=", False), "“Well?” is “No”"),
        (Condition("n", ">=", 3), "“How many?” is at least “3”"),
        (Condition("day", "<", "2026-01-05"), "“When?” is before “2026-01-05”"),
        (Condition("mood", "answered"), "“How are you?” is answered"),
        (Condition("mood", "unanswered"), "“How are you?” is not answered"),
    ],
)
def test_a_condition_is_said_in_words(condition, words):
    form = Form(ASKED)
    made = replace_item(ASKED, "last", with_condition(form, form.by_link["last"].item, condition))
    assert in_words(Form(made), Form(made).by_link["last"]) == [words]
    assert [finding.words for finding in findings(made) if finding.blocks] == []


def test_a_question_depends_on_earlier_ones_only():
    form = Form(ASKED)
    assert [node.link_id for node in may_ask_about(form, form.by_link["n"])] == ["mood", "yes"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda found: remove_item(found, "q"), "“Why?” depends on a question that is not there any more."),
        (lambda found: move_item(found, "q", 1), "“Why?” depends on “Text of q”, which is only asked later."),
        (
            lambda found: replace_item(found, "q", choice("q", words="xyzw")),
            "“Why?” waits for an answer that “Text of q” does not offer any more.",
        ),
    ],
)
def test_a_rule_that_can_never_hold_is_said_before_publishing(change, words):
    rule = when("q", "=", answerCoding={"code": "b"})
    found = change(document(choice("q"), item("why", text="Why?", enableWhen=[rule])))
    assert (words, True) in [(finding.words, finding.blocks) for finding in findings(found)]


def test_a_question_that_is_written_in_one_language_only_is_read_in_that_one():
    item = written(blank("en", "x"), {"linkId": "q"}, Question("date", {"en": "", "fr": "Quand ?"}))
    node = Form(add_item(blank("en", "x"), item)).by_link["q"]
    assert {node.text(language) for language in ("", "en", "fr")} == {"Quand ?"}


def test_a_missing_language_is_flagged_and_blocks_nothing():
    made = add_item(
        blank("en", "x"), written(blank("en", "x"), {"linkId": "q"}, Question("date", {"en": "When?", "fr": ""}))
    )
    assert [(finding.words, finding.blocks) for finding in findings(made)] == [("“When?” has no French text.", False)]


# Scores.


def test_a_score_adds_up_what_is_asked_and_says_when_it_cannot():
    found = document(choice("a"), choice("b"), item("c"))
    assert countable(found) == ["a", "b"]
    assert span(found, ["a", "b"]) == (0, 6)
    found = add_item(found, total_item(found, {"en": "Mood", "fr": "Humeur"}, ["a", "b"], link_id="score-1"))
    assert counted(Form(found).by_link["score-1"]) == ["a", "b"]
    assert computed_totals(found, {"a": ["b"], "b": ["d"]})["score-1"].value == 4
    assert computed_totals(found, {"a": ["b"]})["score-1"].reason == "missing"
    broken = remove_item(found, "b")
    assert "The score “Mood” counts a question that is not there any more." in [each.words for each in findings(broken)]


def test_a_new_version_is_told_in_words():
    before = document(item("a", text="One?"), item("b", text="Two?"), item("c", text="Three?"))
    after = remove_item(move_item(before, "c", -1), "a")
    after = add_item(replace_item(after, "b", item("b", text="Two, then?", required=True)), item("d", text="Four?"))
    assert changes(before, after) == [
        "New: “Four?”",
        "Gone: “One?”",
        "“Two, then?”: other words.",
        "“Two, then?”: an answer is needed.",
        "The questions stand in another order.",
    ]
    assert changes(before, copy.deepcopy(before)) == []
