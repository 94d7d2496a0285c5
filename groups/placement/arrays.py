"""People and groups as arrays. Sets are bit masks: bit n of a mask stands for the n-th language, slot, topic …

Masks are int64, so a set holds at most 63 things. In groups an empty mask means "no matter".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

UNKNOWN = -1
MOST_BITS = 63


@dataclass(frozen=True)
class People:
    """Those who wait; all arrays have the length of `keys`.

    `keys`: what stands for each person, in any order (the result does not depend on it). `languages`, `slots`,
    `topics`, `first_topics`, `formats`: masks. `ages`, `experience`: a number, or UNKNOWN. `waiting`: days.
    """

    keys: Sequence
    languages: np.ndarray
    slots: np.ndarray
    topics: np.ndarray
    first_topics: np.ndarray
    formats: np.ndarray
    ages: np.ndarray
    experience: np.ndarray
    waiting: np.ndarray

    def __len__(self) -> int:
        return len(self.keys)

    def rows(self, order: Sequence[int]) -> "People":
        """These rows only, in this order."""
        return _rows(self, order)


@dataclass(frozen=True)
class Groups:
    """Groups with places; all arrays have the length of `keys`.

    `languages`, `slots` (when it meets), `topics`, `formats`, `experience` (kinds that are there already): masks.
    `youngest`, `oldest`: ages, 0 and 999 where there is no limit. `free`: places; `needed`: how many more it takes
    until the group can meet.
    """

    keys: Sequence
    languages: np.ndarray
    slots: np.ndarray
    topics: np.ndarray
    formats: np.ndarray
    experience: np.ndarray
    youngest: np.ndarray
    oldest: np.ndarray
    free: np.ndarray
    needed: np.ndarray

    def __len__(self) -> int:
        return len(self.keys)

    def rows(self, order: Sequence[int]) -> "Groups":
        """These rows only, in this order."""
        return _rows(self, order)


@dataclass(frozen=True)
class Wishes:
    """What a coordinator decided by hand, and who must not meet. Pairs of positions: (person, group), or two people.

    `standing` are the pairs of the draft as it was: kept where nothing better by far is found.
    """

    pinned: frozenset[tuple[int, int]] = frozenset()
    forbidden: frozenset[tuple[int, int]] = frozenset()
    apart: frozenset[tuple[int, int]] = frozenset()
    standing: frozenset[tuple[int, int]] = frozenset()

    def moved(self, person_at: Mapping[int, int], group_at: Mapping[int, int]) -> "Wishes":
        """The same wishes after every person and group went to another position."""

        def pairs(wished):
            return frozenset((person_at[person], group_at[group]) for person, group in wished)

        apart = frozenset(tuple(sorted((person_at[one], person_at[other]))) for one, other in self.apart)
        return Wishes(pairs(self.pinned), pairs(self.forbidden), apart, pairs(self.standing))


class PinsContradict(Exception):
    """What was pinned by hand cannot all be: two who must not meet, one person twice, more people than places."""


@dataclass(frozen=True)
class Placement:
    """`group_of[p]`: the position of the person's group, or UNKNOWN. `total` is what the placement is worth.

    `gap`: how far it may be from the best there is, as a part of it; 0 when it is proven to be the best.
    """

    group_of: np.ndarray
    total: float
    gap: float

    @property
    def placed(self) -> int:
        return int((self.group_of != UNKNOWN).sum())


def in_order(keys: Sequence) -> list[int]:
    """The positions of the keys in the order of their words."""
    return sorted(range(len(keys)), key=lambda position: str(keys[position]))


def _rows(table, order):
    arrays = {
        field.name: np.asarray(getattr(table, field.name))[list(order)]
        for field in fields(table)
        if field.name != "keys"
    }
    return replace(table, keys=[table.keys[row] for row in order], **arrays)


def mask_of(bits: Iterable[int]) -> int:
    """The mask in which these bits are set. Raises `ValueError` for a bit that does not fit."""
    mask = 0
    for bit in bits:
        if not 0 <= bit < MOST_BITS:
            raise ValueError(f"A mask holds bits 0 to {MOST_BITS - 1}, not {bit}.")
        mask |= 1 << bit
    return mask


def masks_of(sets: Iterable[Iterable[int]]) -> np.ndarray:
    """One mask for each set."""
    return np.array([mask_of(bits) for bits in sets], dtype=np.int64)
