"""What marks say: checked by hand and against the plain loop."""

import math
import statistics

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoring.rubric import NO, UNSURE, YES, Line, judge, severity
from mentoring.sharing_out import share_out

NA = math.nan


def lines(*weights, required=None, minimum=3.0):
    return [Line(f"c{i}", weight, i == required, minimum) for i, weight in enumerate(weights)]


def test_a_mean_per_criterion_with_its_spread_and_deviation():
    judged = judge(lines(1, 1), [[5, 2], [3, 2], [1, 2]], [0, 0, 0], people=1)
    assert judged.means.tolist() == [[3.0, 2.0]]
    assert judged.spreads.tolist() == [[4.0, 0.0]]
    assert judged.deviations[0] == pytest.approx([statistics.pstdev([5, 3, 1]), 0.0])
    assert judged.counts.tolist() == [3]


def test_does_not_apply_is_no_number():
    judged = judge(lines(1, 1), [[4, NA], [2, NA], [NA, 5]], [0, 0, 0], people=1)
    assert judged.means.tolist() == [[3.0, 5.0]]
    assert judged.own.tolist() == [4.0, 2.0, 5.0]
    nothing = judge(lines(1), [[NA]], [0], people=1)
    assert np.isnan([nothing.means[0, 0], nothing.spreads[0, 0], nothing.deviations[0, 0], nothing.totals[0]]).all()


def test_weights_count_and_a_criterion_without_a_number_takes_its_weight_along():
    judged = judge(lines(3, 1, 1), [[5, 1, NA]], [0], people=1)
    assert judged.totals.tolist() == [(3 * 5 + 1) / 4]


def test_who_was_read_by_nobody_has_no_mean():
    judged = judge(lines(1), [[4]], [1], people=2)
    assert judged.counts.tolist() == [0, 1]
    assert math.isnan(judged.totals[0])
    assert judged.totals[1] == 4
    assert not judged.apart.any()


@pytest.mark.parametrize(
    ("marks", "minimum", "short"),
    [
        ([[3], [3]], 3.0, False),
        ([[2], [3]], 3.0, True),
        ([[3], [3], [4]], 3.3, False),  # a third more than 3.3
        ([[3]] * 7 + [[4]] * 3, 3.3, False),  # 33 tenths are 3.3, to the last bit
        ([[NA], [NA]], 3.0, True),  # marked by nobody is not reached
    ],
)
def test_a_required_criterion_must_reach_its_minimum_on_average(marks, minimum, short):
    judged = judge(lines(1, required=0, minimum=minimum), marks, [0] * len(marks), people=1)
    assert judged.short.tolist() == [[short]]
    assert not judge(lines(1, minimum=minimum), marks, [0] * len(marks), people=1).short.any()


def test_disagreement_is_three_marks_or_a_yes_against_a_no():
    assert judge(lines(1, 1), [[5, 3], [2, 3]], [0, 0], people=1).apart.tolist() == [True]
    assert judge(lines(1, 1), [[5, 3], [3, 3]], [0, 0], people=1).apart.tolist() == [False]
    near = [[4, 4], [4, 4]]
    assert judge(lines(1, 1), near, [0, 0], people=1, advice=[YES, NO]).apart.tolist() == [True]
    assert judge(lines(1, 1), near, [0, 0], people=1, advice=[YES, UNSURE]).apart.tolist() == [False]
    assert judge(lines(1, 1), near, [0, 1], people=2, advice=[YES, NO]).apart.tolist() == [False, False]


def test_severity_compares_with_the_others_who_read_the_same():
    own = [4.0, 2.0, 5.0, 3.0, 1.0]
    of, by = [0, 0, 1, 1, 2], [0, 1, 0, 1, 1]
    assert severity(own, of, by, people=3, reviewers=2).tolist() == [2.0, -2.0]  # the fifth stands alone
    assert np.isnan(severity([4.0], [0], [0], people=1, reviewers=1)).all()


marks = st.lists(st.lists(st.sampled_from([1, 2, 3, 4, 5, None]), min_size=3, max_size=3), min_size=1, max_size=8)


@settings(max_examples=50)
@given(marks, st.data())
def test_the_batch_says_what_a_loop_says(rows, data):
    of = data.draw(st.lists(st.integers(0, 2), min_size=len(rows), max_size=len(rows)))
    weights = (2, 1, 5)
    numbers = [[NA if value is None else value for value in row] for row in rows]
    judged = judge(lines(*weights), numbers, of, people=3)
    for person in range(3):
        mine = [row for row, whose in zip(rows, of, strict=True) if whose == person]
        total, weight = 0.0, 0
        for column in range(3):
            given_marks = [row[column] for row in mine if row[column] is not None]
            if not given_marks:
                assert math.isnan(judged.means[person, column])
                continue
            assert judged.means[person, column] == statistics.fmean(given_marks)
            assert judged.spreads[person, column] == max(given_marks) - min(given_marks)
            assert judged.deviations[person, column] == pytest.approx(statistics.pstdev(given_marks))
            total, weight = total + weights[column] * statistics.fmean(given_marks), weight + weights[column]
        assert judged.totals[person] == pytest.approx(total / weight) if weight else math.isnan(judged.totals[person])
    turned = judge(lines(*weights), numbers[::-1], of[::-1], people=3)
    assert np.array_equal(judged.means, turned.means, equal_nan=True)


class TestSharingOut:
    def test_everybody_is_read_by_two_of_whom_one_peer_and_nobody_reads_much_more(self):
        shares = share_out(range(10), range(100, 105), wanted=2, peers={100, 101}, peer_wanted=True)
        readers = {a: {r for b, r in shares.given if b == a} for a in range(10)}
        assert all(len(found) == 2 and found & {100, 101} for found in readers.values())
        loads = [sum(r == reader for _a, r in shares.given) for reader in range(100, 105)]
        assert max(loads) - min(loads) <= 2
        assert (shares.lacking, shares.without_peer) == ({}, ())

    def test_nobody_gets_what_they_must_not_read_and_what_lacks_is_said(self):
        shares = share_out([1], [10, 11, 12], wanted=2, peers={10}, peer_wanted=True, apart={(1, 10), (1, 11)})
        assert shares.given == ((1, 12),)
        assert shares.lacking == {1: 1}
        assert shares.without_peer == (1,)

    def test_what_is_asked_already_stands(self):
        shares = share_out([1], [10, 11], wanted=2, standing={(1, 99), (1, 10)})
        assert shares.given == ()
        peer = share_out([1], [10, 11], wanted=2, peers={10}, peer_wanted=True, standing={(1, 98), (1, 99)})
        assert peer.given == ((1, 10),)

    def test_the_order_of_rows_changes_nothing(self):
        apart = {(3, 11), (2, 12)}
        one = share_out([1, 2, 3, 4], [10, 11, 12], wanted=2, apart=apart, peers={12}, peer_wanted=True)
        other = share_out([4, 2, 3, 1], [12, 10, 11], wanted=2, apart=apart, peers={12}, peer_wanted=True)
        assert one == other


def test_a_campaign_without_criteria_or_without_sheets_has_no_numbers():
    judged = judge([], [], [], people=2)
    assert judged.means.shape == (2, 0)
    assert np.isnan(judged.totals).all()
    assert judge(lines(1), [], [], people=0).totals.shape == (0,)
