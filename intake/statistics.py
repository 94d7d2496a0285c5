"""Change over time, in numbers that can be defended: pure functions over arrays, no database.

Scores are sequences with one place for each person; None or NaN stands for a missing score. What cannot be computed is
None, with the reason beside it; nothing here raises on numbers that do not suit. `direction` is 1 where a higher score
is better and -1 where a lower one is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import isfinite, sqrt
from typing import Any

import numpy as np
from scipy.special import ndtri, stdtr, stdtrit

FEWEST = 5  # fewer people than this are not reported on
RELIABLE = 1.96  # a change beyond this many standard errors of a difference is more than measurement error
EXACT = 1e-9  # sums of decimals are not exact; a boundary is
FEW, SAME, ABSENT = "too_few", "no_spread", "no_reliability"  # why something is not computable
RECOVERED, IMPROVED, UNCHANGED, DETERIORATED, HARMED = "recovered", "improved", "unchanged", "deteriorated", "harmed"
CATEGORIES = (RECOVERED, IMPROVED, UNCHANGED, DETERIORATED, HARMED)


@dataclass(frozen=True, slots=True)
class PairedChange:
    """Before and after for the same people. Change is after minus before, in points of the score.

    `dz`: the mean change divided by the SD of the changes. `gz`: the same with Hedges' correction for small samples.
    """

    n_enrolled: int
    n_before: int
    n_after: int
    n_paired: int
    suppressed: bool = False
    mean_before: float | None = None
    mean_after: float | None = None
    sd_before: float | None = None
    sd_after: float | None = None
    mean_change: float | None = None
    sd_change: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    t: float | None = None
    df: int | None = None
    p: float | None = None
    dz: float | None = None
    gz: float | None = None
    not_computable: dict[str, str] = field(default_factory=dict)  # name of the figure → why

    @property
    def percent_used(self) -> float | None:
        """Of those enrolled, how many the comparison rests on, in percent."""
        return 100 * self.n_paired / self.n_enrolled if self.n_enrolled else None


def as_scores(values: Iterable[Any]) -> np.ndarray:
    """Floats, NaN for what is missing or no finite number."""
    found = np.array([np.nan if value is None else float(value) for value in values], dtype=float)
    found[~np.isfinite(found)] = np.nan
    return found


def paired_change(
    before: Iterable[Any],
    after: Iterable[Any],
    *,
    enrolled: int | None = None,
    fewest: int = FEWEST,
    level: float = 0.95,
) -> PairedChange:
    """Compare two scores of each person. Raises ValueError when the two have different lengths."""
    first, last = as_scores(before), as_scores(after)
    if first.shape != last.shape:
        raise ValueError("each person has one place in both")
    both = ~np.isnan(first) & ~np.isnan(last)
    counts = {
        "n_enrolled": len(first) if enrolled is None else enrolled,
        "n_before": int((~np.isnan(first)).sum()),
        "n_after": int((~np.isnan(last)).sum()),
        "n_paired": int(both.sum()),
    }
    n = counts["n_paired"]
    if n < max(fewest, 1):
        return PairedChange(**counts, suppressed=True, not_computable={"all": FEW})
    first, last = first[both], last[both]
    change = last - first
    mean, spread = float(change.mean()), spread_of(change)
    figures = {
        "mean_before": float(first.mean()),
        "mean_after": float(last.mean()),
        "sd_before": spread_of(first),
        "sd_after": spread_of(last),
        "mean_change": mean,
        "sd_change": spread,
    }
    if spread is None or spread <= EXACT * max(1.0, abs(mean)):
        why = FEW if spread is None else SAME
        names = ("ci_low", "ci_high", "t", "p", "dz", "gz")
        return PairedChange(**counts, **figures, not_computable=dict.fromkeys(names, why))
    df = n - 1
    error = spread / sqrt(n)
    t = mean / error
    margin = float(stdtrit(df, 0.5 + level / 2)) * error
    dz = mean / spread
    correction = {"gz": dz * hedges(df)} if df > 1 else {}
    return PairedChange(
        **counts,
        **figures,
        ci_low=mean - margin,
        ci_high=mean + margin,
        t=t,
        df=df,
        p=float(2 * stdtr(df, -abs(t))),
        dz=dz,
        **correction,
        not_computable={} if correction else {"gz": FEW},
    )


def spread_of(values: np.ndarray) -> float | None:
    """The standard deviation of a sample (n - 1); None for fewer than two."""
    return float(values.std(ddof=1)) if len(values) > 1 else None


def hedges(df: int) -> float:
    return 1 - 3 / (4 * df - 1)


# Reliable and clinically significant change (Jacobson and Truax, 1991).


def difference_error(sd_before: float | None, reliability: float | None) -> float | None:
    """The standard error of a difference between two scores; None without spread or reliability."""
    if sd_before is None or reliability is None or not isfinite(sd_before) or not 0 < reliability < 1 or sd_before <= 0:
        return None
    return sqrt(2) * sd_before * sqrt(1 - reliability)


def reliable_change(before: Any, after: Any, sd_before: float | None, reliability: float | None) -> Any:
    """The change of one person (a float) or of each (an array), in standard errors of a difference, or None."""
    error = difference_error(sd_before, reliability)
    if error is None:
        return None
    if np.isscalar(before):
        return (after - before) / error
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
    first, last = as_scores(before), as_scores(after)
    index = reliable_change(first, last, sd_before, reliability)
    if index is None:
        return None
    better = index * direction > RELIABLE + EXACT
    worse = index * direction < -RELIABLE - EXACT
    if cutoff is None:
        well_before = well_after = crossed = fell = np.zeros(len(first), dtype=bool)
    else:
        well_before, well_after = (scores * direction > cutoff * direction + EXACT for scores in (first, last))
        crossed, fell = ~well_before & well_after, well_before & ~well_after
    found = np.select([better & crossed, better, worse & fell, worse], [0, 1, 4, 3], default=2)
    missing = np.isnan(first) | np.isnan(last)
    return [None if gone else CATEGORIES[number] for number, gone in zip(found, missing, strict=True)]


def important_changes(
    before: Iterable[Any], after: Iterable[Any], *, important: float | None, direction: int
) -> list[str | None] | None:
    """For each person "improved", "unchanged" or "deteriorated"; a change of exactly `important` points counts."""
    if important is None or important <= 0:
        return None
    change = (as_scores(after) - as_scores(before)) * direction
    found = np.select([change >= important - EXACT, change <= -important + EXACT], [1, 3], default=2)
    return [None if np.isnan(size) else CATEGORIES[number] for number, size in zip(found, change, strict=True)]


# Who is missing.


@dataclass(frozen=True, slots=True)
class Dropout:
    """The scores at the start of those who stayed and of those who did not. `difference`: stayed minus left, in points;
    `d`: the same in pooled SDs."""

    n_stayed: int
    n_left: int
    mean_stayed: float | None = None
    mean_left: float | None = None
    sd_stayed: float | None = None
    sd_left: float | None = None
    difference: float | None = None
    d: float | None = None
    suppressed: bool = False


def dropout(before: Iterable[Any], after: Iterable[Any], *, fewest: int = FEWEST) -> Dropout:
    """Of the people with a first score, those with a last one against those without."""
    first, last = as_scores(before), as_scores(after)
    began = ~np.isnan(first)
    stayed, left = first[began & ~np.isnan(last)], first[began & np.isnan(last)]
    if min(len(stayed), len(left)) < max(fewest, 1):
        return Dropout(len(stayed), len(left), suppressed=True)
    sd_stayed, sd_left = spread_of(stayed), spread_of(left)
    difference = float(stayed.mean() - left.mean())
    d = None
    if sd_stayed is not None and sd_left is not None:
        weights = len(stayed) - 1, len(left) - 1
        pooled = sqrt((weights[0] * sd_stayed**2 + weights[1] * sd_left**2) / sum(weights))
        d = difference / pooled if pooled > EXACT else None
    return Dropout(len(stayed), len(left), float(stayed.mean()), float(left.mean()), sd_stayed, sd_left, difference, d)


def carried_forward(waves: Sequence[Iterable[Any]]) -> np.ndarray:
    """The last score of each person among the waves (one sequence for each wave, earliest first); NaN for none.

    With `paired_change(waves[0], carried_forward(waves))` it shows how much the result rests on who stayed.
    """
    last = as_scores(waves[0])
    for wave in waves[1:]:
        scores = as_scores(wave)
        last = np.where(np.isnan(scores), last, scores)
    return last


@dataclass(frozen=True, slots=True)
class Recommendation:
    """Percent of 9 and 10 minus percent of 0 to 6, from -100 to 100, with its confidence interval."""

    n: int
    index: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    promoters: int | None = None
    passives: int | None = None
    detractors: int | None = None
    suppressed: bool = False


def recommendation(answers: Iterable[Any], *, fewest: int = FEWEST, level: float = 0.95) -> Recommendation:
    """The index over answers from 0 to 10; others are left out."""
    scores = as_scores(answers)
    scores = scores[(scores >= 0) & (scores <= 10)]
    n = len(scores)
    if n < max(fewest, 1):
        return Recommendation(n, suppressed=True)
    up, down = int((scores >= 9).sum()), int((scores <= 6).sum())
    share = (up - down) / n
    margin = float(ndtri(0.5 + level / 2)) * sqrt(max((up + down) / n - share**2, 0) / n)
    low, high = max(share - margin, -1), min(share + margin, 1)
    return Recommendation(n, 100 * share, 100 * low, 100 * high, up, n - up - down, down)
