"""Who is missing, and how much the result rests on who stayed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np

from intake.statistics.scores import EXACT, FEWEST, as_scores, spread_of


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
    """The last score of each person among the waves (one sequence for each wave, earliest first, at least one); NaN for
    none.

    With `paired_change(waves[0], carried_forward(waves))` it shows how much the result rests on who stayed.
    """
    last = as_scores(waves[0])
    for wave in waves[1:]:
        scores = as_scores(wave)
        last = np.where(np.isnan(scores), last, scores)
    return last
