"""The possible pairs with what they are worth, read in blocks of seekers: the whole matrix never exists at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mentoring.matching.arrays import Pair, Peers, Seekers, Wishes
from mentoring.matching.fit import NO_RANK, points_of_pairs
from mentoring.matching.rules import in_band, in_common
from programs.masks import rows_of

BLOCK = 128  # seekers at a time: with 2,000 peers a matrix of truth values is a quarter of a megabyte
KEEP = 0.02  # of what a pair is worth, when it stood in the draft before


@dataclass(frozen=True)
class Edges:
    """Pairs as three arrays of one length: positions, and `worth` in points (int64)."""

    seeker: np.ndarray
    peer: np.ndarray
    worth: np.ndarray

    def __len__(self) -> int:
        return len(self.seeker)

    def where(self, which: np.ndarray) -> "Edges":
        """Those that `which` (a mask, or positions) names."""
        return Edges(self.seeker[which], self.peer[which], self.worth[which])

    def best(self, most: int) -> np.ndarray:
        """The positions of at most so many of each seeker, best first; of equals the lowest peer."""
        order = np.lexsort((self.peer, -self.worth, self.seeker))
        seeker = self.seeker[order]
        return order[np.arange(len(order)) - np.searchsorted(seeker, seeker) < most]


def joined(parts: list[Edges]) -> Edges:
    """All of them, in the order given."""
    if not parts:
        nothing = np.empty(0, dtype=np.int64)
        return Edges(nothing, nothing, nothing)
    return Edges(*(np.concatenate([getattr(part, name) for part in parts]) for name in ("seeker", "peer", "worth")))


@dataclass(frozen=True)
class Field:
    """Who can still be matched: seekers that are `open` (a mask), and the places that are left with each peer."""

    seekers: Seekers
    peers: Peers
    wishes: Wishes
    open: np.ndarray
    free: np.ndarray

    def __len__(self) -> int:
        return len(self.seekers)

    def blocks(self) -> Iterator[Edges]:
        """All possible pairs, in the order of the seekers."""
        rows = np.flatnonzero(self.open)
        for start in range(0, len(rows), BLOCK):
            yield self.edges(rows[start : start + BLOCK])

    def edges(self, rows: np.ndarray) -> Edges:
        """The possible pairs of these seekers."""
        some, (columns, peers) = rows_of(self.seekers, rows), self._peers
        holds = in_common(some.languages, peers.languages)
        holds &= in_common(some.slots, peers.slots)
        holds &= in_band(some.ages, peers.youngest, peers.oldest)
        at, column = np.nonzero(holds)
        seeker, peer = rows[at], columns[column]
        if len(self._forbidden):
            may = ~np.isin(self._number(seeker, peer), self._forbidden)
            seeker, peer = seeker[may], peer[may]
        rank = self._ranks(self._seeker_ranks, seeker, peer)
        worth = points_of_pairs(self.seekers, self.peers, seeker, peer, rank)
        if len(self._standing):
            stood = np.isin(self._number(seeker, peer), self._standing)
            worth[stood] = np.rint(worth[stood] * (1 + KEEP)).astype(np.int64)
        return Edges(seeker, peer, worth)

    def seeker_ranks(self, edges: Edges) -> np.ndarray:
        """The rank that the seeker gave the peer, or NO_RANK."""
        return self._ranks(self._seeker_ranks, edges.seeker, edges.peer)

    def peer_ranks(self, edges: Edges) -> np.ndarray:
        """The rank that the peer gave the seeker, or NO_RANK."""
        return self._ranks(self._peer_ranks, edges.seeker, edges.peer)

    @cached_property
    def _peers(self) -> tuple[np.ndarray, Peers]:
        columns = np.flatnonzero(np.asarray(self.peers.ready) & (self.free > 0))
        return columns, rows_of(self.peers, columns)

    @cached_property
    def _forbidden(self) -> np.ndarray:
        return self._numbers(self.wishes.forbidden)

    @cached_property
    def _standing(self) -> np.ndarray:
        return self._numbers(self.wishes.standing)

    @cached_property
    def _seeker_ranks(self) -> tuple[np.ndarray, np.ndarray]:
        return self._lookup(self.wishes.seeker_ranks)

    @cached_property
    def _peer_ranks(self) -> tuple[np.ndarray, np.ndarray]:
        return self._lookup(self.wishes.peer_ranks)

    def _number(self, seeker, peer):
        return seeker * len(self.peers) + peer

    def _numbers(self, pairs: frozenset[Pair]) -> np.ndarray:
        return np.array(sorted(self._number(*pair) for pair in pairs), dtype=np.int64)

    def _lookup(self, ranks) -> tuple[np.ndarray, np.ndarray]:
        numbers = sorted((self._number(*pair), rank) for pair, rank in ranks.items())
        return tuple(np.array(numbers, dtype=np.int64).reshape(-1, 2).T)

    def _ranks(self, lookup, seeker, peer) -> np.ndarray:
        numbers, ranks = lookup
        if not len(numbers):
            return np.full(len(seeker), NO_RANK)
        wanted = self._number(seeker, peer)
        at = np.minimum(np.searchsorted(numbers, wanted), len(numbers) - 1)
        return np.where(numbers[at] == wanted, ranks[at], NO_RANK)
