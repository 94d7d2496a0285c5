"""Answers of few people are put together with those of the next meetings, until nobody stands out.

Pools are cut from the first meeting on and never change with what is asked for, so that two reports cannot be
subtracted from each other. The newest answers wait until there are enough of them.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

QUESTIONS = ("felt_heard", "felt_safe", "was_useful")


@dataclass(frozen=True)
class MeetingAnswers:
    """Sums over one meeting: `counts[q]` answers to question q, adding up to `sums[q]` points."""

    at: datetime.datetime
    counts: tuple[int, ...]
    sums: tuple[int, ...]


@dataclass(frozen=True)
class Pool:
    """Consecutive meetings with at least `small` answers to every question."""

    first: datetime.datetime
    last: datetime.datetime
    meetings: int
    counts: tuple[int, ...]
    sums: tuple[int, ...]

    def mean(self, question: int) -> float:
        """The average of one question, 1 to 5, to one decimal."""
        return round(self.sums[question] / self.counts[question], 1)


def pool(meetings: Iterable[MeetingAnswers], *, small: int) -> list[Pool]:
    """Cut meetings, oldest first, into pools; what is left at the end is not shown yet."""
    pools: list[Pool] = []
    held: list[MeetingAnswers] = []
    for meeting in meetings:
        held.append(meeting)
        counts = _added(row.counts for row in held)
        if min(counts) >= max(small, 1):
            sums = _added(row.sums for row in held)
            pools.append(Pool(held[0].at, held[-1].at, len(held), counts, sums))
            held = []
    return pools


def _added(rows: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*rows, strict=True)))
