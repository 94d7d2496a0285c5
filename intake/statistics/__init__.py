"""Change over time, in numbers that can be defended: pure functions over arrays, no database.

Scores are sequences with one place for each person; None or NaN stands for a missing score. What cannot be computed is
None, with the reason beside it; nothing here raises on numbers that do not suit, and no NaN comes out. `direction` is 1
where a higher score is better and -1 where a lower one is.
"""

from intake.statistics.missing import Dropout, carried_forward, dropout
from intake.statistics.paired import PairedChange, paired_change
from intake.statistics.recommendation import Recommendation, recommendation
from intake.statistics.reliable import (
    CATEGORIES,
    DETERIORATED,
    HARMED,
    IMPROVED,
    RECOVERED,
    RELIABLE,
    UNCHANGED,
    Cutoffs,
    categories,
    category_counts,
    cutoffs,
    difference_error,
    important_changes,
    important_counts,
    reliable_change,
)
from intake.statistics.scores import ABSENT, EXACT, FEW, FEWEST, SAME, as_scores

__all__ = [
    "ABSENT",
    "CATEGORIES",
    "DETERIORATED",
    "EXACT",
    "FEW",
    "FEWEST",
    "HARMED",
    "IMPROVED",
    "RECOVERED",
    "RELIABLE",
    "SAME",
    "UNCHANGED",
    "Cutoffs",
    "Dropout",
    "PairedChange",
    "Recommendation",
    "as_scores",
    "carried_forward",
    "categories",
    "category_counts",
    "cutoffs",
    "difference_error",
    "dropout",
    "important_changes",
    "important_counts",
    "paired_change",
    "recommendation",
    "reliable_change",
]
