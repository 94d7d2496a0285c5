"""What keeps single people out of the figures: small counts, pools of answers, harmless cells."""

import datetime

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from peersupport.report.export import figures_as_csv, harmless
from peersupport.report.figures import Figure
from peersupport.report.pooling import MeetingAnswers, pool
from peersupport.report.small_cells import Count, share


@pytest.mark.parametrize(("value", "words"), [(0, "fewer than 5"), (4, "fewer than 5"), (5, "5"), (12, "12")])
def test_a_small_count_is_not_shown(value, words):
    assert str(Count(value, 5)) == words


def test_a_small_count_in_french():
    with translation.override("fr"):
        assert "5" in str(Count(3, 5))
        assert "3" not in str(Count(3, 5))


def test_a_small_count_is_drawn_as_the_most_it_may_be():
    assert {Count(value, 5).drawn for value in range(5)} == {4}
    assert Count(6, 5).drawn == 6


def test_a_share_of_few_is_not_told():
    assert share(Count(4, 5), Count(9, 5)) is None
    assert share(Count(6, 5), Count(8, 5)) == 75


def meetings(*counts):
    start = datetime.datetime(2026, 1, 6, 18, tzinfo=datetime.UTC)
    return [
        MeetingAnswers(start + datetime.timedelta(weeks=week), (n, n, n), (4 * n, 3 * n, 5 * n))
        for week, n in enumerate(counts)
    ]


def test_answers_wait_for_each_other():
    pools = pool(meetings(2, 2, 3, 6, 1), small=5)
    assert [(row.meetings, row.counts[0]) for row in pools] == [(3, 7), (1, 6)]


def test_every_question_needs_enough_answers():
    rows = [MeetingAnswers(row.at, (row.counts[0], 1, row.counts[2]), row.sums) for row in meetings(5, 5, 5)]
    assert pool(rows, small=5) == []


def test_the_mean_is_that_of_the_answers():
    (only,) = pool(meetings(3, 2), small=5)
    assert [only.mean(question) for question in range(3)] == [4.0, 3.0, 5.0]


@given(st.lists(st.integers(0, 9), max_size=40), st.integers(1, 8), st.integers(0, 9))
def test_a_pool_never_changes_when_answers_come_later(counts, small, later):
    """Two reports cannot be subtracted from each other: what was shown stays, only new pools are added."""
    before, after = pool(meetings(*counts), small=small), pool(meetings(*counts, later), small=small)
    assert after[: len(before)] == before
    assert all(min(row.counts) >= small for row in after)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "\r=1"])
def test_a_formula_becomes_text(cell):
    assert harmless(cell).startswith("'")


def test_plain_words_stay_as_they_are():
    assert harmless("Tuesday circle") == "Tuesday circle"
    assert harmless("") == ""


def test_the_file_holds_one_number_a_line():
    figure = Figure(
        "attendance", "Who came", "…", headings=["Meeting", "Group", "Came"], rows=[["3 Nov", "=cmd()", "11"]]
    )
    lines = figures_as_csv([figure]).lstrip("\ufeff").splitlines()
    assert lines == ["Figure,Row,Measure,Value", "Who came,3 Nov,Group,'=cmd()", "Who came,3 Nov,Came,11"]
