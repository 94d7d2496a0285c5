"""What must hold before somebody can be in a group, each rule a matrix people × groups of truth values."""

from enum import StrEnum

import numpy as np

from groups.placement.arrays import Groups, People, Wishes
from programs.masks import UNKNOWN


class Rule(StrEnum):
    LANGUAGE = "language"
    TIME = "time"
    TOPIC = "topic"
    FORMAT = "format"
    AGE = "age"
    FORBIDDEN = "forbidden"  # by the coordinator
    PLACES = "places"


def shares(ours: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    """Whether person p and group g have something in common; always, where the group's mask is empty."""
    return ((ours[:, None] & theirs[None, :]) != 0) | (theirs == 0)[None, :]


def covers(ours: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    """Whether person p can at all times at which group g meets."""
    return (ours[:, None] & theirs[None, :]) == theirs[None, :]


def rules(people: People, groups: Groups, wishes: Wishes) -> dict[Rule, np.ndarray]:
    """Each rule and for whom it holds where. Somebody of unknown age passes: only a certain no is a no."""
    known = (people.ages != UNKNOWN)[:, None]
    ages = people.ages[:, None]
    in_band = (ages >= groups.youngest[None, :]) & (ages <= groups.oldest[None, :])
    allowed = np.ones((len(people), len(groups)), dtype=bool)
    for person, group in wishes.forbidden:
        allowed[person, group] = False
    return {
        Rule.LANGUAGE: shares(people.languages, groups.languages),
        Rule.TIME: covers(people.slots, groups.slots),
        Rule.TOPIC: shares(people.topics, groups.topics),
        Rule.FORMAT: shares(people.formats, groups.formats),
        Rule.AGE: in_band | ~known,
        Rule.FORBIDDEN: allowed,
        Rule.PLACES: np.broadcast_to((groups.free > 0)[None, :], allowed.shape),
    }


def possible(people: People, groups: Groups, wishes: Wishes) -> np.ndarray:
    """Where every rule holds. What a coordinator pinned is possible: they know more than we do."""
    holds = np.logical_and.reduce(list(rules(people, groups, wishes).values()))
    for person, group in wishes.pinned:
        holds[person, group] = True
    return holds
