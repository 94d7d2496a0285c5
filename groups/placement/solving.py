"""The best placement of all people at once, with a proof of how good it is: HiGHS through SciPy."""

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from groups.placement.arrays import Groups, People, PinsContradict, Placement, Wishes
from groups.placement.fit import fit
from groups.placement.rules import possible
from programs.masks import UNKNOWN, in_order

PLACED = 3.0  # that somebody is placed counts more than any fit, which is 1 at most
DIVERSITY = 0.15  # for each kind of experience that a group did not have
KEEP = 0.02  # of what a pair is worth, when it stood in the draft before
GAP = 1e-4
SECONDS = 60.0
INFEASIBLE = 2  # as SciPy numbers how a search ended


def place(people: People, groups: Groups, wishes: Wishes | None = None, *, seconds: float = SECONDS) -> Placement:
    """Place as many as possible, each as well as possible. The order of the rows makes no difference.

    Raises PinsContradict. A group that cannot reach the number it needs stays without newcomers, unless somebody is
    pinned there.
    """
    # The solver breaks ties by position: it always reads the rows in the order of their keys.
    person_from, group_from = in_order(people.keys), in_order(groups.keys)
    person_at = {old: new for new, old in enumerate(person_from)}
    group_at = {old: new for new, old in enumerate(group_from)}
    wishes = (wishes or Wishes()).moved(person_at, group_at)
    chosen, total, gap = solve(people.rows(person_from), groups.rows(group_from), wishes, seconds)
    group_of = np.full(len(people), UNKNOWN)
    for person, group in chosen:
        group_of[person_from[person]] = group_from[group]
    return Placement(group_of, total, gap)


def solve(people: People, groups: Groups, wishes: Wishes, seconds: float) -> tuple[np.ndarray, float, float]:
    """The chosen (person, group) as rows, what they are worth together, and the gap."""
    pairs = np.argwhere(possible(people, groups, wishes))
    if not len(pairs):
        return pairs, 0.0, 0.0
    worth = PLACED + fit(people, groups)
    for person, group in wishes.standing:
        worth[person, group] *= 1 + KEEP
    answer = Problem(people, groups, wishes, pairs, worth).solve(seconds)
    if answer.status == INFEASIBLE:
        raise PinsContradict
    return pairs[answer.x[: len(pairs)] > 0.5], -float(answer.fun), max(0.0, float(answer.mip_gap or 0.0))


class Problem:
    """Unknowns, in this order: each possible pair; whether each group meets; each kind of experience that is new."""

    def __init__(self, people: People, groups: Groups, wishes: Wishes, pairs: np.ndarray, worth: np.ndarray):
        self.people, self.groups, self.wishes, self.pairs = people, groups, wishes, pairs
        self.kinds = self._new_kinds()
        self.meets_at = len(pairs)
        self.kinds_at = self.meets_at + len(groups)
        self.count = self.kinds_at + len(self.kinds)
        gains = [worth[pairs[:, 0], pairs[:, 1]], np.zeros(len(groups)), np.full(len(self.kinds), DIVERSITY)]
        self.costs = -np.concatenate(gains)

    def solve(self, seconds: float):
        whole = np.ones(self.count)
        whole[self.kinds_at :] = 0  # they follow by themselves
        return milp(
            self.costs,
            integrality=whole,
            bounds=Bounds(self._floor(), np.ones(self.count)),
            constraints=[*self._limits()],
            options={"mip_rel_gap": GAP, "time_limit": seconds},
        )

    def _floor(self) -> np.ndarray:
        """0, and 1 for what is pinned."""
        floor = np.zeros(self.count)
        for position, (person, group) in enumerate(self.pairs):
            if (int(person), int(group)) in self.wishes.pinned:
                floor[position] = 1
        return floor

    def _limits(self):
        people, groups, pairs = self.people, self.groups, self.pairs
        columns, ones = np.arange(len(pairs)), np.ones(len(pairs))
        once = self._matrix(pairs[:, 0], columns, ones, len(people))
        yield LinearConstraint(once, ub=1)
        # No more than its places, and nobody where the group does not meet; enough where it does.
        meets = self.meets_at + np.arange(len(groups))
        of_group = np.concatenate([pairs[:, 1], np.arange(len(groups))])
        both = np.concatenate([columns, meets])
        within = np.concatenate([ones, -np.asarray(groups.free, dtype=float)])
        enough = np.concatenate([ones, -self._needed()])
        yield LinearConstraint(self._matrix(of_group, both, within, len(groups)), ub=0)
        yield LinearConstraint(self._matrix(of_group, both, enough, len(groups)), lb=0)
        if self.kinds:
            yield LinearConstraint(self._experience(), ub=0)
        if (apart := self._apart()) is not None:
            yield LinearConstraint(apart, ub=1)

    def _needed(self) -> np.ndarray:
        """How many each group needs; where somebody is pinned the coordinator has decided that it meets."""
        needed = np.array(self.groups.needed, dtype=float)
        needed[[group for _person, group in self.wishes.pinned]] = 0
        return needed

    def _new_kinds(self) -> list[tuple[int, int]]:
        """(group, kind of experience) that somebody could bring and that is not there yet."""
        kinds = self.people.experience[self.pairs[:, 0]]
        there = np.asarray(self.groups.experience)[self.pairs[:, 1]]
        brings = (kinds != UNKNOWN) & ((there >> np.maximum(kinds, 0)) & 1 == 0)
        return sorted(
            {(int(group), int(kind)) for (_p, group), kind in zip(self.pairs[brings], kinds[brings], strict=True)}
        )

    def _experience(self) -> sparse.csr_matrix:
        """A kind counts as new only where somebody of it is placed."""
        row_of = {pair: row for row, pair in enumerate(self.kinds)}
        rows, columns, values = [], [], []
        for column, (person, group) in enumerate(self.pairs):
            row = row_of.get((int(group), int(self.people.experience[person])))
            if row is not None:
                rows.append(row)
                columns.append(column)
                values.append(-1.0)
        rows += range(len(self.kinds))
        columns += range(self.kinds_at, self.count)
        values += [1.0] * len(self.kinds)
        return self._matrix(rows, columns, values, len(self.kinds))

    def _apart(self) -> sparse.csr_matrix | None:
        """Two who must not meet are never in one group."""
        column_of = {(int(person), int(group)): column for column, (person, group) in enumerate(self.pairs)}
        rows, columns, row = [], [], 0
        for one, other in sorted(self.wishes.apart):
            for group in range(len(self.groups)):
                both = (column_of.get((one, group)), column_of.get((other, group)))
                if None not in both:
                    rows += [row, row]
                    columns += both
                    row += 1
        return self._matrix(rows, columns, np.ones(len(rows)), row) if row else None

    def _matrix(self, rows, columns, values, height: int) -> sparse.csr_matrix:
        return sparse.csr_matrix((values, (rows, columns)), shape=(height, self.count))
