import pytest
from django.utils import translation

from intake.eligibility import Result, Rule, check_eligibility, rules_in_plain_words
from programs.models import Program


def a_program(**fields) -> Program:
    return Program(**{"languages": ["fr", "en"]} | fields)


def outcomes(program, **answers):
    return {outcome.rule: outcome.passed for outcome in check_eligibility(program, answers).outcomes}


@pytest.mark.parametrize(
    ("age", "result"),
    [(17, Result.NOT_ELIGIBLE), (18, Result.ELIGIBLE), (25, Result.ELIGIBLE), (26, Result.NOT_ELIGIBLE)],
)
def test_ages_count_from_the_youngest_to_the_oldest(age, result):
    program = a_program(min_age=18, max_age=25)
    assert check_eligibility(program, {"age": age, "languages": ["fr"]}).result == result


def test_seventeen_on_an_eighteen_plus_program_names_that_rule():
    eligibility = check_eligibility(a_program(min_age=18), {"age": 17, "languages": ["fr"]})
    assert eligibility.result == Result.NOT_ELIGIBLE
    assert [outcome.rule for outcome in eligibility.not_met] == [Rule.MIN_AGE]
    assert eligibility.not_met[0].words == "17 years old, younger than the youngest age of 18."
    assert eligibility.not_met[0].as_code() == {"rule": "min_age", "passed": False}


def test_an_unknown_age_is_for_a_person_to_judge():
    eligibility = check_eligibility(a_program(min_age=18), {"languages": ["fr"]})
    assert eligibility.result == Result.NEEDS_REVIEW


def test_age_zero_is_an_age():
    assert outcomes(a_program(min_age=18), age=0, languages=["fr"])[Rule.MIN_AGE] is False


def test_a_language_that_is_not_offered_needs_a_look_but_shuts_nobody_out():
    program = a_program(languages=["fr"])
    assert check_eligibility(program, {"languages": ["es"]}).result == Result.NEEDS_REVIEW
    assert outcomes(program, languages=["es"]) == {Rule.LANGUAGE: False}
    assert outcomes(program, languages=["es", "fr"]) == {Rule.LANGUAGE: True}
    assert outcomes(program) == {Rule.LANGUAGE: None}


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"referral_required": True}, Rule.REFERRAL),
        ({"assessment_required": True}, Rule.FIRST_TALK),
        ({"exclusions": "Withdrawal needs medical help."}, Rule.EXCLUSIONS),
    ],
)
def test_rules_only_a_person_can_judge_ask_for_one(fields, rule):
    eligibility = check_eligibility(a_program(**fields), {"languages": ["fr"]})
    assert eligibility.result == Result.NEEDS_REVIEW
    assert {outcome.rule: outcome.passed for outcome in eligibility.outcomes}[rule] is None


def test_age_decides_even_beside_rules_that_need_a_look():
    program = a_program(min_age=18, referral_required=True)
    assert check_eligibility(program, {"age": 9, "languages": ["fr"]}).result == Result.NOT_ELIGIBLE


def test_a_program_without_rules_takes_everybody():
    assert check_eligibility(Program(languages=[]), {}).result == Result.ELIGIBLE


def test_every_outcome_that_can_occur_has_words():
    program = a_program(min_age=18, max_age=30, referral_required=True, assessment_required=True, exclusions="Crisis")
    for answers in ({}, {"age": 1, "languages": ["es"]}, {"age": 20, "languages": ["fr"]}, {"age": 99}):
        for language in ("fr", "en"):
            with translation.override(language):
                for outcome in check_eligibility(program, answers).outcomes:
                    assert outcome.words
                    assert outcome.name


def test_anyone_can_read_the_rules_in_plain_words():
    program = a_program(min_age=18, max_age=30, commitment_weeks=8, referral_required=True, assessment_required=True)
    assert rules_in_plain_words(program) == [
        "You are between 18 and 30 years old.",
        "You speak French or English.",
        "You can come for at least 8 weeks.",
        "A professional, such as a doctor or a social worker, refers you to us.",
        "We talk with you once before the first meeting.",
    ]
    assert rules_in_plain_words(a_program(min_age=16, languages=["en"])) == [
        "You are 16 years old or older.",
        "You speak English.",
    ]
    assert rules_in_plain_words(Program(max_age=30, languages=[])) == ["You are 30 years old or younger."]
