"""What must hold before two people can be a pair, each rule a matrix seekers × peers of truth values."""

from enum import StrEnum

import numpy as np

from mentoring.matching.arrays import Pair, Peers, Seekers
from programs.masks import UNKNOWN


class Rule(StrEnum):
    LANGUAGE = "language"
    TIME = "time"
    AGE = "age"
    FORBIDDEN = "forbidden"  # a tie, a pair that was ruled out, a suggestion that was declined
    READY = "ready"
    PLACES = "places"


# What nobody may set aside by hand: a coordinator knows more than we do of hours, not of these.
FIRM = frozenset({Rule.FORBIDDEN, Rule.READY, Rule.PLACES})


def in_common(ours: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    """Whether two sets meet; true as well where one of the two is not known."""
    return ((ours[:, None] & theirs[None, :]) != 0) | (ours == 0)[:, None] | (theirs == 0)[None, :]


def in_band(ages: np.ndarray, youngest: np.ndarray, oldest: np.ndarray) -> np.ndarray:
    """Whether an age is one that the peer takes on; only a certain no is a no."""
    fits = (ages[:, None] >= youngest[None, :]) & (ages[:, None] <= oldest[None, :])
    return fits | (ages == UNKNOWN)[:, None]


def allowed(shape: tuple[int, int], forbidden: frozenset[Pair]) -> np.ndarray:
    """Everybody but the forbidden pairs, which lie inside `shape`."""
    matrix = np.ones(shape, dtype=bool)
    if forbidden:
        matrix[tuple(np.array(list(forbidden)).T)] = False
    return matrix


def rules(seekers: Seekers, peers: Peers, forbidden: frozenset[Pair]) -> dict[Rule, np.ndarray]:
    """Each rule and for whom it holds with whom."""
    shape = (len(seekers), len(peers))
    return {
        Rule.LANGUAGE: in_common(seekers.languages, peers.languages),
        Rule.TIME: in_common(seekers.slots, peers.slots),
        Rule.AGE: in_band(seekers.ages, peers.youngest, peers.oldest),
        Rule.FORBIDDEN: allowed(shape, forbidden),
        Rule.READY: np.broadcast_to(peers.ready[None, :], shape),
        Rule.PLACES: np.broadcast_to((peers.free > 0)[None, :], shape),
    }


def possible(seekers: Seekers, peers: Peers, forbidden: frozenset[Pair]) -> np.ndarray:
    """Where every rule holds."""
    return np.logical_and.reduce(list(rules(seekers, peers, forbidden).values()))
