"""Placing by hand: the best pair of all, then the next that still fits, to the end."""

import numpy as np

from groups.placement.arrays import Groups, People, Wishes
from groups.placement.fit import fit
from groups.placement.rules import possible
from groups.placement.solving import PLACED
from programs.masks import UNKNOWN


def greedy(folk: People, circles: Groups, wishes: Wishes) -> np.ndarray:
    """The group of each person, or UNKNOWN."""
    allowed = possible(folk, circles, wishes)
    worth = np.where(allowed, PLACED + fit(folk, circles), -1.0)
    free = circles.free.copy()
    group_of = np.full(len(folk), UNKNOWN)
    enemies: dict[int, set[int]] = {}
    for one, other in wishes.apart:
        enemies.setdefault(one, set()).add(other)
        enemies.setdefault(other, set()).add(one)
    for flat in np.argsort(-worth, axis=None, kind="stable"):
        person, group = divmod(int(flat), len(circles))
        if worth[person, group] < 0:
            break
        meets_enemy = any(group_of[enemy] == group for enemy in enemies.get(person, ()))
        if group_of[person] == UNKNOWN and free[group] > 0 and not meets_enemy:
            group_of[person] = group
            free[group] -= 1
    inside = np.bincount(group_of[group_of != UNKNOWN], minlength=len(circles))
    too_small = inside < circles.needed
    group_of[(group_of != UNKNOWN) & too_small[group_of]] = UNKNOWN
    return group_of
