"""Why these two, and why nobody: codes, put into words by the page. Reckoned only for pairs that are shown."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from mentoring.matching.arrays import Match, Peers, Seekers, Wishes
from mentoring.matching.fit import NO_RANK, WEIGHTS, Share, shares_of_pairs
from mentoring.matching.rules import FIRM, Rule, rules
from programs.masks import UNKNOWN, bits_in


class Missing(StrEnum):
    """What somebody has not said, so that we know less."""

    TIMES = "times"  # of the seeker
    THEIR_TIMES = "their_times"  # of the peer
    TOPICS = "topics"
    AGE = "age"


class Strength(StrEnum):
    STRONG = "strong"
    GOOD = "good"
    FAIR = "fair"


# Of what the two themselves bring: how long somebody waits and the load say nothing of the fit.
STRONG, GOOD = 0.7, 0.5
OF_THE_TWO = (Share.TOPIC, Share.TIME, Share.MODE)


@dataclass(frozen=True)
class Choice:
    """Why these two: each share with its part of the fit (together 1 at most), what they have in common (bits), what
    was not said, and what speaks against them."""

    shares: dict[Share, float]
    languages: list[int]
    slots: list[int]
    topics: list[int]
    missing: tuple[Missing, ...] = ()
    broken: tuple[Rule, ...] = ()  # only where a coordinator chose them all the same
    pinned: bool = False

    @property
    def strength(self) -> Strength:
        """In words, never in numbers. What was not said makes nothing strong."""
        most = sum(WEIGHTS[name] for name in OF_THE_TWO)
        part = sum(self.shares[name] for name in OF_THE_TWO) / most
        if self.broken or part < GOOD:
            return Strength.FAIR
        return Strength.STRONG if part >= STRONG and not self.missing else Strength.GOOD


class Unmatched(StrEnum):
    RULES = "rules"  # nobody can: `rule` says what stood in the way most often
    TAKEN = "taken"  # who could is with somebody they fit better, or who waits longer
    BETTER = "better"  # somebody with a place could; the best fit over all left this person out


@dataclass(frozen=True)
class NoChoice:
    reason: Unmatched
    rule: Rule | None = None


def why(seekers: Seekers, peers: Peers, wishes: Wishes, seeker: int, peer: int) -> Choice:
    """Why this peer for this person."""
    one, other, here = seekers.rows([seeker]), peers.rows([peer]), np.array([0])
    rank = np.array([wishes.seeker_ranks.get((seeker, peer), NO_RANK)])
    shares = shares_of_pairs(one, other, here, here, rank)
    held = rules(one, other, frozenset())
    return Choice(
        {name: round(float(share[0]) * WEIGHTS[name], 4) for name, share in shares.items()},
        *(bits_in(int(getattr(one, name)[0] & getattr(other, name)[0])) for name in ("languages", "slots", "topics")),
        missing=_missing(one, other),
        broken=tuple(rule for rule, holds in held.items() if rule not in FIRM and not holds[0, 0]),
        pinned=(seeker, peer) in wishes.pinned,
    )


def why_not(seekers: Seekers, peers: Peers, wishes: Wishes, found: Match, seeker: int) -> NoChoice:
    """Why this person has nobody."""
    one = seekers.rows([seeker])
    forbidden = frozenset((0, peer) for who, peer in wishes.forbidden if who == seeker)
    held = {rule: holds[0] for rule, holds in rules(one, peers, forbidden).items()}
    could = np.logical_and.reduce(list(held.values())) if len(peers) else np.zeros(0, dtype=bool)
    if not could.any():
        return NoChoice(Unmatched.RULES, _in_the_way(held))
    given = np.bincount(found.peer_of[found.peer_of != UNKNOWN], minlength=len(peers))
    has_place = (given < np.asarray(peers.free)) & could
    return NoChoice(Unmatched.BETTER if has_place.any() else Unmatched.TAKEN)


def _in_the_way(held: dict[Rule, np.ndarray]) -> Rule | None:
    """The rule without which the most peers would do; of equals the first in the order of `Rule`."""
    gains = {
        rule: int(np.logical_and.reduce([holds for other, holds in held.items() if other is not rule]).sum())
        for rule in held
    }
    if any(gains.values()):
        return max(gains, key=gains.get)
    refused = {rule: int((~holds).sum()) for rule, holds in held.items()}
    return max(refused, key=refused.get) if any(refused.values()) else None


def _missing(one: Seekers, other: Peers) -> tuple[Missing, ...]:
    unsaid = {
        Missing.TIMES: one.slots[0] == 0,
        Missing.THEIR_TIMES: other.slots[0] == 0,
        Missing.TOPICS: one.topics[0] == 0,
        Missing.AGE: one.ages[0] == UNKNOWN and (other.youngest[0] > 0 or other.oldest[0] < 999),
    }
    return tuple(name for name, is_missing in unsaid.items() if is_missing)
