"""Scores: a number that is right, or none and why."""

import json

import pytest

from intake.questionnaires.document import Form
from intake.questionnaires.fhir_import import import_fhir
from intake.questionnaires.instruments import (
    BRS,
    CORE10,
    DJG6,
    GAD7,
    INSTRUMENTS,
    MSPSS,
    NEEDS_PERMISSION,
    PHQ9,
    UCLA3,
    WHO5,
    WSAS,
    Licence,
)
from intake.questionnaires.scoring import computed_totals, item_numbers, mismatches, score_answers, score_items
from tests.intake.questionnaires.making import CALCULATED, choice, document, item, when

LIKERT = (1, 2, 3, 4, 5)
A, B = (f"%resource.item.where(linkId='{link}').answer.value.ordinal()" for link in "ab")


def value(instrument, *numbers):
    return score_items(instrument.scale, numbers).value


@pytest.mark.parametrize(
    ("instrument", "numbers", "expected"),
    [
        (PHQ9, [3] * 9, 27),
        (PHQ9, [0] * 9, 0),
        (GAD7, [3] * 7, 21),
        (WHO5, [3, 3, 3, 2, 2], 52),
        (WHO5, [5] * 5, 100),
        (BRS, [5, 1, 5, 1, 5, 1], 5.0),
        (BRS, [1, 5, 1, 5, 1, 5], 1.0),
        (BRS, [3] * 6, 3.0),
        (UCLA3, [3, 3, 3], 9),
        (DJG6, [1, 1, 1, 3, 3, 3], 6),
        (DJG6, [3, 3, 3, 1, 1, 1], 0),
        (DJG6, [2] * 6, 6),
        (DJG6, [1, 1, 1, 3, 3, None], 5),
        (CORE10, [4, 0, 0, 4, 4, 4, 4, 4, 4, 4], 40),
        (CORE10, [2, 2, 2, 2, 2, 2, 2, 2, 2, None], 20),
        (INSTRUMENTS["barc-10"], [6] * 10, 60),
        (MSPSS, [7] * 12, 7),
        (WSAS, [8] * 5, 40),
    ],
)
def test_published_scores(instrument, numbers, expected):
    assert value(instrument, *numbers) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("instrument", "numbers", "reason"),
    [
        (PHQ9, [3] * 8 + [None], "missing"),
        (PHQ9, [3] * 8 + [4], "out_of_range"),
        (PHQ9, [3] * 8 + [-1], "out_of_range"),
        (PHQ9, [3] * 8 + [1.5], "out_of_range"),
        (PHQ9, [3] * 8 + [True], "out_of_range"),
        (PHQ9, [3] * 8 + ["3"], "out_of_range"),
        (PHQ9, [3] * 8 + [float("nan")], "out_of_range"),
        (PHQ9, [3] * 10, "wrong_count"),
        (DJG6, [1, 1, 1, 3, None, None], "missing"),
        (CORE10, [2] * 8 + [None, None], "missing"),
        (BRS, [None] * 6, "missing"),
    ],
)
def test_what_is_not_scorable_says_why(instrument, numbers, reason):
    found = score_items(instrument.scale, numbers)
    assert (found.value, found.reason) == (None, reason)
    assert found.words


@pytest.mark.parametrize("instrument", INSTRUMENTS.values(), ids=INSTRUMENTS)
def test_ranges_and_bands_fit_together(instrument):
    low, high = instrument.scale.range
    starts = [start for start, _name in instrument.bands]
    assert starts == sorted(starts)
    assert starts[0] == low
    assert starts[-1] <= high
    assert instrument.citation
    assert instrument.licence not in NEEDS_PERMISSION or instrument.licence_note


def test_bands_cutoffs_and_direction():
    assert (PHQ9.band(9), PHQ9.band(10), PHQ9.band(None)) == ("mild", "moderate", "")
    assert (PHQ9.is_clinical(10), PHQ9.is_clinical(9)) == (True, False)
    assert (WHO5.is_clinical(48), WHO5.is_clinical(50), WHO5.is_clinical(52)) == (True, True, False)
    assert BRS.is_clinical(1) is None
    assert (PHQ9.direction, WHO5.direction) == (-1, 1)
    assert (WSAS.licence, DJG6.licence) == (Licence.PERMISSION, Licence.PERMISSION)


def test_subscales_take_no_missing_answer():
    numbers = [1, 1, 1, 1, 1, None]
    assert DJG6.subscale("emotional", numbers).value == 3
    assert DJG6.subscale("social", numbers).reason == "missing"
    assert MSPSS.subscale("family", [1, 1, 7, 7, 1, 1, 1, 7, 1, 1, 7, 1]).value == 7


def test_a_real_phq9_file_is_scored_by_its_ordinals(corpus):
    form = Form(import_fhir((corpus / "fhir" / "phq9_stanford.json").read_bytes()).document)
    answers = {f"H1/T1/Q{n}": ["Nearly every day"] for n in range(1, 10)}
    assert score_answers(PHQ9.scale, form, answers).value == 27
    assert score_answers(GAD7.scale, form, answers).reason == "wrong_count"
    del answers["H1/T1/Q9"]
    assert score_answers(PHQ9.scale, form, answers).reason == "missing"


