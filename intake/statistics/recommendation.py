"""Would people recommend it, from 0 to 10?"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import Any

from scipy.special import ndtri

from intake.statistics.scores import FEWEST, as_scores


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
