"""Whatever somebody does to a file: a document comes out, or a refusal; and a document can be used."""

import copy
import json
from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.questionnaires.calculations import calculations
from intake.questionnaires.document import Form
from intake.questionnaires.enabling import Enabled
from intake.questionnaires.errors import Refused
from intake.questionnaires.fhir_export import as_text, export_questionnaire
from intake.questionnaires.fhir_import import import_fhir
from intake.questionnaires.responses import export_response, read_response
from intake.questionnaires.validation import validate
from intake.questionnaires.values import initial_answers
from tests.intake.questionnaires.making import item, questionnaires

SETTINGS = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["item", "url", "code", "linkId"]), inner)
    ),
    max_leaves=5,
)


def places(value):
    """Every (container, key) in a value."""
    waiting, found = [value], []
    while waiting:
        part = waiting.pop()
        pairs = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
        for key, inner in pairs:
            found.append((part, key))
            waiting.append(inner)
    return found


def mutate(data, value):
    """One to three changes: something replaced, removed, doubled, or moved elsewhere."""
    for _turn in range(data.draw(st.integers(1, 3))):
        spots = places(value)
        if not spots:
            return
        home, key = spots[data.draw(st.integers(0, len(spots) - 1))]
        kind = data.draw(st.sampled_from(["replace", "remove", "swap", "add", "rename"]))
        if kind == "replace":
            home[key] = data.draw(JUNK)
        elif kind == "remove":
            del home[key]
        elif kind == "swap":
            other, place = spots[data.draw(st.integers(0, len(spots) - 1))]
            home[key] = copy.deepcopy(other[place])
        elif isinstance(home, list):
            home.append(copy.deepcopy(home[key]))
        elif kind == "rename":
            home[data.draw(st.sampled_from(["option", "item", "extension", "answerValueSet", "type"]))] = home.pop(key)
        else:
            home[data.draw(st.sampled_from(["enableWhen", "initial", "hidden", "contained", "_text"]))] = data.draw(
                JUNK
            )


def taken_in(content):
    """The document, or None for a file that is refused; any other error is a failure of the test."""
    with suppress(Refused):
        return import_fhir(content).document


def use(found):
    """Everything that is done with a document, with answers that are garbage."""
    form = Form(found)
    junk = {node.link_id: [1, None, {"a": []}, "x"] for node in form.nodes}
    for answers in ({}, junk, initial_answers(form)):
        validate(form, answers)
        response = export_response(form, Enabled(form, answers).answers())
        read_response(form, response)
    calculations(form)
    assert import_fhir(as_text(export_questionnaire(found))).document == found


@SETTINGS
@given(st.data())
def test_changed_corpus_files_give_a_document_or_a_refusal(corpus, data):
    names = sorted(path.name for path in (corpus / "fhir").glob("*.json") if path.stat().st_size < 10_000)
    names += ["phq9_stanford.json", "who_covid19.json"]
    value = json.loads((corpus / "fhir" / data.draw(st.sampled_from(names))).read_bytes())
    mutate(data, value)
    if (found := taken_in(json.dumps(value))) is not None:
        use(found)


@SETTINGS
@given(st.data())
def test_changed_bytes_give_a_document_or_a_refusal(corpus, data):
    content = bytearray((corpus / "fhir" / "multiple_enablewhen_stanford.json").read_bytes())
    for _turn in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    if (found := taken_in(bytes(content))) is not None:
        use(found)


@SETTINGS
@given(questionnaires(), st.dictionaries(st.text(max_size=3), JUNK, max_size=3), JUNK)
def test_garbage_for_answers_never_raises(made, strange, junk):
    form = Form(import_fhir(json.dumps(made)).document)
    answers = strange | {node.link_id: junk for node in form.nodes}
    for given_answers in (junk, answers, {node.link_id: [junk, answers] for node in form.nodes}):
        problems = validate(form, given_answers)
        assert all(problem.code and problem.message for problem in problems)
    read_response(form, junk)
    read_response(form, {"item": [{"linkId": node.link_id, "answer": [junk], "item": junk} for node in form.nodes]})


def test_deep_documents_are_walked_without_end_of_stack():
    deep = item("q")
    for level in range(3_000):
        deep = {"linkId": f"g{level}", "type": "group", "item": [deep]}
    form = Form({"resourceType": "Questionnaire", "item": [deep]})
    assert len(form.nodes) == 3_001
    assert validate(form, {"q": ["x"]}) == []
    assert read_response(form, {"item": []}).answers == {}
