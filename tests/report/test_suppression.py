"""What two figures side by side would give away is not shown."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.statistics import CATEGORIES
from peersupport.report.change.suppression import (
    FIVE,
    THREE,
    Number,
    careful_counts,
    differ_enough,
    joined,
    neighbours_joined,
    pooled_options,
    safe_beside,
)

PEOPLE = st.lists(st.integers(0, 12), min_size=5, max_size=5)


def counted(*numbers):
    return dict(zip(CATEGORIES, numbers, strict=True))


def test_counts_far_enough_apart_are_exact():
    found = careful_counts(14, {"enrolled": 20, "before": 30}, small=5)
    assert found == {"enrolled": Number(20, 20), "before": Number(30, 30)}


def test_a_count_near_one_that_is_shown_is_a_range():
    found = careful_counts(14, {"enrolled": 16, "before": 20, "after": 22}, small=5)
    assert found == {"enrolled": Number(14, 18), "before": Number(20, 20), "after": Number(20, 24)}


def test_a_difference_of_zero_is_about_nobody():
    assert careful_counts(14, {"enrolled": 14}, small=5) == {"enrolled": Number(14, 14)}


@given(st.integers(0, 30), st.lists(st.integers(0, 30), max_size=4), st.integers(1, 8))
def test_no_two_exact_counts_differ_by_a_few(exact, others, small):
    found = careful_counts(exact, {str(place): count for place, count in enumerate(others)}, small=small)
    shown = [exact, *(one.low for one in found.values() if one.is_exact)]
    if small > 1:
        assert all(one == two or abs(one - two) >= small for one, two in itertools.combinations(shown, 2))
    assert all(one.low <= count <= one.high for one, count in zip(found.values(), others, strict=True))


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((6, 7, 8, 5, 5), [6, 7, 8, 5, 5]),
        ((6, 7, 8, 5, 1), [6, 7, 8, 6]),
        ((6, 1, 8, 5, 9), [7, 8, 5, 9]),
        ((2, 7, 8, 4, 1), [9, 8, 5]),
        ((6, 7, 2, 3, 0), [6, 7, 5]),
        ((6, 3, 4, 1, 0), [9, 5]),
        ((4, 0, 3, 5, 6), [7, 5, 6]),
        ((4, 0, 3, 3, 3), [7, 6]),
        ((9, 0, 0, 0, 0), []),
        ((1, 1, 1, 1, 1), []),
    ],
)
def test_small_categories_are_joined(counts, expected):
    assert [number for _names, number in joined(counted(*counts), FIVE, small=5)] == expected


@given(PEOPLE, st.integers(1, 8))
def test_every_part_is_large_enough_and_everybody_is_in_one(counts, small):
    for partitions, numbers in ((FIVE, counted(*counts)), (THREE, counted(0, *counts[1:4], 0))):
        parts = joined(numbers, partitions, small=small)
        assert all(number >= small for _names, number in parts)
        if parts:
            assert sum(number for _names, number in parts) == sum(numbers.values())


def test_two_ways_of_counting_may_not_differ_by_a_few():
    reliable = [(("recovered", "improved"), 9), (("unchanged", "deteriorated", "harmed"), 6)]
    assert safe_beside(reliable, [(("improved",), 9), (("unchanged", "deteriorated"), 6)], small=5)
    assert not safe_beside(reliable, [(("improved",), 10), (("unchanged", "deteriorated"), 5)], small=5)
    assert safe_beside(reliable, [(("improved",), 14), (("unchanged", "deteriorated"), 1)], small=5)
    assert safe_beside(reliable, [], small=5)


def test_worse_is_compared_only_where_both_say_it():
    one = [(("recovered", "improved"), 9), (("unchanged",), 8), (("deteriorated", "harmed"), 7)]
    assert not safe_beside(one, [(("improved",), 9), (("unchanged",), 9), (("deteriorated",), 6)], small=5)
    assert safe_beside(one, [(("improved",), 9), (("unchanged", "deteriorated"), 15)], small=5)


def test_two_groups_that_differ_by_a_few_people():
    one = np.array([True] * 10 + [False] * 5)
    two = np.array([True] * 8 + [False] * 7)
    assert differ_enough(one, one, small=5)
    assert not differ_enough(one, two, small=5)
    assert differ_enough(one, ~one, small=5)


@pytest.mark.parametrize(
    ("counts", "apart", "together"),
    [
        ([8, 9, 10], [0, 1, 2], []),
        ([8, 2, 10], [2], [0, 1]),
        ([0, 2, 3, 8], [3], [0, 1, 2]),
        ([1, 9], [], [0, 1]),
        ([12, 0], [], [0, 1]),
    ],
)
def test_options_that_few_chose_are_counted_together(counts, apart, together):
    assert pooled_options(counts, small=5) == (apart, together)


@pytest.mark.parametrize(
    ("counts", "groups"),
    [
        ([5, 6, 7], [[0], [1], [2]]),
        ([1, 3, 8, 12, 2], [[0, 1, 2], [3, 4]]),
        ([0, 0, 9, 9], [[0, 1, 2], [3]]),
        ([9, 1, 1, 9], [[0, 1], [2, 3]]),
        ([1, 2, 3, 2], []),
        ([9, 0], []),
    ],
)
def test_neighbours_on_a_scale_are_counted_together(counts, groups):
    assert neighbours_joined(counts, small=5) == groups


@given(st.lists(st.integers(0, 12), min_size=1, max_size=7), st.integers(1, 8))
def test_every_group_of_neighbours_is_large_enough(counts, small):
    groups = neighbours_joined(counts, small=small)
    assert all(sum(counts[place] for place in group) >= small for group in groups)
    if groups:
        assert [place for group in groups for place in group] == list(range(len(counts)))


@given(st.lists(st.integers(0, 12), min_size=1, max_size=7), st.integers(1, 8))
def test_what_is_counted_together_is_large_enough(counts, small):
    apart, together = pooled_options(counts, small=small)
    assert sorted(apart + together) == list(range(len(counts)))
    if apart and together:
        assert sum(counts[place] for place in together) >= small
        assert len(together) > 1
