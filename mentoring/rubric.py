"""What the marks of a whole batch say: means, spread, who marks severely. Pure arithmetic, no database, no clock.

A sheet is one row of `marks`: a number from 1 to 5 per criterion, or NaN where the criterion does not apply; NaN is
never counted as a number. `of[s]` is the row of the applicant whom sheet `s` is about, `by[s]` that of its reviewer.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

LOWEST, HIGHEST = 1, 5
FAR_APART = 3  # two reviewers who differ by this much on one criterion ought to talk
YES, UNSURE, NO = 1, 0, -1


@dataclass(frozen=True)
class Line:
    """One criterion. A required one must reach `minimum` on average, from 1.0 to 5.0 with one decimal."""

    code: str
    weight: int = 1
    is_required: bool = False
    minimum: float = 3.0


@dataclass(frozen=True)
class Judgement:
    """Per applicant (n), criterion (c) and sheet (s). NaN: nobody gave a number."""

    counts: np.ndarray  # (n,) sheets
    means: np.ndarray  # (n, c) over the reviewers
    spreads: np.ndarray  # (n, c) highest minus lowest
    deviations: np.ndarray  # (n, c) standard deviation of all who marked it (not of a sample)
    totals: np.ndarray  # (n,) weighted mean of the means
    own: np.ndarray  # (s,) weighted mean of one sheet
    total_spreads: np.ndarray  # (n,) highest `own` minus lowest
    short: np.ndarray  # (n, c) required, and below its minimum or marked by nobody
    apart: np.ndarray  # (n,) reviewers disagree: FAR_APART on a criterion, or one says yes and another no


def judge(
    lines: Sequence[Line], marks: np.ndarray, of: np.ndarray, *, people: int, advice: np.ndarray | None = None
) -> Judgement:
    """Everything at once. `marks` (s, c); `of` (s,) in 0..people-1; `advice` (s,) of YES, UNSURE, NO."""
    of = np.asarray(of, dtype=np.intp)
    marks = np.asarray(marks, dtype=float).reshape(len(of), len(lines))
    weights = np.array([line.weight for line in lines], dtype=float)
    given = ~np.isnan(marks)
    numbers = _sum(given, of, people)
    means = _divide(_sum(np.where(given, marks, 0.0), of, people), numbers)
    # Around the mean, not from sums of squares: equal marks deviate by exactly nothing.
    squares = np.where(given, (np.where(given, marks, 0.0) - means[of]) ** 2, 0.0)
    deviations = np.sqrt(_divide(_sum(squares, of, people), numbers))
    own = _weighted(marks, weights)
    spreads = _spread(marks, of, people)
    minimums = np.array([line.minimum for line in lines], dtype=float)
    required = np.array([line.is_required for line in lines], dtype=bool)
    apart = (np.nan_to_num(spreads, nan=0.0) >= FAR_APART).any(axis=1)
    if advice is not None:
        advice = np.asarray(advice)
        apart |= np.isin(np.arange(people), of[advice == YES]) & np.isin(np.arange(people), of[advice == NO])
    return Judgement(
        counts=np.bincount(of, minlength=people),
        means=means,
        spreads=spreads,
        deviations=deviations,
        totals=_weighted(means, weights),
        own=own,
        total_spreads=_spread(own[:, None], of, people)[:, 0],
        short=required & ~(means >= minimums),
        apart=apart,
    )


def severity(own: np.ndarray, of: np.ndarray, by: np.ndarray, *, people: int, reviewers: int) -> np.ndarray:
    """(reviewers,) how much higher (+) or lower (-) each marks than the others about the same people, on average.

    Sheets nobody else wrote about that person say nothing; NaN where that is all of them.
    """
    own, of, by = np.asarray(own, dtype=float), np.asarray(of, dtype=np.intp), np.asarray(by, dtype=np.intp)
    said = ~np.isnan(own)
    own, of, by = own[said], of[said], by[said]
    sums, counts = np.bincount(of, own, minlength=people), np.bincount(of, minlength=people)
    beside = counts[of] > 1
    own, of, by = own[beside], of[beside], by[beside]
    others = (sums[of] - own) / (counts[of] - 1)
    return _divide(np.bincount(by, own - others, minlength=reviewers), np.bincount(by, minlength=reviewers))


def _sum(values: np.ndarray, of: np.ndarray, people: int) -> np.ndarray:
    """(people, c) the rows of `values` added up per person."""
    found = np.zeros((people, values.shape[1]))
    np.add.at(found, of, values)
    return found


def _spread(values: np.ndarray, of: np.ndarray, people: int) -> np.ndarray:
    """(people, c) highest minus lowest; NaN without a number."""
    high = np.full((people, values.shape[1]), -np.inf)
    low = np.full((people, values.shape[1]), np.inf)
    np.fmax.at(high, of, values)
    np.fmin.at(low, of, values)
    known = np.isfinite(high)
    return np.where(known, np.where(known, high, 0.0) - np.where(known, low, 0.0), np.nan)


def _weighted(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """(rows,) the mean of each row over the criteria that have a number, weighted."""
    known = ~np.isnan(values)
    return _divide(np.where(known, values, 0.0) @ weights, known @ weights)


def _divide(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    below = np.asarray(below, dtype=float)
    return np.divide(above, below, out=np.full(np.shape(above), np.nan), where=below > 0)
