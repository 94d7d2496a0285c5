"""Reliable and clinically significant change (Jacobson and Truax, 1991), and change that matters to people."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf, sqrt
from typing import Any

import numpy as np

from intake.statistics.scores import EXACT, as_scores

RELIABLE = 1.96  # a change beyond this many standard errors of a difference is more than measurement error
RECOVERED, IMPROVED, UNCHANGED, DETERIORATED, HARMED = "recovered", "improved", "unchanged", "deteriorated", "harmed"
CATEGORIES = (RECOVERED, IMPROVED, UNCHANGED, DETERIORATED, HARMED)


def difference_error(sd_before: float | None, reliability: float | None) -> float | None:
    """The standard error of a difference between two scores; None without spread or reliability."""
    if sd_before is None or reliability is None or not 0 < reliability < 1 or not EXACT < sd_before < inf:
        return None
    return sqrt(2) * sd_before * sqrt(1 - reliability)


def reliable_change(before: Any, after: Any, sd_before: float | None, reliability: float | None) -> Any:
    """The change of one person (a float) or of each (an array), in standard errors of a difference. None when it is not
    computable, or when one of a single person's two scores is missing."""
    error = difference_error(sd_before, reliability)
    if error is None:
        return None
    if before is None or after is None or np.isscalar(before):
        (change,) = as_scores([after]) - as_scores([before])
        return None if np.isnan(change) else float(change / error)
    return (as_scores(after) - as_scores(before)) / error


@dataclass(frozen=True, slots=True)
class Cutoffs:
    """Where a score leaves the range of those who need help: `a` beyond their range, `b` inside the range of others,
    `c` nearer to the others. None where an SD is missing."""

    a: float | None
    b: float | None
    c: float | None


def cutoffs(
    clinical_mean: float | None,
    clinical_sd: float | None,
    functional_mean: float | None = None,
    functional_sd: float | None = None,
) -> Cutoffs:
    """Published norms in, cut-offs out. Which way is better follows from the two means; without the second there is
    only `a`, for scores that fall."""
    rises = clinical_mean is not None and functional_mean is not None and functional_mean > clinical_mean
    side = 1 if rises else -1
    clinical = None not in (clinical_mean, clinical_sd)
    functional = None not in (functional_mean, functional_sd)
    spread = (clinical_sd or 0) + (functional_sd or 0)
    return Cutoffs(
        a=clinical_mean + side * 2 * clinical_sd if clinical else None,
        b=functional_mean - side * 2 * functional_sd if functional else None,
        c=(functional_sd * clinical_mean + clinical_sd * functional_mean) / spread
        if clinical and functional and spread > 0
        else None,
    )


def categories(
    before: Iterable[Any],
    after: Iterable[Any],
    *,
    sd_before: float | None,
    reliability: float | None,
    direction: int,
    cutoff: float | None = None,
) -> list[str | None] | None:
    """For each person one of CATEGORIES, None where a score is missing; None for all when not computable.

    Recovered: reliably better, and across the cut-off. Harmed: reliably worse, and across it the other way. A score on
    the cut-off is still on the side where help is needed. Without a cut-off nobody is recovered or harmed.
    """
    return _names(_placed(before, after, sd_before, reliability, direction, cutoff))


def category_counts(
    before: Iterable[Any],
    after: Iterable[Any],
    *,
    sd_before: float | None,
    reliability: float | None,
    direction: int,
    cutoff: float | None = None,
) -> dict[str, int] | None:
    """How many people are in each of the `categories`."""
    return _counts(_placed(before, after, sd_before, reliability, direction, cutoff))


def important_changes(
    before: Iterable[Any], after: Iterable[Any], *, important: float | None, direction: int
) -> list[str | None] | None:
    """For each person "improved", "unchanged" or "deteriorated"; a change of exactly `important` points counts."""
    return _names(_compared(before, after, important, direction))


def important_counts(
    before: Iterable[Any], after: Iterable[Any], *, important: float | None, direction: int
) -> dict[str, int] | None:
    """How many people are in each of the three."""
    return _counts(_compared(before, after, important, direction))


def _placed(before, after, sd_before, reliability, direction, cutoff) -> np.ndarray | None:
    """The place in CATEGORIES of each person, -1 for nobody's."""
    first, last = as_scores(before), as_scores(after)
    index = reliable_change(first, last, sd_before, reliability)
    if index is None:
        return None
    better = index * direction > RELIABLE + EXACT
    worse = index * direction < -RELIABLE - EXACT
    if cutoff is None:
        crossed = fell = np.zeros(len(first), dtype=bool)
    else:
        well_before, well_after = (scores * direction > cutoff * direction + EXACT for scores in (first, last))
        crossed, fell = ~well_before & well_after, well_before & ~well_after
    found = np.select([better & crossed, better, worse & fell, worse], [0, 1, 4, 3], default=2)
    return np.where(np.isnan(index), -1, found)


def _compared(before, after, important, direction) -> np.ndarray | None:
    if important is None or not 0 < important < inf:
        return None
    change = (as_scores(after) - as_scores(before)) * direction
    found = np.select([change >= important - EXACT, change <= -important + EXACT], [1, 3], default=2)
    return np.where(np.isnan(change), -1, found)


def _names(places: np.ndarray | None) -> list[str | None] | None:
    return None if places is None else [CATEGORIES[place] if place >= 0 else None for place in places]


def _counts(places: np.ndarray | None) -> dict[str, int] | None:
    if places is None:
        return None
    counted = np.bincount(places[places >= 0], minlength=len(CATEGORIES))
    return dict(zip(CATEGORIES, map(int, counted), strict=True))
