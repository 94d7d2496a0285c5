"""Matching people with peers: how much better than who takes the best pair first, how fast, in how much memory.

Greedy is what a patient coordinator would do: the best pair of all, then the next that still fits, to the end. The loop
in Python asks the same questions pair by pair; it is run for a part of the people. All read the same arrays.
"""

import time
import tracemalloc

import numpy as np

from mentoring.matching.best import best_match
from mentoring.matching.edges import Field, joined
from mentoring.matching.fit import ENOUGH_SLOTS, FULL_WAIT, NOT_SAID, POINTS, SECOND_TOPIC, WEIGHTS, Share
from mentoring.matching.stable import stable_match
from programs.masks import UNKNOWN
from tests.mentoring.matching.making import crowd, field_of

PEOPLE_PER_PEER = 5
LOOPED = 100  # people for whom the loop in Python is measured


def main(people: int) -> None:
    """Print ratios for `people` who seek support and a peer for five of them."""
    field = field_of(*crowd(people, people // PEOPLE_PER_PEER))
    scoring, edges = timed(lambda: joined(list(field.blocks())))
    part = LOOPED / people
    looping, pairs = timed(lambda: loop(field, range(LOOPED)))
    assert pairs == set(zip(*edges_of(edges, LOOPED), strict=True))
    print(f"  {people} people, {len(field.peers)} peers, {field.free.sum()} places, {len(edges)} possible pairs")
    slower = looping / part / scoring
    print(f"  scoring: {scoring:.2f} s; pair by pair in Python {looping / part:.0f} s ({slower:.0f} times as long)")
    greedy_seconds, by_hand = timed(lambda: greedy(field, edges))
    hand = figures(edges, by_hand)
    print(f"  greedy: {hand[0]} people, {hand[1] / POINTS:.1f} points, {greedy_seconds:.2f} s")
    for name, way in (
        ("as many as possible", lambda: best_match(field, most=True)),
        ("the best fit", lambda: best_match(field, most=False)),
        ("stable", lambda: stable_match(field)),
    ):
        seconds, peer_of = timed(way)
        matched, points = figures(edges, peer_of)
        print(
            f"  {name}: {matched} people ({matched / hand[0]:.3f} of greedy), {points / POINTS:.1f} points "
            f"({points / hand[1]:.3f}), {seconds:.2f} s, at most {memory_of(way):.0f} MB",
            flush=True,
        )


def timed(work):
    began = time.process_time()
    result = work()
    return time.process_time() - began, result


def memory_of(work) -> float:
    """The most memory that was held at once, in megabytes."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()


def edges_of(edges, people):
    few = edges.where(edges.seeker < people)
    return few.seeker.tolist(), few.peer.tolist(), few.worth.tolist()


def figures(edges, peer_of) -> tuple[int, int]:
    chosen = peer_of[edges.seeker] == edges.peer
    assert chosen.sum() == (peer_of != UNKNOWN).sum()
    return int(chosen.sum()), int(edges.worth[chosen].sum())


def greedy(field: Field, edges) -> np.ndarray:
    free, peer_of = field.free.tolist(), [UNKNOWN] * len(field)
    for at in np.argsort(-edges.worth, kind="stable").tolist():
        seeker, peer = int(edges.seeker[at]), int(edges.peer[at])
        if peer_of[seeker] == UNKNOWN and free[peer]:
            peer_of[seeker], free[peer] = peer, free[peer] - 1
    return np.array(peer_of)


def loop(field: Field, people) -> set[tuple[int, int, int]]:
    """The possible pairs of some people with their points, each pair on its own."""
    folk = {name: getattr(field.seekers, name).tolist() for name in ("languages", "slots", "topics", "first_topics")}
    folk |= {name: getattr(field.seekers, name).tolist() for name in ("modes", "ages", "waiting")}
    names = ("languages", "slots", "topics", "modes", "youngest", "oldest", "capacity", "free", "ready")
    helpers = {name: getattr(field.peers, name).tolist() for name in names}
    found = set()
    for one in people:
        for other in range(len(field.peers)):
            if not helpers["ready"][other] or not helpers["free"][other]:
                continue
            if not folk["languages"][one] & helpers["languages"][other]:
                continue
            hours = (folk["slots"][one] & helpers["slots"][other]).bit_count()
            if not hours or not helpers["youngest"][other] <= folk["ages"][one] <= helpers["oldest"][other]:
                continue
            lived = helpers["topics"][other]
            first, named = folk["first_topics"][one] & lived, folk["topics"][one] & lived
            topic = 1.0 if first else SECOND_TOPIC if named else 0.0
            modes = folk["modes"][one] and helpers["modes"][other]
            shares = {
                Share.TOPIC: topic if folk["topics"][one] else NOT_SAID,
                Share.TIME: min(hours, ENOUGH_SLOTS) / ENOUGH_SLOTS,
                Share.RANKING: 0.0,
                Share.WAITING: min(1.0, folk["waiting"][one] / FULL_WAIT),
                Share.MODE: bool(folk["modes"][one] & helpers["modes"][other]) if modes else NOT_SAID,
                Share.LOAD: helpers["free"][other] / helpers["capacity"][other],
            }
            points = round(POINTS * sum(WEIGHTS[name] * share for name, share in shares.items()))
            found.add((one, other, points))
    return found
