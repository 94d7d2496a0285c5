"""The best match of all: against every match there is, whatever the order of the rows; nothing broken, ever."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoring.matching import best, stable
from mentoring.matching.arrays import PinsContradict, Wishes
from mentoring.matching.best import best_match
from mentoring.matching.edges import KEEP
from mentoring.matching.rules import possible
from mentoring.matching.solving import match
from mentoring.matching.stable import blocking_pairs, sides, stable_match
from programs.masks import UNKNOWN
from tests.mentoring.matching.making import all_edges, crowd, field_of, peers, seekers


@st.composite
def small_worlds(draw):
    """Up to five people and four peers among whom much is possible, with wishes and rankings."""
    folk, helpers = crowd(draw(st.integers(1, 5)), draw(st.integers(1, 4)), seed=draw(st.integers(0, 10_000)))
    folk = seekers(len(folk), languages=folk.languages & 3 | 1, waiting=folk.waiting, topics=folk.topics & 3)
    helpers = peers(
        len(helpers), languages=helpers.languages & 3 | 2, topics=helpers.topics & 3, capacity=helpers.capacity,
        free=np.minimum(2, helpers.free), ready=helpers.ready,
    )  # fmt: skip
    pair = st.tuples(st.integers(0, len(folk) - 1), st.integers(0, len(helpers) - 1))
    ranks = st.dictionaries(pair, st.integers(1, 4), max_size=4)
    wishes = Wishes(
        forbidden=draw(st.frozensets(pair, max_size=2)),
        standing=draw(st.frozensets(pair, max_size=2)),
        seeker_ranks=draw(ranks),
        peer_ranks=draw(ranks),
    )
    return folk, helpers, wishes


def every_match(field):
    """Every way to match: (people, worth) of each, place by place."""
    worth = {}
    edges = all_edges(field)
    for seeker, peer, value in zip(edges.seeker.tolist(), edges.peer.tolist(), edges.worth.tolist(), strict=True):
        worth.setdefault(seeker, []).append((peer, value))

    def go(seeker, free, people, total):
        if seeker == len(field):
            yield people, total
            return
        yield from go(seeker + 1, free, people, total)
        for peer, value in worth.get(seeker, []):
            if free[peer]:
                left = [places - (other == peer) for other, places in enumerate(free)]
                yield from go(seeker + 1, left, people + 1, total + value)

    return list(go(0, list(field.free), 0, 0))


def worth_of(field, peer_of):
    edges = all_edges(field)
    chosen = peer_of[edges.seeker] == edges.peer
    assert chosen.sum() == (peer_of != UNKNOWN).sum()  # every chosen pair is a possible one
    return int(chosen.sum()), int(edges.worth[chosen].sum())


@settings(max_examples=50, deadline=None)
@given(small_worlds(), st.booleans(), st.sampled_from([1, 32]))
def test_nothing_better_exists(world, most, first_try):
    field = field_of(*world)
    before, best.FIRST_TRY = best.FIRST_TRY, first_try  # with one peer tried at first the prices must find the rest
    try:
        people, worth = worth_of(field, best_match(field, most=most))
    finally:
        best.FIRST_TRY = before
    if most:
        assert (people, worth) == max(every_match(field))
    else:
        assert worth == max(total for _people, total in every_match(field))


@settings(max_examples=50, deadline=None)
@given(small_worlds(), st.sampled_from([1, 32]))
def test_no_two_would_both_rather_have_each_other(world, first_look):
    field = field_of(*world)
    before, stable.FIRST_LOOK = stable.FIRST_LOOK, first_look
    try:
        peer_of = stable_match(field)
    finally:
        stable.FIRST_LOOK = before
    edges = all_edges(field)
    pairs = zip(edges.seeker, edges.peer, *sides(field, edges), strict=True)
    worth_of(field, peer_of)
    assert (np.bincount(peer_of[peer_of != UNKNOWN], minlength=len(field.free)) <= field.free).all()
    assert blocking_pairs([tuple(map(int, pair)) for pair in pairs], peer_of, field.free) == []


@settings(max_examples=25, deadline=None)
@given(small_worlds(), st.booleans(), st.booleans(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_makes_no_difference(world, is_stable, most, random):
    folk, helpers, wishes = world
    rows, columns = list(range(len(folk))), list(range(len(helpers)))
    random.shuffle(rows)
    random.shuffle(columns)
    plain = match(folk, helpers, wishes, stable=is_stable, most=most)
    at = {old: new for new, old in enumerate(rows)}, {old: new for new, old in enumerate(columns)}
    mixed = match(folk.rows(rows), helpers.rows(columns), wishes.moved(*at), stable=is_stable, most=most)
    assert mixed.points == plain.points
    for new, old in enumerate(rows):
        peer = mixed.peer_of[new]
        assert (columns[peer] if peer != UNKNOWN else UNKNOWN) == plain.peer_of[old]


@pytest.mark.parametrize("is_stable", [True, False])
def test_a_large_crowd_keeps_every_rule(is_stable):
    folk, helpers = crowd(400, 80, seed=3)
    forbidden = frozenset((person, person % 80) for person in range(0, 400, 3))
    found = match(folk, helpers, Wishes(forbidden=forbidden), stable=is_stable)
    chosen = np.flatnonzero(found.peer_of != UNKNOWN)
    assert found.matched == len(chosen) > 50
    assert possible(folk, helpers, forbidden)[chosen, found.peer_of[chosen]].all()
    assert (np.bincount(found.peer_of[chosen], minlength=80) <= helpers.free).all()


def test_as_many_as_possible_against_the_best_fit():
    # The second person can only be with the first peer, whom the first person fits far better.
    folk = seekers(2, languages=[3, 1], topics=[1, 2], first_topics=[1, 2], slots=[1, 1], modes=[1, 2], waiting=[99, 0])
    helpers = peers(2, languages=[1, 2], topics=[1, 4], slots=[1, 0], modes=[1, 4])
    most, total = match(folk, helpers), match(folk, helpers, most=False)
    assert (most.matched, most.peer_of.tolist()) == (2, [1, 0])
    assert (total.matched, total.peer_of.tolist()) == (1, [0, UNKNOWN])
    assert total.points > most.points


def test_a_pin_holds_against_language_and_counts_as_a_place():
    folk, helpers = seekers(2, languages=[4, 1]), peers(1)
    found = match(folk, helpers, Wishes(pinned=frozenset({(0, 0)})))
    assert found.peer_of.tolist() == [0, UNKNOWN]


@pytest.mark.parametrize(
    ("pinned", "forbidden", "helpers"),
    [
        ({(0, 0), (1, 0)}, (), {}),
        ({(0, 0), (0, 1)}, (), {}),
        ({(0, 0)}, {(0, 0)}, {}),
        ({(0, 0)}, (), {"ready": [False, True]}),
        ({(0, 0)}, (), {"free": [0, 1]}),
    ],
)
def test_pins_that_cannot_be(pinned, forbidden, helpers):
    with pytest.raises(PinsContradict):
        match(seekers(2), peers(2, **helpers), Wishes(pinned=frozenset(pinned), forbidden=frozenset(forbidden)))


def test_what_stood_before_stays_where_nothing_is_better_by_far():
    for peer in (0, 1):
        assert match(seekers(1), peers(2), Wishes(standing=frozenset({(0, peer)}))).peer_of.tolist() == [peer]
    assert 0 < KEEP < 0.05


def test_nobody_at_all():
    assert match(seekers(0), peers(3)).peer_of.tolist() == []
    assert match(seekers(2), peers(0)).peer_of.tolist() == [UNKNOWN, UNKNOWN]
    assert match(seekers(2), peers(0), stable=True).peer_of.tolist() == [UNKNOWN, UNKNOWN]


def test_a_ranking_of_somebody_who_cannot_be_is_dropped_and_named():
    wishes = Wishes(seeker_ranks={(0, 0): 1, (0, 1): 2}, peer_ranks={(0, 1): 1})
    found = match(seekers(1), peers(2, languages=[2, 1]), wishes, stable=True)
    assert found.dropped == {(0, 0)}
    assert found.peer_of.tolist() == [1]
