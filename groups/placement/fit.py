"""How well somebody would be placed: a number from 0 to 1 made of named shares."""

from enum import StrEnum

import numpy as np

from groups.placement.arrays import Groups, People


class Share(StrEnum):
    TOPIC = "topic"
    TIME = "time"
    WAITING = "waiting"


WEIGHTS = {Share.TOPIC: 0.5, Share.TIME: 0.2, Share.WAITING: 0.3}
FULL_WAIT = 90  # days after which waiting longer counts no more
SECOND_TOPIC, OPEN_TO_ALL = 0.6, 0.3  # of the share of a first topic
SLOTS_IN_A_WEEK = 21


def shares_of_fit(people: People, groups: Groups) -> dict[Share, np.ndarray]:
    """Each share, people × groups, from 0 to 1 before its weight.

    Topic: what comes first for the person, what they named too, or a group for everybody. Time: who has few times to
    give gets a group that fits them before who could come at any. Waiting: who waits longest comes first.
    """
    names_topic = (people.topics[:, None] & groups.topics[None, :]) != 0
    names_first = (people.first_topics[:, None] & groups.topics[None, :]) != 0
    for_all = (groups.topics == 0)[None, :]
    topic = np.select([names_first, names_topic, for_all], [1.0, SECOND_TOPIC, OPEN_TO_ALL], 0.0)
    times = np.array([int(mask).bit_count() for mask in people.slots], dtype=float)
    scarce = np.clip(1 - times / SLOTS_IN_A_WEEK, 0, 1)
    waited = np.clip(people.waiting / FULL_WAIT, 0, 1)
    shape = topic.shape
    return {
        Share.TOPIC: topic,
        Share.TIME: np.broadcast_to(scarce[:, None], shape),
        Share.WAITING: np.broadcast_to(waited[:, None], shape),
    }


def fit(people: People, groups: Groups) -> np.ndarray:
    """The weighted sum of the shares, people × groups."""
    shares = shares_of_fit(people, groups)
    return sum(WEIGHTS[name] * share for name, share in shares.items())
