"""Before and after for the same people."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import sqrt
from typing import Any

import numpy as np
from scipy.special import stdtr, stdtrit

from intake.statistics.scores import EXACT, FEW, FEWEST, SAME, as_scores, spread_of


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


def hedges(df: int) -> float:
    """What Hedges multiplies an effect size with, because small samples exaggerate it."""
    return 1 - 3 / (4 * df - 1)
