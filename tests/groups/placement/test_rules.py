"""What must hold before somebody can be in a group."""

import numpy as np
import pytest

from groups.placement.arrays import Wishes
from groups.placement.rules import Rule, possible, rules
from programs.masks import mask_of
from tests.groups.placement.making import groups, people

NOBODY_ELSE = Wishes()


@pytest.mark.parametrize(
    ("rule", "person", "group", "holds"),
    [
        (Rule.LANGUAGE, {"languages": [mask_of([0])]}, {"languages": [mask_of([0, 1])]}, True),
        (Rule.LANGUAGE, {"languages": [mask_of([0])]}, {"languages": [mask_of([1])]}, False),
        (Rule.TIME, {"slots": [mask_of([3, 20])]}, {"slots": [mask_of([20])]}, True),
        (Rule.TIME, {"slots": [mask_of([3])]}, {"slots": [mask_of([3, 20])]}, False),
        (Rule.TIME, {"slots": [0]}, {"slots": [0]}, True),
        (Rule.TOPIC, {"topics": [mask_of([62])]}, {"topics": [mask_of([62])]}, True),
        (Rule.TOPIC, {"topics": [mask_of([1])]}, {"topics": [0]}, True),
        (Rule.TOPIC, {"topics": [0]}, {"topics": [mask_of([1])]}, False),
        (Rule.FORMAT, {"formats": [mask_of([1])]}, {"formats": [mask_of([0])]}, False),
        (Rule.AGE, {"ages": [17]}, {"youngest": [18]}, False),
        (Rule.AGE, {"ages": [18]}, {"youngest": [18], "oldest": [18]}, True),
        (Rule.AGE, {"ages": [19]}, {"oldest": [18]}, False),
        (Rule.AGE, {"ages": [-1]}, {"youngest": [18], "oldest": [25]}, True),
        (Rule.PLACES, {}, {"free": [0]}, False),
        (Rule.PLACES, {}, {"free": [1]}, True),
    ],
)
def test_a_rule_holds_or_not(rule, person, group, holds):
    someone, somewhere = people(**person), groups(**group)
    assert bool(rules(someone, somewhere, NOBODY_ELSE)[rule][0, 0]) is holds
    assert bool(possible(someone, somewhere, NOBODY_ELSE)[0, 0]) is holds


def test_what_is_forbidden_by_hand_is_impossible_and_nothing_else():
    assert possible(people(2), groups(2), Wishes(forbidden=frozenset({(0, 1)}))).tolist() == [
        [True, False],
        [True, True],
    ]


def test_what_is_pinned_by_hand_is_possible_against_every_rule():
    holds = possible(people(languages=[1]), groups(languages=[2]), Wishes(pinned=frozenset({(0, 0)})))
    assert holds.tolist() == [[True]]


def test_a_mask_refuses_what_it_cannot_hold():
    assert mask_of([0, 62]) == 1 + (1 << 62)
    for bit in (-1, 63):
        with pytest.raises(ValueError, match="bits 0 to 62"):
            mask_of([bit])
    assert np.array([mask_of([62])]).dtype == np.int64
