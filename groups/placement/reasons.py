"""Why somebody is in this group, and why somebody is in none: codes, put into words by the page."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from groups.placement.arrays import Groups, People, Placement, Wishes
from groups.placement.fit import WEIGHTS, Share, shares_of_fit
from groups.placement.rules import Rule, possible, rules
from programs.masks import UNKNOWN


@dataclass(frozen=True)
class Choice:
    """Why this group: each share with its part of the fit (together 1 at most), and what speaks against it."""

    shares: dict[Share, float]
    broken: tuple[Rule, ...] = ()  # only where a coordinator pinned it all the same
    pinned: bool = False


class Unplaced(StrEnum):
    RULES = "rules"  # no group fits: `rule` says what stood in the way most often
    FULL = "full"  # the groups that fit have no place left
    TOO_SMALL = "too_small"  # the groups that fit do not reach the number they need
    APART = "apart"  # the groups that fit hold somebody they must not meet


@dataclass(frozen=True)
class NoChoice:
    reason: Unplaced
    rule: Rule | None = None


def why(people: People, groups: Groups, wishes: Wishes, person: int, group: int) -> Choice:
    """Why this person is in this group."""
    one, there = people.rows([person]), groups.rows([group])
    shares = {name: round(float(share[0, 0]) * WEIGHTS[name], 4) for name, share in shares_of_fit(one, there).items()}
    broken = tuple(rule for rule, holds in rules(one, there, Wishes()).items() if not holds[0, 0])
    return Choice(shares, broken, (person, group) in wishes.pinned)


def why_not(people: People, groups: Groups, wishes: Wishes, placement: Placement, person: int) -> NoChoice:
    """Why this person has no group."""
    fits = np.flatnonzero(possible(people, groups, wishes)[person])
    if not len(fits):
        return NoChoice(Unplaced.RULES, _in_the_way(people, groups, wishes, person))
    inside = np.bincount(placement.group_of[placement.group_of != UNKNOWN], minlength=len(groups))
    meets = inside[fits] >= np.asarray(groups.needed)[fits]
    roomy = inside[fits] < np.asarray(groups.free)[fits]
    if not meets.any():
        return NoChoice(Unplaced.TOO_SMALL)
    if (meets & roomy).any():
        return NoChoice(Unplaced.APART)
    return NoChoice(Unplaced.FULL if not (roomy & ~meets).any() else Unplaced.TOO_SMALL)


def _in_the_way(people, groups, wishes, person) -> Rule | None:
    """The rule without which the most groups would fit; of equals the first in the order of `Rule`."""
    held = {rule: holds[person] for rule, holds in rules(people, groups, wishes).items()}
    gains = {
        rule: int(np.logical_and.reduce([holds for other, holds in held.items() if other is not rule]).sum())
        for rule in held
    }
    if any(gains.values()):
        return max(gains, key=gains.get)
    refused = {rule: int((~holds).sum()) for rule, holds in held.items()}
    return max(refused, key=refused.get) if any(refused.values()) else None
