"""Placing people into groups: how many more the solver places than who takes the best pair first, how surely, how fast.

Greedy is what a patient coordinator would do: the best pair of all, then the next that still fits, to the end; groups
that stay too small are dissolved. Both read the same arrays; the database has no part in it, but for the whole job.
"""

import time

import numpy as np

from groups.placement.arrays import Groups, People, Wishes
from groups.placement.rules import possible
from groups.placement.solving import place
from programs.masks import UNKNOWN
from tests.benchmarks.greedy import greedy
from tests.benchmarks.placement_job import by_scarcity, whole_job
from tests.groups.placement.making import crowd

PEOPLE_PER_GROUP = 8
SEEDS = (1, 2, 3)


def main(people: int) -> None:
    """Print ratios for `people` who wait and one group for about eight of them."""
    for seed in SEEDS:
        folk, circles = crowd(people, people // PEOPLE_PER_GROUP, seed=seed)
        rng = np.random.default_rng(seed)
        wishes = Wishes(
            apart=frozenset((int(a), int(b)) for a, b in rng.integers(0, people, (people // 20, 2)) if a < b)
        )
        began = time.perf_counter()
        placement = place(folk, circles, wishes)
        seconds = time.perf_counter() - began
        began = time.perf_counter()
        by_hand = greedy(folk, circles, wishes)
        greedy_seconds = time.perf_counter() - began
        placed = int((by_hand != UNKNOWN).sum())
        print(
            f"  {people} people, {len(circles)} groups, seed {seed}: placed {placement.placed} against {placed} "
            f"({placement.placed / placed:.3f}), gap {placement.gap:.1e}, rules broken "
            f"{rules_broken(folk, circles, wishes, placement.group_of)}, {seconds:.2f} s "
            f"(greedy {greedy_seconds:.2f} s)",
            flush=True,
        )
    by_scarcity(people, PEOPLE_PER_GROUP, SEEDS)
    whole_job(people, PEOPLE_PER_GROUP)


def rules_broken(folk: People, circles: Groups, wishes: Wishes, group_of: np.ndarray) -> int:
    placed = np.flatnonzero(group_of != UNKNOWN)
    inside = np.bincount(group_of[placed], minlength=len(circles))
    return (
        int((~possible(folk, circles, wishes)[placed, group_of[placed]]).sum())
        + int((inside > circles.free).sum())
        + int(((inside > 0) & (inside < circles.needed)).sum())
        + sum(group_of[one] == group_of[other] != UNKNOWN for one, other in wishes.apart)
    )
