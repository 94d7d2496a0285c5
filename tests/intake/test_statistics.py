"""Change over time, against published worked examples."""

import dataclasses
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.statistics import (
    carried_forward,
    categories,
    category_counts,
    cutoffs,
    difference_error,
    dropout,
    important_changes,
    important_counts,
    paired_change,
    recommendation,
    reliable_change,
)

SLEEP = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4]


def close(number):
    return pytest.approx(number, abs=5e-5)


def test_jacobson_and_truax():
    found = cutoffs(40, 7.5, 60, 7.5)
    assert (found.a, found.b, found.c) == (55, 45, 50)
    assert difference_error(7.5, 0.8) == close(4.7434)
    assert difference_error(7.5, 0.8) / np.sqrt(2) == close(3.3541)
    assert reliable_change(32.5, 47.5, 7.5, 0.8) == close(3.1623)


def test_cutoffs_where_falling_is_better():
    found = cutoffs(20, 4, 8, 2)
    assert (found.a, found.b, found.c) == (12, 12, 12)
    assert cutoffs(20, 4).b is None
    assert cutoffs(20, 0, 8, 0).c is None


def test_the_sleep_data_of_student():
    found = paired_change([0] * 10, SLEEP)
    assert (found.n_paired, found.df) == (10, 9)
    assert found.mean_change == close(1.58)
    assert found.sd_change == close(1.229995)
    assert found.t == close(4.0621)
    assert found.p == pytest.approx(0.002833, abs=5e-7)
    assert (found.ci_low, found.ci_high) == (close(0.7001142), close(2.4598858))
    assert found.dz == close(1.284558)
    assert found.gz == close(1.174453)


def test_five_pairs():
    found = paired_change([12, 15, 14, 18, 20], [15, 16, 18, 20, 22])
    assert (found.mean_change, found.sd_change) == (close(2.4), close(1.140175))
    assert (found.t, found.dz) == (close(4.706787), close(2.104939))
    assert not found.suppressed


def test_who_is_counted():
    found = paired_change([1, 2, 3, 4, 5, 6, None, 8], [2, 2, 4, 4, 6, None, 7, float("nan")], enrolled=20)
    assert (found.n_enrolled, found.n_before, found.n_after, found.n_paired) == (20, 7, 6, 5)
    assert found.percent_used == 25
    assert found.mean_before == 3


@pytest.mark.parametrize("people", [0, 1, 4])
def test_few_people_are_not_reported_on(people):
    found = paired_change([1] * people, [2] * people)
    assert found.suppressed
    assert (found.mean_before, found.mean_change, found.p, found.n_paired) == (None, None, None, people)


@pytest.mark.parametrize("people", [1, 2])
def test_one_or_two_people_do_not_crash_it(people):
    found = paired_change(range(people), [3 * n for n in range(people)], fewest=1)
    assert "gz" in found.not_computable


def test_the_same_change_for_everybody_has_no_effect_size():
    found = paired_change([0.1, 0.2, 0.3, 0.4, 0.5], [1.1, 1.2, 1.3, 1.4, 1.5])
    assert found.mean_change == close(1)
    assert (found.t, found.p, found.dz, found.ci_low) == (None, None, None, None)
    assert found.not_computable["dz"] == "no_spread"


def test_people_who_differ_by_rounding_only_have_no_spread():
    first = [0.1 + 0.2, 0.3, 0.1 + 0.2, 0.3, 0.3]
    assert 0 < np.std(first) < 1e-9
    assert difference_error(float(np.std(first, ddof=1)), 0.8) is None
    assert paired_change(first, [1.3] * 5).not_computable["dz"] == "no_spread"


@pytest.mark.parametrize(("before", "after"), [(None, 3), (3, None), (float("nan"), 3), (3, float("inf"))])
def test_a_person_without_both_scores_has_no_reliable_change(before, after):
    assert reliable_change(before, after, 7.5, 0.8) is None


def test_a_decimal_number_is_a_score():
    assert reliable_change(Decimal("32.5"), Decimal("47.5"), 7.5, 0.8) == close(3.1623)


@pytest.mark.parametrize("odd", [float("nan"), float("inf"), -float("inf"), 1e300, None])
def test_what_is_no_number_is_missing(odd):
    found = paired_change([1, 2, 3, 4, 5, odd], [2, 2, 4, 4, 6, 3])
    assert (found.n_before, found.n_paired, found.mean_before) == (5, 5, 3)
    numbers = [value for value in dataclasses.astuple(found) if isinstance(value, float)]
    assert numbers
    assert all(np.isfinite(value) for value in numbers)


