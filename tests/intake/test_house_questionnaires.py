"""The six questionnaires of the house: they validate, speak both languages well, and count what they say they count."""

import json
from pathlib import Path

import pytest

from intake import house
from intake.questionnaires import extensions as ext
from intake.questionnaires.calculations import calculations
from intake.questionnaires.document import Form
from intake.questionnaires.enabling import Enabled
from intake.questionnaires.fhir_import import import_fhir
from intake.questionnaires.scoring import computed_totals
from intake.questionnaires.validation import validate
from intake.questionnaires.wording import translations
from tests import french

HOUSE = list(house.HOUSE.values())
EACH = pytest.mark.parametrize("questionnaire", HOUSE, ids=lambda questionnaire: questionnaire.key)


def texts(document, language):
    """Everything a person reads of a document."""
    form = Form(document)
    found = [house.read(document_key(document))["title"] if language == "en" else dict(title(document))["fr"]]
    for node in form.nodes:
        found.append(node.text(language))
        found += [option.text(language) for option in form.options(node.link_id)]
    return found


def document_key(document):
    return document["url"].rpartition(":")[2]


def title(document):
    return translations(document, "title")


def filled(document, number):
    """An answer to every question: `number` picks the option, or is the number typed."""
    form = Form(document)
    answers = {}
    for node in form.questions:
        options = form.options(node.link_id)
        if node.read_only:
            continue
        if options:
            answers[node.link_id] = [options[min(number, len(options) - 1)].key]
        elif node.type == "boolean":
            answers[node.link_id] = [True]
        elif node.type == "integer":
            answers[node.link_id] = [number]
        else:
            answers[node.link_id] = ["words"]
    return Enabled(form, answers).answers()


def test_there_is_one_file_for_each_and_each_has_its_own_key():
    files = {path.stem for path in Path(house.__file__).parent.glob("*.json")}
    assert files == set(house.HOUSE) == {"needs", "connectedness", "climate", "session", "match", "closing"}


@EACH
def test_it_is_taken_in_as_it_stands(questionnaire):
    imported = import_fhir(json.dumps(questionnaire.document))
    assert imported.document == questionnaire.document
    assert imported.ignored == ()


@EACH
def test_its_document_is_a_fresh_copy(questionnaire):
    questionnaire.document["item"].clear()
    assert questionnaire.document["item"] != []


@EACH
def test_every_line_stands_in_both_languages(questionnaire):
    form = Form(questionnaire.document)
    assert form.languages() == ["en", "fr"]
    alone = [node.link_id for node in form.nodes if "fr" not in dict(translations(node.item, "text"))]
    for node in form.nodes:
        for entry in node.item.get("answerOption", ()):
            if "fr" not in dict(translations(entry["valueCoding"], "display")):
                alone.append(entry["valueCoding"]["code"])
    assert alone == []


@EACH
def test_its_french_is_plain_and_well_set(questionnaire):
    for text in texts(questionnaire.document, "fr"):
        faults = [*french.typography_faults(text), *french.wording_faults(text), *french.long_sentences(text)]
        assert faults == [], text


@EACH
def test_its_english_is_plain(questionnaire):
    for text in texts(questionnaire.document, "en"):
        assert [*french.english_wording_faults(text), *french.long_sentences(text)] == []
        assert "'" not in text


@EACH
def test_whatever_is_asked_can_be_left_out_or_declined(questionnaire):
    form = Form(questionnaire.document)
    insists = [node.link_id for node in form.questions if node.required and not node.limit(ext.MAY_DECLINE)]
    assert insists == []


@EACH
@pytest.mark.parametrize("number", [0, 1, 2, 4])
def test_full_answers_are_accepted(questionnaire, number):
    assert validate(questionnaire.document, filled(questionnaire.document, number)) == []


@pytest.mark.parametrize("questionnaire", [entry for entry in HOUSE if entry.score], ids=lambda entry: entry.key)
def test_its_total_spans_the_range_it_names(questionnaire):
    document, score = questionnaire.document, questionnaire.score
    link_id = score.code.removeprefix("total:")
    assert list(calculations(document)) == [link_id]
    highest = filled(document, 10 if questionnaire is house.CLOSING else 4)
    lowest = filled(document, 0)
    if questionnaire is house.MATCH:  # who has met somebody is asked how it was; "not yet" is not
        highest |= {"met": ["yes"]} | {link: ["fully"] for link in ("ease", "matters", "rhythm")}
    assert computed_totals(document, lowest)[link_id].value == score.lowest
    assert computed_totals(document, highest)[link_id].value == score.highest
    highest.pop(calculations(document)[link_id].link_ids[0])
    assert computed_totals(document, highest)[link_id].value is None


def test_only_who_scores_is_computed():
    assert {entry.key for entry in HOUSE if calculations(entry.document)} == {
        entry.key for entry in HOUSE if entry.score is not None
    }


class TestTheNeedsAssessment:
    def test_has_two_short_parts_so_that_the_way_in_stays_short(self):
        items = house.NEEDS.document["item"]
        assert [item["type"] for item in items] == ["group", "group"]
        assert all(len(item["item"]) <= 3 for item in items)

    def test_says_what_happens_on_yes_before_it_asks_about_danger(self):
        form = Form(house.NEEDS.document)
        order = [node.link_id for node in form.nodes]
        assert order.index("before") == order.index("danger") - 1
        assert "numbers" in form.by_link["before"].text("en")
        assert "tell the team" in form.by_link["before"].text("en")
        assert "prévenons aussi l’équipe" in form.by_link["before"].text("fr")

    def test_marks_danger_and_nothing_else_as_a_risk(self):
        form = Form(house.NEEDS.document)
        assert [node.link_id for node in form.nodes if node.limit(ext.RISK)] == ["danger"]
        assert form.by_link["danger"].type == "boolean"

    def test_asks_what_every_intake_asks(self):
        assert {"danger", "care", "goals", "stories", "coming"} <= {
            node.link_id for node in Form(house.NEEDS.document).questions
        }


def test_who_has_not_met_is_not_asked_how_it_was():
    enabled = Enabled(house.MATCH.document, {"met": ["no"]})
    assert "ease" not in enabled
    assert "on" in enabled


def test_what_happened_is_asked_only_after_a_moment_that_was_not_right():
    assert "what" in Enabled(house.SESSION.document, {"wrong": [True]})
    assert "what" not in Enabled(house.SESSION.document, {"wrong": [False]})
