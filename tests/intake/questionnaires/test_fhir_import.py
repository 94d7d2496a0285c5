"""Files of others become documents, or are refused with the feature named."""

import json
import time

import pytest
from hypothesis import HealthCheck, given, settings

from intake.questionnaires.document import Form
from intake.questionnaires.errors import Refused
from intake.questionnaires.fhir_export import as_text, export_bundle, export_questionnaire
from intake.questionnaires.fhir_import import import_fhir
from tests.intake.questionnaires.making import CORE, choice, document, item, questionnaires, raw, when

CORPUS_ITEMS = {
    "demo1_sdc_ide.json": 7,
    "gad7_stanford.json": 8,
    "multiple_enablewhen_stanford.json": 5,
    "phq9_stanford.json": 10,
    "prapare_sdoh.json": 29,
    "repeated_group_android_fhir.json": 4,
    "skip_logic_android_fhir.json": 3,
}
YES_NO = {
    "resourceType": "ValueSet",
    "url": "https://example.org/yes-no",
    "compose": {"include": [{"system": "s", "concept": [{"code": "y", "display": "Yes"}, {"code": "n"}]}]},
}


def refusal(data):
    with pytest.raises(Refused) as caught:
        import_fhir(data if isinstance(data, bytes | str) else json.dumps(data))
    assert str(caught.value)
    return caught.value


@pytest.mark.parametrize("name", CORPUS_ITEMS)
def test_real_files_come_in_and_go_out_as_they_are(corpus, name):
    found = import_fhir((corpus / "fhir" / name).read_bytes())
    assert len(Form(found.document).nodes) == CORPUS_ITEMS[name]
    assert import_fhir(as_text(export_questionnaire(found.document))).document == found.document


def test_value_sets_that_are_elsewhere_are_refused_by_name(corpus):
    caught = refusal((corpus / "fhir" / "who_covid19.json").read_bytes())
    assert caught.feature == "ValueSet"
    assert "http://openhie.github.io/covid-19/ValueSet/WhoCrValueSetYesNoUnk" in str(caught)


def test_ordinals_stand_in_contained_concepts(corpus):
    form = Form(import_fhir((corpus / "fhir" / "phq9_stanford.json").read_bytes()).document)
    assert [option.ordinal for option in form.options("H1/T1/Q9")] == [0, 1, 2, 3]
    assert form.option("H1/T1/Q1", "Several-days").text() == "Several days"


def test_ordinals_stand_at_options_or_inside_their_codings():
    inside = {"valueCoding": {"code": "x", "extension": [{"url": CORE + "ordinalValue", "valueDecimal": 2.5}]}}
    form = Form(document(choice("a", (7,)), item("b", "choice", answerOption=[inside, {"valueInteger": 4}])))
    assert [option.ordinal for option in form.options("a")] == [7]
    assert [option.ordinal for option in form.options("b")] == [2.5, 4]


def test_what_is_left_out_is_named(corpus):
    found = import_fhir((corpus / "fhir" / "demo1_sdc_ide.json").read_bytes())
    assert "first-name: initialExpression" in [str(part) for part in found.ignored]
    assert Form(found.document).by_link["patientId"].hidden


def test_a_bundle_brings_its_value_sets():
    question = item("q", "choice", answerValueSet="https://example.org/yes-no")
    bundle = export_bundle([raw(question), YES_NO])
    found = import_fhir(json.dumps(bundle)).document
    assert [option.key for option in Form(found).options("q")] == ["y", "n"]
    assert import_fhir(as_text(export_questionnaire(found))).document == found
    assert refusal(raw(question)).feature == "ValueSet"


def test_a_value_set_may_take_a_whole_code_system():
    system = {"resourceType": "CodeSystem", "url": "s", "concept": [{"code": "a", "concept": [{"code": "b"}]}]}
    whole = {"resourceType": "ValueSet", "id": "v", "compose": {"include": [{"system": "s"}]}}
    found = document(item("q", "choice", answerValueSet="#v"), contained=[whole, system])
    assert [option.key for option in Form(found).options("q")] == ["a", "b"]


def test_value_sets_that_lead_in_a_circle_end():
    sets = [
        {
            "resourceType": "ValueSet",
            "id": str(n),
            "url": f"u{n}",
            "compose": {"include": [{"valueSet": [f"u{1 - n}"]}]},
        }
        for n in (0, 1)
    ]
    assert refusal(raw(item("q", "choice", answerValueSet="u0"), contained=sets)).feature == "options"


def test_translations_stand_beside_texts_and_in_designations():
    french = {"url": CORE + "translation", "extension": [
        {"url": "lang", "valueCode": "fr-CA"}, {"url": "content", "valueString": "Bonjour"},
    ]}  # fmt: skip
    concept = {"code": "y", "display": "Yes", "designation": [{"language": "fr", "value": "Oui"}]}
    found = document(
        item("q", "choice", answerValueSet="#v", text="Hello", _text={"extension": [french]}),
        contained=[{"resourceType": "ValueSet", "id": "v", "compose": {"include": [{"concept": [concept]}]}}],
        language="en",
    )
    form = Form(found)
    assert (form.nodes[0].text("fr"), form.nodes[0].text("en"), form.nodes[0].text("de")) == (
        "Bonjour",
        "Hello",
        "Hello",
    )
    assert form.options("q")[0].text("fr") == "Oui"
    assert form.languages() == ["en", "fr"]


