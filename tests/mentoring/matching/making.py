"""Small and large worlds of seekers and peers, the same for the same seed."""

import numpy as np

from mentoring.matching.arrays import Peers, Seekers, Wishes
from mentoring.matching.edges import Edges, Field
from programs.masks import UNKNOWN, mask_of, masks_of


def seekers(count=1, **arrays) -> Seekers:
    """People whom nothing keeps from any peer; `arrays` replace what a test is about."""
    zeros = np.zeros(count, dtype=np.int64)
    plain = {
        "keys": [f"s{number:05}" for number in range(count)],
        "languages": np.full(count, mask_of([0])),
        **dict.fromkeys(("slots", "topics", "first_topics", "modes", "waiting"), zeros),
        "ages": np.full(count, UNKNOWN),
    }
    return Seekers(**plain | as_arrays(arrays))


def peers(count=1, **arrays) -> Peers:
    """Peers for everybody, with one place each."""
    zeros = np.zeros(count, dtype=np.int64)
    plain = {
        "keys": [f"p{number:04}" for number in range(count)],
        "languages": np.full(count, mask_of([0])),
        **dict.fromkeys(("slots", "topics", "modes", "youngest"), zeros),
        "oldest": np.full(count, 999),
        "capacity": np.ones(count, dtype=int),
        "free": np.ones(count, dtype=int),
        "ready": np.ones(count, dtype=bool),
    }
    return Peers(**plain | as_arrays(arrays))


def as_arrays(arrays):
    return {name: np.asarray(value) if name != "keys" else value for name, value in arrays.items()}


def crowd(count: int, peer_count: int, seed: int = 1) -> tuple[Seekers, Peers]:
    """Many people as a region may have them: twelve topics, eight languages, few hours each; few pairs are possible."""
    rng = np.random.default_rng(seed)

    def sets(size, bits, most):
        return masks_of(rng.choice(bits, size=rng.integers(1, most + 1), replace=False) for _ in range(size))

    topics = sets(count, 12, 3)
    capacity = rng.integers(1, 10, peer_count)
    return (
        seekers(
            count,
            languages=sets(count, 8, 2),
            slots=sets(count, 21, 2),
            topics=topics,
            first_topics=topics & -topics,
            modes=sets(count, 4, 3),
            ages=rng.integers(16, 80, count),
            waiting=rng.integers(0, 120, count),
        ),
        peers(
            peer_count,
            languages=sets(peer_count, 8, 2),
            slots=sets(peer_count, 21, 3),
            topics=sets(peer_count, 12, 3),
            modes=sets(peer_count, 4, 3),
            youngest=np.where(rng.random(peer_count) < 0.5, 25, 0),
            capacity=capacity,
            free=np.maximum(0, capacity - rng.integers(0, 2, peer_count)),
            ready=rng.random(peer_count) < 0.9,
        ),
    )


def field_of(folk: Seekers, helpers: Peers, wishes: Wishes | None = None) -> Field:
    """Everybody open, every place free."""
    return Field(folk, helpers, wishes or Wishes(), np.ones(len(folk), dtype=bool), np.asarray(helpers.free))


def all_edges(field: Field) -> Edges:
    return field.edges(np.arange(len(field)))
