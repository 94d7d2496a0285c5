"""Answers go out as QuestionnaireResponses and come back."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.questionnaires.document import Form
from intake.questionnaires.enabling import Enabled
from intake.questionnaires.fhir_export import export_bundle
from intake.questionnaires.fhir_import import import_fhir
from intake.questionnaires.responses import export_response, read_response
from intake.questionnaires.validation import validate
from intake.questionnaires.values import initial_answers
from tests.intake.questionnaires.making import choice, document, item, questionnaires, when

VALUES = {
    "boolean": st.booleans(),
    "integer": st.integers(-99, 99),
    "decimal": st.floats(-99, 99),
    "quantity": st.builds(lambda value: {"value": value, "unit": "kg"}, st.integers(0, 9)),
    "string": st.text("abc é", min_size=1),
    "text": st.text("abc é", min_size=1),
    "url": st.just("https://example.org"),
    "date": st.dates().map(str),
    "time": st.just("10:00:00"),
    "dateTime": st.just("2026-01-01T10:00:00Z"),
}


def test_a_response_has_the_shape_of_fhir():
    form = Form(
        document(
            item("g", "group", choice("a", (0, 1)), item("shown", "display")),
            item("people", "group", item("name"), repeats=True),
            item("b", "boolean", item("why")),
            item("off", enableWhen=[when("b", "=", answerBoolean=False)]),
            url="https://example.org/q",
            version="2",
        )
    )
    answers = {"a": ["b"], "people": [{"name": ["x"]}, {"name": ["y"]}], "b": [True], "why": ["so"], "off": ["no"]}
    found = export_response(form, answers, authored="2026-01-01T10:00:00Z", identifier="r1")
    assert found == {
        "resourceType": "QuestionnaireResponse",
        "status": "completed",
        "id": "r1",
        "questionnaire": "https://example.org/q|2",
        "authored": "2026-01-01T10:00:00Z",
        "item": [
            {
                "linkId": "g",
                "text": "Text of g",
                "item": [
                    {"linkId": "a", "text": "Text of a", "answer": [{"valueCoding": {"code": "b", "display": "B"}}]}
                ],
            },
            {
                "linkId": "people",
                "text": "Text of people",
                "item": [{"linkId": "name", "text": "Text of name", "answer": [{"valueString": "x"}]}],
            },
            {
                "linkId": "people",
                "text": "Text of people",
                "item": [{"linkId": "name", "text": "Text of name", "answer": [{"valueString": "y"}]}],
            },
            {
                "linkId": "b",
                "text": "Text of b",
                "answer": [
                    {
                        "valueBoolean": True,
                        "item": [{"linkId": "why", "text": "Text of why", "answer": [{"valueString": "so"}]}],
                    }
                ],
            },
        ],
    }
    back = read_response(form, found)
    assert back.answers == Enabled(form, answers).answers()
    assert back.ignored == ()
    assert [entry["resource"]["id"] for entry in export_bundle([found, found])["entry"]] == ["r1", "r1"]


def test_what_does_not_fit_is_named_on_the_way_in():
    form = Form(document(choice("a"), item("n", "integer")))
    response = {
        "item": [
            {"linkId": "a", "answer": [{"valueCoding": {"code": "nowhere"}}]},
            {"linkId": "n", "answer": [{"valueInteger": 3}]},
            {"linkId": "zz", "answer": [{"valueInteger": 3}]},
        ]
    }
    found = read_response(form, response)
    assert found.answers == {"n": [3]}
    assert [str(part) for part in found.ignored] == ["a: answer", "zz: item"]


def test_the_same_code_of_two_systems_is_told_apart():
    codings = [{"valueCoding": {"system": system, "code": "x"}} for system in ("s", "t")]
    form = Form(document(item("a", "choice", answerOption=codings)))
    assert [option.key for option in form.options("a")] == ["s|x", "t|x"]
    found = read_response(form, {"item": [{"linkId": "a", "answer": [codings[1]]}]})
    assert found.answers == {"a": ["t|x"]}


def test_what_stands_there_at_first():
    form = Form(
        document(
            item("n", "integer", initial=[{"valueInteger": 4}]),
            item("a", "choice", answerOption=[{"valueString": "x"}, {"valueString": "y", "initialSelected": True}]),
            item("g", "group", item("inside", initial=[{"valueString": "z"}]), repeats=True),
        )
    )
    assert initial_answers(form) == {"n": [4], "a": ["y"]}


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(questionnaires(), st.data())
def test_answers_come_back_as_they_went(made, data):
    form = Form(import_fhir(json.dumps(made)).document)
    answers = Enabled(form, made_answers(form, data)).answers()
    back = read_response(form, json.loads(json.dumps(export_response(form, answers))))
    assert back.ignored == ()
    assert back.answers == answers
    assert not [problem for problem in validate(form, answers) if problem.code in ("shape", "unknown", "option")]


def made_answers(form, data):
    """Answers to every question, two repetitions of each repeating group."""
    scopes = {(): [{}]}
    for node in form.nodes:
        for scope in scopes[node.homes]:
            if node.is_repeating_group:
                scope[node.link_id] = [{}, {}]
                scopes.setdefault((*node.homes, node.link_id), []).extend(scope[node.link_id])
            elif node.is_question and data.draw(st.booleans()):
                keys = [option.key for option in form.options(node.link_id)]
                value = data.draw(st.sampled_from(keys) if keys else VALUES[node.type])
                scope[node.link_id] = [value]
    return scopes[()][0]
