"""Facts of the instruments, as their sources print them. A change here needs a source."""

import pytest

from intake.questionnaires.instruments import BARC10, BRS, CORE10, DJG6, GAD7, INSTRUMENTS, MSPSS, PHQ9, WHO5, WSAS
from intake.questionnaires.scoring import score_items
from intake.statistics import categories


def test_core_10_turns_two_questions_round_and_asks_about_a_plan_in_the_sixth():
    """Barkham et al. 2013: somebody to turn to (2) and able to cope (3) are worded well; item 6 is the risk item."""
    assert CORE10.scale.reversed == {2, 3}
    assert CORE10.risk_items == {6}
    assert CORE10.risks([0, 4, 4, 0, 0, 1, 0, 0, 0, 0]) == [6]
    assert score_items(CORE10.scale, [0, 4, 4, 0, 0, 0, 0, 0, 0, 0]).value == 0


def test_a_published_reliable_change_is_not_taken_for_one_that_matters():
    """The 6 points of CORE-10 are a reliable change index with a 90 % interval."""
    assert CORE10.important_change is None
    assert (CORE10.clinical_cutoff, CORE10.reliability) == (11, 0.90)


@pytest.mark.parametrize("instrument", INSTRUMENTS.values(), ids=lambda one: one.code)
def test_a_change_that_matters_has_its_source(instrument):
    assert bool(instrument.important_change) == bool(instrument.important_source)


@pytest.mark.parametrize("instrument", INSTRUMENTS.values(), ids=lambda one: one.code)
def test_the_cutoff_means_the_same_wherever_it_is_used(instrument):
    """Whoever lands on the cut-off has not recovered, and is on the clinical side."""
    if instrument.clinical_cutoff is None:
        return
    low, high = instrument.scale.range
    worst = low if instrument.higher_is_better else high
    found = categories(
        [worst], [instrument.clinical_cutoff], sd_before=0.1, reliability=0.9, direction=instrument.direction,
        cutoff=instrument.clinical_cutoff,
    )  # fmt: skip
    assert found == ["improved"]
    assert instrument.is_clinical(instrument.clinical_cutoff)


@pytest.mark.parametrize(
    ("instrument", "score", "band"),
    [
        *((PHQ9, *row) for row in ((4, "minimal"), (5, "mild"), (10, "moderate"), (15, "moderately severe"))),
        *((GAD7, *row) for row in ((4, "minimal"), (5, "mild"), (10, "moderate"), (15, "severe"))),
        *((CORE10, *row) for row in ((5, "healthy"), (6, "low"), (11, "mild"), (15, "moderate"), (25, "severe"))),
        *((DJG6, *row) for row in ((1, "not lonely"), (2, "moderately lonely"), (4, "moderately lonely"))),
        *((WSAS, *row) for row in ((9, "subclinical"), (10, "significant"), (20, "significant"))),
        *((BRS, *row) for row in ((2.99, "low"), (3, "normal"), (4.3, "normal"), (4.31, "high"))),
        (DJG6, 5, "severely lonely"),
        (BARC10, 47, "sustained remission more likely"),
        (WSAS, 21, "moderately severe or worse"),
    ],
)
def test_the_bands(instrument, score, band):
    assert instrument.band(score) == band


def test_the_subscales_of_social_support():
    """Zimet et al. 1988."""
    assert MSPSS.subscales == {
        "significant other": (1, 2, 5, 10),
        "family": (3, 4, 8, 11),
        "friends": (6, 7, 9, 12),
    }


def test_the_well_being_index_asks_for_fifty_or_less():
    assert (WHO5.clinical_cutoff, WHO5.scale.range) == (50, (0, 100))
