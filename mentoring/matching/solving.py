"""One door to both ways of matching. The order of the rows makes no difference."""

import numpy as np

from mentoring.matching.arrays import Match, Pair, Peers, PinsContradict, Seekers, Wishes
from mentoring.matching.best import best_match
from mentoring.matching.edges import Field
from mentoring.matching.fit import NO_RANK, points_of_pairs
from mentoring.matching.rules import possible
from mentoring.matching.stable import stable_match
from programs.masks import UNKNOWN, in_order


def match(seekers: Seekers, peers: Peers, wishes: Wishes | None = None, *, stable: bool = False, most: bool = True):
    """Match as `stable` says: by what each side would rather have, or the best for everybody together.

    `most` counts for the best only: as many people as possible before the best fit. Returns a `Match`; nobody is ever
    given more than their free places. Raises `PinsContradict`.
    """
    # Of equals the first is taken: what reads the rows always reads them in the order of their keys.
    seeker_from, peer_from = in_order(seekers.keys), in_order(peers.keys)
    seeker_at = {old: new for new, old in enumerate(seeker_from)}
    peer_at = {old: new for new, old in enumerate(peer_from)}
    wishes = (wishes or Wishes()).moved(seeker_at, peer_at)
    found = _match(seekers.rows(seeker_from), peers.rows(peer_from), wishes, stable, most)
    peer_of = np.full(len(seekers), UNKNOWN)
    has = found.peer_of != UNKNOWN
    peer_of[np.array(seeker_from, dtype=int)[has]] = np.array(peer_from, dtype=int)[found.peer_of[has]]
    dropped = frozenset((seeker_from[seeker], peer_from[peer]) for seeker, peer in found.dropped)
    return Match(peer_of, found.points, dropped)


def _match(seekers, peers, wishes, stable, most) -> Match:
    pinned = _pins(seekers, peers, wishes)
    still_open = np.ones(len(seekers), dtype=bool)
    still_open[list(pinned)] = False
    taken = np.bincount(list(pinned.values()), minlength=len(peers))
    field = Field(seekers, peers, wishes, still_open, np.maximum(0, np.asarray(peers.free) - taken))
    peer_of = stable_match(field) if stable else best_match(field, most=most)
    peer_of[list(pinned)] = list(pinned.values())
    return Match(peer_of, _points(seekers, peers, wishes, peer_of), _dropped(seekers, peers, wishes))


def _pins(seekers: Seekers, peers: Peers, wishes: Wishes) -> dict[int, int]:
    """Seeker → peer. Language, hours and age may be set aside by hand; ties, readiness and places never."""
    pinned = dict(sorted(wishes.pinned))
    if len(pinned) < len(wishes.pinned) or wishes.pinned & wishes.forbidden:
        raise PinsContradict
    chosen = np.array(list(pinned.values()), dtype=int)
    if not np.asarray(peers.ready)[chosen].all():
        raise PinsContradict
    if (np.bincount(chosen, minlength=len(peers)) > np.asarray(peers.free)).any():
        raise PinsContradict
    return pinned


def _points(seekers, peers, wishes, peer_of) -> int:
    seeker = np.flatnonzero(peer_of != UNKNOWN)
    ranks = [wishes.seeker_ranks.get((int(one), int(peer_of[one])), NO_RANK) for one in seeker]
    return int(points_of_pairs(seekers, peers, seeker, peer_of[seeker], np.array(ranks, dtype=int)).sum())


def _dropped(seekers: Seekers, peers: Peers, wishes: Wishes) -> frozenset[Pair]:
    """Who ranked somebody they cannot be with."""
    return frozenset(
        (seeker, peer)
        for seeker, peer in {*wishes.seeker_ranks, *wishes.peer_ranks}
        if not _can_be(seekers, peers, wishes, seeker, peer)
    )


def _can_be(seekers, peers, wishes, seeker, peer) -> bool:
    pinned = (seeker, peer) in wishes.pinned
    forbidden = frozenset({(0, 0)}) if (seeker, peer) in wishes.forbidden else frozenset()
    return pinned or bool(possible(seekers.rows([seeker]), peers.rows([peer]), forbidden)[0, 0])
