"""Stored scores as arrays: who is counted, which answer, and that it is one look at one index."""

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from intake.outcomes import SCORES, Measured, facts_of, measured, people_enrolled, wave_scores
from programs.models import Role
from programs.services.consents import withdraw_consent
from programs.services.participations import end_participation
from tests.intake.answered import make_version
from tests.make import agree_to_research, make_participation, make_score

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana(program):
    return make_participation(program, name="Ana")


@pytest.fixture
def ben(program):
    return make_participation(program, name="Ben")


def scores(program, **kwargs):
    found = wave_scores(program, "phq-9", **kwargs)
    return {
        wave: [None if np.isnan(one) else one for one in row]
        for wave, row in zip(found.waves, found.scores, strict=True)
    }


def test_each_person_has_a_place_in_every_wave(program, ana, ben):
    for who in (ana, ben):
        agree_to_research(who)
    make_score(ben, 12, wave=0)
    make_score(ana, 20, wave=0)
    make_score(ana, 9, wave=90)
    make_score(ben, 7, wave=30)
    assert scores(program) == {0: [20, 12], 30: [None, 7], 90: [9, None]}


def test_those_who_agreed_without_a_score_have_no_place(program, ana, ben):
    for who in (ana, ben):
        agree_to_research(who)
    make_score(ben, 12)
    found = wave_scores(program, "phq-9")
    assert (found.people, found.agreed) == (1, 2)


def test_nothing_at_all_is_an_empty_array(program):
    found = wave_scores(program, "phq-9")
    assert (found.waves, found.people, found.scores.shape) == ((), 0, (0, 0))
    assert measured(program) == []


def test_only_those_who_agreed_are_counted_and_not_a_moment_longer(program, ana, ben):
    consent = agree_to_research(ana)
    make_score(ana, 20)
    make_score(ben, 12)
    assert scores(program) == {0: [20]}
    assert (people_enrolled(program), wave_scores(program, "phq-9").agreed) == (2, 1)
    withdraw_consent(consent, by=ana.person)
    assert scores(program) == {}
    assert measured(program) == []
    assert (people_enrolled(program), wave_scores(program, "phq-9").agreed) == (2, 0)


def test_agreeing_again_counts_again(program, ana):
    withdraw_consent(agree_to_research(ana), by=ana.person)
    agree_to_research(ana)
    make_score(ana, 20)
    assert scores(program) == {0: [20]}


def test_consent_in_another_program_is_none_here(program, ana, otto):
    elsewhere = make_participation(otto.program, person=ana.person)
    agree_to_research(elsewhere)
    make_score(ana, 20)
    make_score(elsewhere, 3)
    assert scores(program) == {}
    assert scores(otto.program) == {0: [3]}


def test_those_who_left_still_count_and_helpers_do_not(program, ana, finn):
    for who in (ana, finn):
        agree_to_research(who)
        make_score(who, 20)
    helper = make_participation(program, role=Role.SUPPORTER, name="Sol")
    agree_to_research(helper)
    make_score(helper, 2)
    end_participation(ana, by=None)
    assert scores(program) == {0: [20]}


def test_of_two_answers_to_one_wave_the_first_that_can_be_scored_counts(program, ana):
    agree_to_research(ana)
    make_score(ana, None, reason="missing")
    make_score(ana, 15)
    make_score(ana, 3)
    assert scores(program) == {0: [15]}


def test_scores_without_a_wave_or_a_number_are_left_out(program, ana):
    agree_to_research(ana)
    make_score(ana, 15, wave=None)
    make_score(ana, None, wave=30, reason="missing")
    make_score(ana, float("nan"), wave=60)
    make_score(ana, float("inf"), wave=90)
    assert scores(program) == {}


def test_totals_of_two_questionnaires_that_are_named_alike_are_kept_apart(program, ana):
    agree_to_research(ana)
    one, two = make_version(program, name="One"), make_version(program, name="Two")
    make_score(ana, 1, code="total:sum", version=one)
    make_score(ana, 2, code="total:sum", wave=30, version=two)
    assert measured(program) == [
        Measured("total:sum", one.questionnaire_id, (0,)),
        Measured("total:sum", two.questionnaire_id, (30,)),
    ]
    assert wave_scores(program, "total:sum", versions=[two.pk]).scores.tolist() == [[2]]


def test_it_is_one_query_for_any_number_of_people(program):
    for number in range(6):
        who = make_participation(program, name=f"P{number}")
        agree_to_research(who)
        make_score(who, number)
        make_score(who, number, wave=30)
    with CaptureQueriesContext(connection) as captured:
        assert wave_scores(program, "phq-9").people == 6
    assert len([one for one in captured if "intake_score" in one["sql"]]) == 1


def test_the_index_alone_answers_it(program, ana):
    """In a small table PostgreSQL would rather read it all; told not to, it needs nothing but `score_report`."""
    agree_to_research(ana)
    make_score(ana, 12)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off")
        cursor.execute("EXPLAIN " + SCORES.format(narrowed=""), facts_of(program) | {"code": "phq-9"})
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Index Only Scan using score_report" in plan
    assert "Sort" not in plan
