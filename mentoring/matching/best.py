"""The best match of all people at once, exactly: few pairs of each seeker are tried, and prices prove that no other
pair would have made it better.

A price is what a place with a peer is worth to those who would have liked it. When nobody would rather pay for another
peer than keep what they have, and no peer with a place left has a price, nothing better exists (linear programming
duality). A pair that somebody would rather pay for joins those that are tried.
"""

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from mentoring.matching.edges import Edges, Field, joined
from programs.masks import UNKNOWN

FIRST_TRY = 32  # peers of each seeker; more where the prices ask for it


def best_match(field: Field, *, most: bool) -> np.ndarray:
    """The peer of each seeker, or UNKNOWN, with the highest sum of worth.

    `most`: one more person matched counts more than any sum.
    """
    tried = joined([block.where(block.best(FIRST_TRY)) for block in field.blocks()])
    all_tried = int((np.asarray(field.peers.ready) & (field.free > 0)).sum()) <= FIRST_TRY
    while True:
        bonus = _bonus(field, tried) if most else 0
        peer_of = assign(len(field), field.free, tried, bonus)
        if all_tried:
            return peer_of
        missing = _would_rather(field, tried, peer_of, bonus)
        if not len(missing):
            return peer_of
        tried = joined([tried, missing])


def assign(seekers: int, free: np.ndarray, edges: Edges, bonus: int) -> np.ndarray:
    """The best match among these pairs: each place of a peer is a column, and each seeker has one that means nobody."""
    first = np.concatenate([[0], np.cumsum(free)]).astype(np.int64)
    places = int(first[-1])
    count = free[edges.peer]
    within = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    rows = np.concatenate([np.repeat(edges.seeker, count), np.arange(seekers)])
    columns = np.concatenate([np.repeat(first[edges.peer], count) + within, places + np.arange(seekers)])
    highest = int(edges.worth.max(initial=0)) + bonus + 1  # costs are positive: a zero would be no pair at all
    costs = np.concatenate([np.repeat(highest - edges.worth - bonus, count), np.full(seekers, highest)])
    table = csr_array((costs.astype(float), (rows, columns)), shape=(seekers, places + seekers))
    peer_of = np.full(seekers, UNKNOWN)
    if seekers:
        seeker, column = min_weight_full_bipartite_matching(table)
        has = column < places
        peer_of[seeker[has]] = np.searchsorted(first, column[has], side="right") - 1
    return peer_of


def prices(free: np.ndarray, edges: Edges, peer_of: np.ndarray, bonus: int) -> tuple[np.ndarray, np.ndarray]:
    """What each seeker gains, and what a place with each peer costs: the lowest prices at which everybody stays."""
    worth = edges.worth + bonus
    now = peer_of[edges.seeker]
    kept = np.zeros(len(peer_of), dtype=np.int64)
    mine = now == edges.peer
    kept[edges.seeker[mine]] = worth[mine]
    order = np.argsort(edges.peer, kind="stable")
    order = order[~mine[order]]
    peer, start = np.unique(edges.peer[order], return_index=True)
    extra = (worth - kept[edges.seeker])[order]
    now = now[order]
    price = np.zeros(len(free) + 1, dtype=np.int64)  # the last one is nobody's: UNKNOWN is position -1
    while len(peer):
        risen = np.maximum(price[peer], np.maximum.reduceat(extra + price[now], start))
        if np.array_equal(risen, price[peer]):
            break
        price[peer] = risen
    return kept - price[peer_of], price[:-1]


def _would_rather(field: Field, tried: Edges, peer_of: np.ndarray, bonus: int) -> Edges:
    """Pairs that were not tried and that somebody would rather have, at these prices."""
    gain, price = prices(field.free, tried, peer_of, bonus)
    found = []
    for block in field.blocks():
        better = block.where(block.worth + bonus - price[block.peer] > gain[block.seeker])
        found.append(better.where(better.best(FIRST_TRY)))
    return joined(found)


def _bonus(field: Field, edges: Edges) -> int:
    """More than any sum of worth can differ."""
    people = min(int(field.open.sum()), int(field.free.sum()))
    return (int(edges.worth.max(initial=0)) + 1) * (people + 1)
