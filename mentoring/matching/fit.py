"""How well two people would fit: named shares from 0 to 1, and their weighted sum in whole points."""

from enum import StrEnum

import numpy as np

from mentoring.matching.arrays import Peers, Seekers


class Share(StrEnum):
    TOPIC = "topic"
    TIME = "time"
    RANKING = "ranking"
    WAITING = "waiting"
    MODE = "mode"
    LOAD = "load"


WEIGHTS = {
    Share.TOPIC: 0.35,
    Share.TIME: 0.25,
    Share.RANKING: 0.15,
    Share.WAITING: 0.15,
    Share.MODE: 0.05,
    Share.LOAD: 0.05,
}
POINTS = 1_000_000  # of a perfect fit: whole numbers, so that sums and proofs are exact
SECOND_TOPIC = 0.6  # of the share of a first topic
NOT_SAID = 0.5  # neither good nor bad
ENOUGH_SLOTS = 3  # of the week in common: more makes meeting no easier
FULL_WAIT = 90  # days after which waiting longer counts no more
RANKED = 5  # how many places of a ranking bring points
NO_RANK = 0


def shares_of_pairs(
    seekers: Seekers, peers: Peers, seeker: np.ndarray, peer: np.ndarray, rank: np.ndarray
) -> dict[Share, np.ndarray]:
    """Each share for pairs given as two arrays of positions; `rank`: the seeker's rank of the peer, or NO_RANK."""
    topics = seekers.topics[seeker]
    lived = peers.topics[peer]
    topic = np.select(
        [topics == 0, (seekers.first_topics[seeker] & lived) != 0, (topics & lived) != 0], [NOT_SAID, 1.0, SECOND_TOPIC]
    )
    return {
        Share.TOPIC: topic,
        Share.TIME: _in_common(seekers.slots[seeker], peers.slots[peer], ENOUGH_SLOTS),
        Share.RANKING: np.where(rank == NO_RANK, 0.0, np.clip((RANKED + 1 - rank) / RANKED, 0, 1)),
        Share.WAITING: np.clip(seekers.waiting / FULL_WAIT, 0, 1)[seeker],
        Share.MODE: _in_common(seekers.modes[seeker], peers.modes[peer], 1),
        Share.LOAD: np.clip(peers.free / np.maximum(1, peers.capacity), 0, 1)[peer],
    }


def points_of_pairs(seekers, peers, seeker, peer, rank) -> np.ndarray:
    """The weighted sum of the shares, in points (int64)."""
    shares = shares_of_pairs(seekers, peers, seeker, peer, rank)
    return np.rint(POINTS * sum(WEIGHTS[name] * share for name, share in shares.items())).astype(np.int64)


def _in_common(ours: np.ndarray, theirs: np.ndarray, enough: int) -> np.ndarray:
    common = np.minimum(np.bitwise_count(ours & theirs), enough) / enough
    return np.where((ours == 0) | (theirs == 0), NOT_SAID, common)