@given(st.lists(st.tuples(st.floats() | st.none(), st.floats() | st.none()), max_size=12))
def test_no_nan_ever_comes_out(pairs):
    before, after = [one for one, _two in pairs], [two for _one, two in pairs]
    for found in (paired_change(before, after, fewest=1), dropout(before, after, fewest=1)):
        assert all(np.isfinite(value) for value in dataclasses.astuple(found) if isinstance(value, float))
    assert recommendation(before, fewest=1).n <= len(before)


def test_people_are_counted_by_category():
    before, after = [32.5, 32.5, 40, 45, 60, 60, None], [47.5, 52, 42, 35, 52.5, 45, 50]
    counts = category_counts(before, after, sd_before=7.5, reliability=0.8, direction=1, cutoff=50)
    assert counts == {"recovered": 1, "improved": 1, "unchanged": 2, "deteriorated": 1, "harmed": 1}
    assert category_counts(before, after, sd_before=0, reliability=0.8, direction=1) is None
    assert important_counts([1, 2, 3], [3, 2, None], important=2, direction=1)["improved"] == 1
    assert important_counts([1], [2], important=float("nan"), direction=1) is None


def test_the_scores_that_were_given_are_not_touched():
    before = np.array([1.0, float("inf"), 3.0])
    paired_change(before, before)
    assert before[1] == float("inf")


@pytest.mark.parametrize(("sd", "reliability"), [(0, 0.8), (None, 0.8), (7.5, None), (7.5, 1), (7.5, 1.2), (7.5, 0)])
def test_reliable_change_without_its_parts_is_not_computable(sd, reliability):
    assert reliable_change(1, 2, sd, reliability) is None
    assert categories([1], [2], sd_before=sd, reliability=reliability, direction=1) is None


def test_categories_where_rising_is_better():
    before = [32.5, 32.5, 40, 45, 60, 60, None, 50]
    after = [47.5, 52, 42, 35, 52.5, 45, 50, 61]
    found = categories(before, after, sd_before=7.5, reliability=0.8, direction=1, cutoff=50)
    expected = ["improved", "recovered", "unchanged", "deteriorated", "unchanged", "harmed", None, "recovered"]
    assert found == expected


def test_categories_where_falling_is_better():
    found = categories([20, 20, 5], [5, 15, 20], sd_before=5, reliability=0.9, direction=-1, cutoff=10)
    assert found == ["recovered", "improved", "harmed"]
    assert categories([20], [5], sd_before=5, reliability=0.9, direction=-1) == ["improved"]


def test_a_change_on_the_limit_is_not_reliable():
    error = difference_error(7.5, 0.8)
    limit = 1.96 * error
    found = categories([0, 0], [limit, limit + 0.001], sd_before=7.5, reliability=0.8, direction=1)
    assert found == ["unchanged", "improved"]


def test_a_change_of_the_smallest_important_size_counts():
    before, after = [10, 10, 10, 10, 3.1, None], [5, 6, 15, 14, 3.3, 1]
    assert important_changes(before, after, important=5, direction=-1)[:4] == [
        "improved",
        "unchanged",
        "deteriorated",
        "unchanged",
    ]
    assert important_changes(before, after, important=0.2, direction=1)[4:] == ["improved", None]
    assert important_changes(before, after, important=None, direction=1) is None


def test_those_who_left_are_compared_with_those_who_stayed():
    found = dropout([1, 2, 3, 4, 5, 11, 12, 13, 14, 15, None], [1] * 5 + [None] * 6)
    assert (found.n_stayed, found.n_left) == (5, 5)
    assert (found.mean_stayed, found.mean_left, found.difference) == (3, 13, -10)
    assert found.d == close(-10 / np.sqrt(2.5))
    assert dropout([1, 2, 3], [1, 2, 3]).suppressed
    assert dropout([1] * 10, [1] * 5 + [None] * 5).d is None


def test_the_last_score_is_carried_forward():
    waves = [[10, 10, 10, None], [8, None, None, None], [6, None, 9, 3]]
    assert carried_forward(waves).tolist() == [6, 10, 9, 3]
    assert waves[0] == [10, 10, 10, None]
    found = paired_change(waves[0], carried_forward(waves), fewest=1)
    assert found.mean_change == close(-5 / 3)


def test_the_recommendation_index():
    found = recommendation([10] * 25 + [9] * 20 + [8] * 20 + [7] * 20 + [6] * 10 + [0] * 5)
    assert (found.promoters, found.passives, found.detractors) == (45, 40, 15)
    assert found.index == close(30)
    margin = 100 * 1.959964 * np.sqrt((0.6 - 0.09) / 100)
    assert (found.ci_low, found.ci_high) == (close(30 - margin), close(30 + margin))
    assert recommendation([10] * 4).suppressed
    assert recommendation([10] * 5 + [11, -1, None]).n == 5
    assert recommendation([10] * 5).ci_high == 100
