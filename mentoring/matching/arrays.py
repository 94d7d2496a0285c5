"""Those who seek support and the peers who give it, as arrays; their sets are bit masks.

An empty mask means that a person has not said: it keeps nobody apart, and is named where it lowers what we know.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from programs.masks import UNKNOWN, rows_of


@dataclass(frozen=True)
class Seekers:
    """Those who seek support; all arrays have the length of `keys`.

    `keys`: what stands for each person, in any order (the result does not depend on it). `languages`, `slots`,
    `topics`, `first_topics`, `modes`: masks. `ages`: a number, or UNKNOWN. `waiting`: days.
    """

    keys: Sequence
    languages: np.ndarray
    slots: np.ndarray
    topics: np.ndarray
    first_topics: np.ndarray
    modes: np.ndarray
    ages: np.ndarray
    waiting: np.ndarray

    def __len__(self) -> int:
        return len(self.keys)

    def rows(self, order: Sequence[int]) -> "Seekers":
        """These rows only, in this order."""
        return rows_of(self, order)


@dataclass(frozen=True)
class Peers:
    """Those who support others; all arrays have the length of `keys`.

    `languages`, `slots`, `topics` (lived), `modes`: masks. `youngest`, `oldest`: ages, 0 and 999 where there is no
    limit. `capacity`: people at most; `free`: how many more. `ready`: whether nothing of training, checks and rest
    stands in the way.
    """

    keys: Sequence
    languages: np.ndarray
    slots: np.ndarray
    topics: np.ndarray
    modes: np.ndarray
    youngest: np.ndarray
    oldest: np.ndarray
    capacity: np.ndarray
    free: np.ndarray
    ready: np.ndarray

    def __len__(self) -> int:
        return len(self.keys)

    def rows(self, order: Sequence[int]) -> "Peers":
        """These rows only, in this order."""
        return rows_of(self, order)


Pair = tuple[int, int]  # positions: (seeker, peer)


@dataclass(frozen=True)
class Wishes:
    """What was decided by hand, who must not meet, what each side would rather have. All by (seeker, peer).

    `standing` are the pairs of the draft as it was: kept where nothing better by far is found. `seeker_ranks` and
    `peer_ranks`: 1 is who that side would like best; pairs that were not ranked are absent.
    """

    pinned: frozenset[Pair] = frozenset()
    forbidden: frozenset[Pair] = frozenset()
    standing: frozenset[Pair] = frozenset()
    seeker_ranks: Mapping[Pair, int] = field(default_factory=dict)
    peer_ranks: Mapping[Pair, int] = field(default_factory=dict)

    def moved(self, seeker_at: Mapping[int, int], peer_at: Mapping[int, int]) -> "Wishes":
        """The same wishes after everybody went to another position."""

        def pair(wished: Pair) -> Pair:
            return seeker_at[wished[0]], peer_at[wished[1]]

        return Wishes(
            *(frozenset(map(pair, wished)) for wished in (self.pinned, self.forbidden, self.standing)),
            *({pair(wished): rank for wished, rank in ranks.items()} for ranks in (self.seeker_ranks, self.peer_ranks)),
        )


class PinsContradict(Exception):
    """What was decided by hand cannot all be: one person twice, more people than places, a pair that must not be."""


@dataclass(frozen=True)
class Match:
    """`peer_of[s]`: the position of the seeker's peer, or UNKNOWN. `points`: what the pairs fit, added up.

    `dropped`: rankings that could not count, because the two cannot be a pair: (seeker, peer).
    """

    peer_of: np.ndarray
    points: int
    dropped: frozenset[Pair] = frozenset()

    @property
    def matched(self) -> int:
        return int((self.peer_of != UNKNOWN).sum())