@pytest.mark.parametrize(
    ("broken", "feature"),
    [
        ({"linkId": "a", "type": "attachment"}, "attachment"),
        ({"linkId": "a", "type": "reference"}, "reference"),
        ({"linkId": "a", "type": "choice", "option": [{"valueCoding": {"code": "x"}}]}, "item.option"),
        ({"linkId": "a", "type": "coding"}, "R5"),
        ({"linkId": "a", "type": "colour"}, "type"),
        ({"linkId": "a"}, "type"),
        ({"type": "string"}, "linkId"),
        ({"linkId": "a", "type": "choice"}, "options"),
        ({"linkId": "a", "type": "string", "enableWhen": [when("zz", "=", answerString="x")]}, "enableWhen"),
        (
            {"linkId": "a", "type": "string", "enableWhen": [when("a", "exists", answerBoolean=True)]},
            "enableWhen circle",
        ),
        ({"linkId": "a", "type": "string", "enableWhen": [when("a", "~", answerBoolean=True)]}, "enableWhen"),
        ({"linkId": "a", "type": "string", "modifierExtension": [{"url": "u"}]}, "modifier"),
        ({"linkId": "a", "type": "string", "required": "yes"}, "shape"),
        ({"linkId": ["a"], "type": "string"}, "shape"),
        ({"linkId": "a", "type": "string", "extension": {"url": "u"}}, "shape"),
        ({"linkId": "a", "type": "display"}, "empty"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_by_name(broken, feature):
    assert refusal(raw(broken)).feature == feature


def test_the_same_link_id_twice_is_refused():
    assert refusal(raw(item("a"), item("g", "group", item("a")))).feature == "linkId"


@pytest.mark.parametrize(
    ("data", "feature"),
    [
        ("", "json"),
        ("{", "json"),
        ('{"a": NaN}', "number"),
        ('{"a": -Infinity}', "number"),
        ('{"a": 1e999}', "number"),
        ('{"a": ' + "9" * 5000 + "}", "number"),
        ('{"a": 1, "a": 2}', "duplicate key"),
        ('{"a": "\\u0000"}', "characters"),
        ('{"a": "\\ud800"}', "characters"),
        (b"\xff\xfe\x00", "encoding"),
        ("[" * 10_000 + "]" * 10_000, "depth"),
        ("[]", "resourceType"),
        ('"Questionnaire"', "resourceType"),
        ('{"resourceType": "QuestionnaireResponse"}', "resourceType"),
        ('{"resourceType": "Bundle", "entry": 3}', "Bundle"),
        (b" " * 5_000_001, "size"),
    ],
)
def test_files_that_are_none_are_refused(data, feature):
    assert refusal(data).feature == feature


def test_ten_thousand_levels_are_refused():
    inner = '{"linkId":"x","type":"group","item":['
    text = '{"resourceType":"Questionnaire","item":[' + inner * 10_000 + "]}" * 10_000 + "]}"
    assert refusal(text).feature == "depth"


@pytest.mark.parametrize("content", [b'{"a":"' + b'\\"' * 1_000_000, b'"' + b"\\" * 1_999_999, b'"' * 1_999_999])
def test_a_text_that_never_ends_is_refused_quickly(content):
    began = time.process_time()
    with pytest.raises(Refused):
        import_fhir(content)
    assert time.process_time() - began < 5


def test_value_sets_that_take_each_other_in_are_refused_before_they_fill_the_memory():
    count = 120
    sets = [
        {
            "resourceType": "ValueSet",
            "url": f"u{number}",
            "compose": {
                "include": [
                    {"system": "s", "concept": [{"code": f"{number}-{part}"} for part in range(100)]},
                    *([{"valueSet": [f"u{number + 1}"]}] if number + 1 < count else []),
                ]
            },
        }
        for number in range(count)
    ]
    questions = [item(f"q{number}", "choice", answerValueSet=f"u{number}") for number in range(count)]
    began = time.process_time()
    with pytest.raises(Refused) as caught:
        import_fhir(json.dumps(raw(*questions, contained=sets)))
    assert caught.value.feature == "size"
    assert time.process_time() - began < 10


def test_a_long_file_comes_in_quickly():
    """800 questions in a megabyte; the bound is ten times what it takes."""
    long = raw(*(choice(f"q{n}", required=True, definition="d" * 700) for n in range(800)))
    data = json.dumps(long)
    assert len(data) > 1_000_000
    start = time.process_time()
    assert len(Form(import_fhir(data).document).nodes) == 800
    assert time.process_time() - start < 3


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(questionnaires())
def test_what_goes_out_comes_in_the_same(made):
    found = import_fhir(json.dumps(made)).document
    assert import_fhir(as_text(export_questionnaire(found))).document == found
    assert found == made
