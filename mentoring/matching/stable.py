"""A match in which no two people would both rather have each other: seekers propose, peers keep whom they like best.

Deferred acceptance with places. Of all stable matches it is the best one for every seeker, and the order in which they
propose makes no difference (Gale and Shapley 1962).
"""

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from mentoring.matching.arrays import Pair
from mentoring.matching.edges import Edges, Field
from mentoring.matching.fit import NO_RANK, POINTS
from programs.masks import UNKNOWN

FIRST_LOOK = 32  # peers of each seeker that are read beforehand; who comes to the end of them is read again
BEYOND_FIT = 10 * POINTS  # who was ranked comes before everybody who was not
MOST_RANKS = 1000
ANYBODY = -1  # the floor of a peer with a place left


def stable_match(field: Field) -> np.ndarray:
    """The peer of each seeker, or UNKNOWN. Who ranked nobody, and after those they ranked, goes by the fit."""
    looks: dict[int, list[tuple[int, int]]] = {}
    for block in field.blocks():
        for seeker, choice in _in_order(field, block, FIRST_LOOK):
            looks.setdefault(seeker, []).append(choice)
    floor = np.full(len(field.free), ANYBODY)
    choices = {seeker: _choices(field, seeker, look, floor) for seeker, look in looks.items()}
    return propose(choices, field.free.tolist(), len(field), floor)


def propose(
    choices: Mapping[int, Iterator[tuple[int, int]]], free: Sequence[int], seekers: int, floor: np.ndarray | None = None
) -> np.ndarray:
    """`choices[s]`: the peers that s would have, best first, each with what s is worth to that peer; read lazily.

    Of two seekers worth the same to a peer the one with the lower position is kept. `floor`, one number a peer, is
    kept at what a seeker must be worth to that peer to have any chance; it only ever rises.
    """
    peer_of = [UNKNOWN] * seekers
    floor = np.full(len(free), ANYBODY) if floor is None else floor
    kept: list[list[tuple[int, int]]] = [[] for _ in free]  # heaps: the one who would go first on top
    for first in sorted(choices):
        seeker = first
        while seeker != UNKNOWN and (choice := next(choices[seeker], None)) is not None:
            peer, worth = choice
            held = kept[peer]
            if len(held) < free[peer]:
                heapq.heappush(held, (worth, -seeker))
                peer_of[seeker], seeker = peer, UNKNOWN
            elif held and held[0] < (worth, -seeker):
                _worth, gone = heapq.heapreplace(held, (worth, -seeker))
                peer_of[seeker], peer_of[-gone], seeker = peer, UNKNOWN, -gone
            if len(held) == free[peer] and held:
                floor[peer] = held[0][0]
    return np.array(peer_of, dtype=np.int64)


def agreed(
    seekers: Mapping[int, Sequence[int]], peers: Mapping[int, Sequence[int]]
) -> tuple[dict[int, list[tuple[int, int]]], frozenset[Pair]]:
    """Two sides' lists, best first, as choices for `propose`; and the pairs that one side only named: they drop out."""
    worth = {(seeker, peer): -rank for peer, ranking in peers.items() for rank, seeker in enumerate(ranking)}
    named = {(seeker, peer) for seeker, ranking in seekers.items() for peer in ranking}
    choices = {
        seeker: [(peer, worth[seeker, peer]) for peer in ranking if (seeker, peer) in worth]
        for seeker, ranking in seekers.items()
    }
    return choices, frozenset(named ^ worth.keys())


def blocking_pairs(pairs: Iterable[tuple[int, int, int, int]], peer_of: np.ndarray, free: Sequence[int]) -> list[Pair]:
    """Pairs that would both rather have each other. `pairs`: (seeker, peer, worth to the seeker, worth to the peer)."""
    to_seeker, to_peer, rows = {}, {}, list(pairs)
    for seeker, peer, for_seeker, for_peer in rows:
        to_seeker[seeker, peer] = (for_seeker, -peer)
        to_peer[seeker, peer] = (for_peer, -seeker)
    held: dict[int, list] = {}
    for seeker, peer in enumerate(peer_of.tolist()):
        if peer != UNKNOWN:
            held.setdefault(peer, []).append(to_peer[seeker, peer])

    def seeker_would(seeker, peer):
        now = int(peer_of[seeker])
        return now == UNKNOWN or to_seeker[seeker, peer] > to_seeker[seeker, now]

    def peer_would(seeker, peer):
        mine = held.get(peer, [])
        return free[peer] > 0 and (len(mine) < free[peer] or to_peer[seeker, peer] > min(mine))

    return [
        (seeker, peer)
        for seeker, peer, *_worth in rows
        if peer_of[seeker] != peer and seeker_would(seeker, peer) and peer_would(seeker, peer)
    ]


def sides(field: Field, edges: Edges) -> tuple[np.ndarray, np.ndarray]:
    """What each pair is worth to the seeker and to the peer: their ranking first, the fit after it."""
    return tuple(
        np.where(rank == NO_RANK, edges.worth, BEYOND_FIT + (MOST_RANKS - rank))
        for rank in (field.seeker_ranks(edges), field.peer_ranks(edges))
    )


def _choices(field: Field, seeker: int, look: list[tuple[int, int]], floor: np.ndarray) -> Iterator[tuple[int, int]]:
    """The peers in the order of the seeker, each with what the seeker is worth to them."""
    yield from look
    if len(look) == FIRST_LOOK:
        seen = {peer for peer, _worth in look}
        row = field.edges(np.array([seeker]))
        row = row.where(sides(field, row)[1] >= floor[row.peer])
        yield from (choice for _seeker, choice in _in_order(field, row, len(row)) if choice[0] not in seen)


def _in_order(field: Field, edges: Edges, most: int) -> list[tuple[int, tuple[int, int]]]:
    """At most so many choices of each seeker, best first: (seeker, (peer, worth to the peer))."""
    to_seeker, to_peer = sides(field, edges)
    at = Edges(edges.seeker, edges.peer, to_seeker).best(most)
    choices = zip(edges.peer[at].tolist(), to_peer[at].tolist(), strict=True)
    return list(zip(edges.seeker[at].tolist(), choices, strict=True))
