"""Scores as floats, and what all of the statistics agree on."""

from collections.abc import Iterable
from typing import Any

import numpy as np

FEWEST = 5  # fewer people than this are not reported on
EXACT = 1e-9  # sums of decimals are not exact; a boundary is
LARGEST = 1e100  # what is further from zero is no score: its square would not be a number any more
FEW, SAME, ABSENT = "too_few", "no_spread", "no_reliability"  # why something is not computable


def as_scores(values: Iterable[Any]) -> np.ndarray:
    """A fresh array of floats, NaN for what is missing or no finite number."""
    if isinstance(values, np.ndarray) and values.dtype.kind in "fiu":
        found = values.astype(float)
    else:
        found = np.array([np.nan if value is None else float(value) for value in values], dtype=float)
    found[~(np.abs(found) <= LARGEST)] = np.nan
    return found


def spread_of(values: np.ndarray) -> float | None:
    """The standard deviation of a sample (n - 1); None for fewer than two."""
    return float(values.std(ddof=1)) if len(values) > 1 else None
