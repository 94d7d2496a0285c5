"""What may be shown of small groups, and what two figures side by side would give away. Pure functions.

A count of fewer than `small` people is never printed; nor can it be had by subtraction: counts that lie too near to one
that is shown become a range, categories are joined until each is large enough, and of two groups that differ by a few
people only one is reported on.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from intake.statistics import DETERIORATED, HARMED, IMPROVED, RECOVERED, UNCHANGED

Part = tuple[tuple[str, ...], int]  # the categories that are counted together, and how many people
RE, IM, UN, DE, HA = ((name,) for name in (RECOVERED, IMPROVED, UNCHANGED, DETERIORATED, HARMED))
# From fine to coarse. Better and worse are never counted together.
FIVE = (
    (RE, IM, UN, DE, HA),
    (RE, IM, UN, DE + HA),
    (RE + IM, UN, DE, HA),
    (RE + IM, UN, DE + HA),
    (RE, IM, UN + DE + HA),
    (RE + IM, UN + DE + HA),
    (RE + IM + UN, DE, HA),
    (RE + IM + UN, DE + HA),
)
THREE = ((IM, UN, DE), (IM, UN + DE), (IM + UN, DE))


@dataclass(frozen=True)
class Number:
    """A count as it may be shown: exactly, or as the range in which it lies."""

    low: int
    high: int

    @property
    def is_exact(self) -> bool:
        return self.low == self.high


def careful_counts(exact: int, others: Mapping[str, int], *, small: int) -> dict[str, Number]:
    """`exact` is shown as it is; each of the others, in their order, unless it differs from one that is shown by some
    people, but fewer than `small`: then it is a range. A difference of zero is about nobody."""
    if small <= 1:
        return {name: Number(count, count) for name, count in others.items()}
    shown = [exact]
    found = {}
    for name, count in others.items():
        near = [number for number in shown if 0 < abs(number - count) < small]
        if not near:
            shown.append(count)
            found[name] = Number(count, count)
        else:
            sides = [(n, n + small - 1) if n <= count else (max(n - small + 1, 0), n) for n in near]
            found[name] = Number(max(low for low, _high in sides), min(high for _low, high in sides))
    return found


def joined(counts: Mapping[str, int], partitions: Iterable[Iterable[tuple[str, ...]]], *, small: int) -> list[Part]:
    """The finest partition in which every part has at least `small` people; empty when there is none."""
    for partition in partitions:
        parts = [(names, sum(counts[name] for name in names)) for names in partition]
        if all(number >= small for _names, number in parts):
            return parts
    return []


def safe_beside(parts: Iterable[Part], others: Iterable[Part], *, small: int) -> bool:
    """Whether two ways of counting the same people can stand side by side: where both say how many are better (or
    worse), they say the same, or their numbers differ by at least `small`."""
    one, two = list(parts), list(others)
    for side in ({RECOVERED, IMPROVED}, {DETERIORATED, HARMED}):
        numbers = [[n for names, n in found if side & set(names) and set(names) <= side] for found in (one, two)]
        if all(numbers) and 0 < abs(sum(numbers[0]) - sum(numbers[1])) < small:
            return False
    return True


def differ_enough(one: np.ndarray, two: np.ndarray, *, small: int) -> bool:
    """Whether two groups (who is in, as booleans) can both be reported on: they are the same, or at least `small`
    people are in only one of them."""
    apart = int((one ^ two).sum())
    return apart == 0 or apart >= small


def pooled_options(counts: Sequence[int], *, small: int) -> tuple[list[int], list[int]]:
    """Of the counts of an answer's options: the places of those that are shown, and of those that are counted together
    because one of them is small. With nothing in the first list, nothing can be shown."""
    together = [place for place, count in enumerate(counts) if count < small]
    apart = [place for place, count in enumerate(counts) if count >= small]
    while together and apart and sum(counts[place] for place in together) < small:
        smallest = min(apart, key=lambda place: (counts[place], place))
        apart.remove(smallest)
        together.append(smallest)
    return apart, sorted(together)


def neighbours_joined(counts: Sequence[int], *, small: int) -> list[list[int]]:
    """The places of options that have an order, in groups of neighbours with at least `small` people each: as many
    groups as possible, and of those the most even ones. Empty when there is only one group, or none."""
    best: list[tuple[int, int, list[list[int]]] | None] = [(0, 0, [])]  # (-groups, unevenness, groups) up to a place
    for end in range(1, len(counts) + 1):
        found = []
        for start in range(end):
            people = sum(counts[start:end])
            if best[start] is not None and people >= max(small, 1):
                groups, uneven, parts = best[start]
                found.append((groups - 1, uneven + people**2, [*parts, list(range(start, end))]))
        best.append(min(found, default=None))
    parts = best[-1][2] if best[-1] else []
    return parts if len(parts) > 1 else []
