"""Small and large worlds of people and groups, the same for the same seed."""

import numpy as np

from groups.placement.arrays import Groups, People
from programs.masks import UNKNOWN, mask_of, masks_of


def people(count=1, **arrays) -> People:
    """People whom nothing keeps from any group; `arrays` replace what a test is about."""
    plain = {
        "keys": [f"p{number:05}" for number in range(count)],
        "languages": np.full(count, mask_of([0])),
        "slots": np.full(count, mask_of(range(21))),
        "topics": np.full(count, mask_of([0])),
        "first_topics": np.zeros(count, dtype=np.int64),
        "formats": np.full(count, mask_of([0])),
        "ages": np.full(count, UNKNOWN),
        "experience": np.full(count, UNKNOWN),
        "waiting": np.zeros(count, dtype=int),
    }
    return People(**plain | {name: np.asarray(value) if name != "keys" else value for name, value in arrays.items()})


def groups(count=1, **arrays) -> Groups:
    """Groups open to everybody, with ten places and no minimum."""
    plain = {
        "keys": [f"g{number:04}" for number in range(count)],
        **{name: np.zeros(count, dtype=np.int64) for name in ("languages", "slots", "topics", "formats", "experience")},
        "youngest": np.zeros(count, dtype=int),
        "oldest": np.full(count, 999),
        "free": np.full(count, 10),
        "needed": np.zeros(count, dtype=int),
    }
    return Groups(**plain | {name: np.asarray(value) if name != "keys" else value for name, value in arrays.items()})


def crowd(count: int, group_count: int, seed: int = 1) -> tuple[People, Groups]:
    """Many people and groups as a region may have them: twelve topics, two languages, one slot a group."""
    rng = np.random.default_rng(seed)

    def sets(size, bits, most=6):
        return masks_of(rng.choice(bits, size=rng.integers(1, most + 1), replace=False) for _ in range(size))

    topics = sets(count, 12)
    return (
        people(
            count,
            languages=rng.choice([1, 2, 3], count),
            slots=sets(count, 21),
            topics=topics,
            first_topics=topics & -topics,
            formats=rng.choice([1, 3, 7], count),
            ages=rng.integers(16, 80, count),
            experience=rng.integers(UNKNOWN, 6, count),
            waiting=rng.integers(0, 120, count),
        ),
        groups(
            group_count,
            languages=rng.choice([1, 2], group_count),
            slots=sets(group_count, 21, most=1),
            topics=np.where(rng.random(group_count) < 0.3, 0, sets(group_count, 12)),
            formats=1 << rng.integers(0, 3, group_count),
            youngest=np.where(rng.random(group_count) < 0.5, 18, 0),
            free=rng.integers(3, 11, group_count),
            needed=rng.integers(0, 4, group_count),
        ),
    )
