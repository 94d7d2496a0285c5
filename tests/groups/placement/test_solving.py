"""The best placement of all: against every placement there is, whatever the order of the rows."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groups.placement.arrays import PinsContradict, Wishes
from groups.placement.fit import fit
from groups.placement.rules import possible
from groups.placement.solving import DIVERSITY, KEEP, PLACED, place
from programs.masks import UNKNOWN, mask_of
from tests.groups.placement.making import crowd, groups, people


def worth_of(folk, circles, wishes, group_of) -> float | None:
    """What a placement is worth, counted by hand; None where it breaks a rule."""
    allowed = possible(folk, circles, wishes)
    inside = np.bincount([group for group in group_of if group != UNKNOWN], minlength=len(circles))
    pinned_groups = {group for _person, group in wishes.pinned}
    for group, count in enumerate(inside):
        if count > circles.free[group] or (0 < count < circles.needed[group] and group not in pinned_groups):
            return None
    if any(group_of[person] != group for person, group in wishes.pinned):
        return None
    if any(group_of[one] == group_of[other] != UNKNOWN for one, other in wishes.apart):
        return None
    fits, total, kinds = fit(folk, circles), 0.0, set()
    for person, group in enumerate(group_of):
        if group == UNKNOWN:
            continue
        if not allowed[person, group]:
            return None
        total += (PLACED + fits[person, group]) * (1 + KEEP * ((person, group) in wishes.standing))
        kind = folk.experience[person]
        if kind != UNKNOWN and not circles.experience[group] >> kind & 1:
            kinds.add((group, kind))
    return total + DIVERSITY * len(kinds)


def best_of_all(folk, circles, wishes) -> float | None:
    choices = itertools.product([UNKNOWN, *range(len(circles))], repeat=len(folk))
    found = [worth_of(folk, circles, wishes, group_of) for group_of in choices]
    return max((worth for worth in found if worth is not None), default=None)


@st.composite
def small_worlds(draw):
    folk, circles = crowd(draw(st.integers(1, 5)), draw(st.integers(1, 3)), seed=draw(st.integers(0, 10_000)))
    # Few things to choose from, so that much is possible.
    folk = people(
        len(folk), languages=folk.languages, experience=folk.experience, waiting=folk.waiting,
        topics=folk.topics & 3, first_topics=folk.first_topics & 3,
    )  # fmt: skip
    circles = groups(
        len(circles), languages=circles.languages, topics=circles.topics & 1, free=draw(small(circles, 1, 3)),
        needed=draw(small(circles, 0, 3)), experience=draw(small(circles, 0, 7)),
    )  # fmt: skip
    pair = st.tuples(st.integers(0, len(folk) - 1), st.integers(0, len(circles) - 1))
    two = st.tuples(st.integers(0, len(folk) - 1), st.integers(0, len(folk) - 1)).filter(lambda pair: pair[0] < pair[1])
    wishes = Wishes(
        pinned=draw(st.frozensets(pair, max_size=1)),
        forbidden=draw(st.frozensets(pair, max_size=2)),
        apart=draw(st.frozensets(two, max_size=2)) if len(folk) > 1 else frozenset(),
        standing=draw(st.frozensets(pair, max_size=2)),
    )
    return folk, circles, wishes


def small(circles, lowest, highest):
    return st.lists(st.integers(lowest, highest), min_size=len(circles), max_size=len(circles)).map(np.array)


@settings(max_examples=150, deadline=None)
@given(small_worlds())
def test_nothing_better_exists(world):
    folk, circles, wishes = world
    best = best_of_all(folk, circles, wishes)
    if best is None:
        with pytest.raises(PinsContradict):
            place(folk, circles, wishes)
        return
    placement = place(folk, circles, wishes)
    assert worth_of(folk, circles, wishes, placement.group_of.tolist()) == pytest.approx(placement.total, abs=1e-6)
    assert placement.total == pytest.approx(best, rel=1e-4)


def test_the_order_of_the_rows_makes_no_difference():
    folk, circles = people(60, keys=[f"p{n}" for n in range(60)]), groups(9, free=[3] * 9)  # all alike: only ties
    wishes = Wishes(pinned=frozenset({(3, 2)}), apart=frozenset({(0, 1), (5, 9)}), forbidden=frozenset({(7, 1)}))
    first = place(folk, circles, wishes)
    rng = np.random.default_rng(8)
    for _again in range(3):
        rows, columns = rng.permutation(len(folk)).tolist(), rng.permutation(len(circles)).tolist()
        person_at = {old: new for new, old in enumerate(rows)}
        group_at = {old: new for new, old in enumerate(columns)}
        shuffled_people, shuffled_groups = folk.rows(rows), circles.rows(columns)
        again = place(shuffled_people, shuffled_groups, wishes.moved(person_at, group_at))
        names = {
            shuffled_people.keys[p]: None if g == UNKNOWN else shuffled_groups.keys[g]
            for p, g in enumerate(again.group_of)
        }
        expected = {folk.keys[p]: None if g == UNKNOWN else circles.keys[g] for p, g in enumerate(first.group_of)}
        assert names == expected


def test_a_group_below_its_minimum_gets_nobody():
    placement = place(people(2), groups(1, needed=[3]))
    assert placement.group_of.tolist() == [UNKNOWN, UNKNOWN]
    assert place(people(3), groups(1, needed=[3])).placed == 3


def test_a_pin_lets_a_group_meet_below_its_minimum():
    placement = place(people(2), groups(1, needed=[3]), Wishes(pinned=frozenset({(1, 0)})))
    assert placement.group_of[1] == 0


def test_two_who_must_not_meet_are_apart_and_both_placed_where_there_are_two_groups():
    placement = place(people(2), groups(2), Wishes(apart=frozenset({(0, 1)})))
    assert placement.placed == 2
    assert placement.group_of[0] != placement.group_of[1]
    assert place(people(2), groups(1), Wishes(apart=frozenset({(0, 1)}))).placed == 1


@pytest.mark.parametrize(
    "wishes",
    [
        Wishes(pinned=frozenset({(0, 0), (0, 1)})),
        Wishes(pinned=frozenset({(0, 0), (1, 0)}), apart=frozenset({(0, 1)})),
        Wishes(pinned=frozenset({(0, 0), (1, 0), (2, 0)})),
    ],
    ids=["one person twice", "two who must not meet", "more than places"],
)
def test_pins_that_cannot_all_be_are_refused(wishes):
    with pytest.raises(PinsContradict):
        place(people(3), groups(2, free=[2, 2]), wishes)


def test_kinds_of_experience_are_mixed():
    folk = people(4, experience=[0, 0, 1, 1])
    placement = place(folk, groups(2, free=[2, 2]))
    for group in range(2):
        assert {int(folk.experience[p]) for p in np.flatnonzero(placement.group_of == group)} == {0, 1}


def test_a_pair_that_stood_is_kept_among_equals():
    for group in range(2):
        placement = place(people(1), groups(2), Wishes(standing=frozenset({(0, group)})))
        assert placement.group_of.tolist() == [group]


def test_what_comes_first_for_a_person_counts_more_than_what_they_named_too():
    folk = people(1, topics=[mask_of([0, 1])], first_topics=[mask_of([1])])
    assert place(folk, groups(2, topics=[mask_of([0]), mask_of([1])])).group_of.tolist() == [1]


def test_who_waits_longest_gets_the_last_place():
    assert place(people(3, waiting=[2, 60, 5]), groups(1, free=[1])).group_of.tolist() == [UNKNOWN, 0, UNKNOWN]


def test_nobody_and_nowhere_are_no_error():
    assert place(people(0), groups(2)).group_of.tolist() == []
    assert place(people(2), groups(0)).group_of.tolist() == [UNKNOWN, UNKNOWN]
