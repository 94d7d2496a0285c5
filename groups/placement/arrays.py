"""People and groups as arrays, their sets as bit masks. In groups an empty mask means "no matter"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from programs.masks import UNKNOWN, rows_of


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
        return rows_of(self, order)


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
        return rows_of(self, order)


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