def test_a_risk_is_seen_even_where_the_rest_is_missing(corpus):
    form = Form(import_fhir((corpus / "fhir" / "phq9_stanford.json").read_bytes()).document)
    order = [f"H1/T1/Q{n}" for n in range(1, 10)]
    assert PHQ9.risks(item_numbers(form, {"H1/T1/Q9": ["Several-days"]}, order)) == [9]
    assert PHQ9.risks(item_numbers(form, {"H1/T1/Q9": ["Not-at-all"], "H1/T1/Q1": ["Several-days"]}, order)) == []
    assert item_numbers(form, {}, ["nowhere"]) == [None]
    assert CORE10.risks([4, 4, 4, 4, 4, 1, 4, 4, 4, 4]) == [6]


def test_answers_of_disabled_questions_are_not_scored():
    hidden = choice("c", (1, 2, 3), enableWhen=[when("go", "=", answerBoolean=True)])
    form = Form(document(item("go", "boolean"), choice("a", (1, 2, 3)), choice("b", (1, 2, 3)), hidden))
    answers = {"a": ["c"], "b": ["c"], "c": ["c"], "go": [True]}
    assert score_answers(UCLA3.scale, form, answers).value == 9
    answers["go"] = [False]
    assert score_answers(UCLA3.scale, form, answers).reason == "missing"


def test_a_file_that_counts_from_one_is_not_scored_as_if_from_zero():
    form = Form(document(*(choice(f"q{n}", (1, 2, 3, 4)) for n in range(9))))
    assert score_answers(PHQ9.scale, form, {f"q{n}": ["a"] for n in range(9)}).reason == "other_numbers"
    bare = Form(document(*(choice(f"q{n}", (None,) * 4) for n in range(9))))
    assert score_answers(PHQ9.scale, bare, {}).reason == "no_numbers"


def brs(second):
    return Form(document(*(choice(f"q{n}", second if n % 2 == 0 else LIKERT) for n in range(1, 7))))


def test_reversal_is_done_once_whether_or_not_the_file_has_done_it():
    answers = {"q1": ["e"], "q2": ["a"], "q3": ["e"], "q4": ["a"], "q5": ["e"], "q6": ["a"]}
    assert score_answers(BRS.scale, brs(LIKERT), answers).value == 5.0
    assert score_answers(BRS.scale, brs(LIKERT[::-1]), answers).value == 5.0
    assert score_answers(BRS.scale, brs((1, 3, 2, 4, 5)), answers).reason == "unclear_reversal"


def test_the_order_of_the_instrument_can_be_said():
    form = Form(document(*(choice(f"q{n}", (1, 2, 3)) for n in range(6)), choice("extra", (0, 1))))
    answers = {"q0": ["a"], "q1": ["c"], "q2": ["c"], "q3": ["c"], "q4": ["a"], "q5": ["a"]}
    order = ["q0", "q4", "q5", "q1", "q2", "q3"]
    assert score_answers(DJG6.scale, form, answers, order).value == 6
    assert score_answers(DJG6.scale, form, answers).reason == "wrong_count"
    assert score_answers(DJG6.scale, form, answers, [*order[:5], "nowhere"]).reason == "unknown_item"
    assert score_answers(DJG6.scale, form, answers, [*order[:5], "q0"]).reason == "wrong_count"


def summing(expression, *items, **facts):
    total = item("total", "decimal", readOnly=True)
    total["extension"] = [
        {"url": CALCULATED, "valueExpression": {"language": "text/fhirpath", "expression": expression}}
    ]
    questions = [choice("a"), choice("b"), item("g", "group", choice("c"), choice("d"))]
    return Form(document(*questions, *items, total, **facts))


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (f"{A} + {B}", 3),
        ("%resource.item.where(linkId = 'a' or linkId = 'b').answer.value.ordinal().sum()", 3),
        ("%resource.descendants().where(linkId='g').item.answer.value.ordinal().sum()", 5),
        ("%resource.item.where(linkId='g').repeat(item).answer.value.ordinal().sum() * 4", 20),
        (f"({A} + {B}) / 2", 1.5),
        (f"({A}) + ({B})", 3),
    ],
)  # fmt: skip
def test_simple_sums_are_understood(expression, expected):
    form = summing(expression)
    answers = {"a": ["b"], "b": ["c"], "c": ["d"], "d": ["c"]}
    assert computed_totals(form, answers)["total"].value == pytest.approx(expected)


def test_variables_lead_to_sums():
    variables = [
        {"url": "http://hl7.org/fhir/StructureDefinition/variable",
         "valueExpression": {"name": name, "expression": expression}}
        for name, expression in (("a", A), ("b", B))
    ]  # fmt: skip
    form = summing("%a + %b", extension=variables)
    assert computed_totals(form, {"a": ["b"], "b": ["c"]})["total"].value == 3


@pytest.mark.parametrize(
    "expression",
    ["iif(true, 1, 2)", "%a + %b", "1 + 1", "%resource.item.where(linkId='zz').answer.value", "((", "", "%resource",
     f"{A} - 1", "%resource.item.where(linkId='total').answer.value"],
)  # fmt: skip
def test_other_expressions_are_named_as_ignored(expression):
    form = summing(expression)
    assert computed_totals(form, {"a": ["b"]}) == {}
    ignored = import_fhir(json.dumps(form.document)).ignored
    assert [str(part) for part in ignored] == ["total: sdc-questionnaire-calculatedExpression"]


def test_a_stored_total_that_disagrees_is_reported():
    form = summing("%resource.item.where(linkId='a' or linkId='b').answer.value.ordinal().sum()")
    answers = {"a": ["b"], "b": ["c"], "total": [3]}
    assert mismatches(form, answers) == []
    assert mismatches(form, answers | {"total": [4]}) == [("total", 4, 3)]
    assert mismatches(form, {"a": ["b"], "total": [1]}) == [("total", 1, None)]
