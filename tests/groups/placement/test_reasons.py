"""Why this group, why none."""

import pytest

from groups.placement.arrays import Wishes
from groups.placement.fit import Share, fit
from groups.placement.reasons import NoChoice, Unplaced, why, why_not
from groups.placement.rules import Rule
from groups.placement.solving import place
from programs.masks import mask_of
from tests.groups.placement.making import crowd, groups, people


def reason_for(folk, circles, person, wishes=None):
    wishes = wishes or Wishes()
    return why_not(folk, circles, wishes, place(folk, circles, wishes), person)


def test_the_shares_add_up_to_the_fit():
    folk, circles = crowd(20, 5)
    fits = fit(folk, circles)
    for person, group in [(0, 0), (7, 3), (19, 4)]:
        shares = why(folk, circles, Wishes(), person, group).shares
        assert set(shares) == set(Share)
        assert sum(shares.values()) == pytest.approx(fits[person, group], abs=1e-3)


def test_a_pin_says_what_speaks_against_it():
    folk, circles = people(languages=[1], ages=[17]), groups(languages=[2], youngest=[18])
    choice = why(folk, circles, Wishes(pinned=frozenset({(0, 0)})), 0, 0)
    assert choice.pinned
    assert choice.broken == (Rule.LANGUAGE, Rule.AGE)


@pytest.mark.parametrize(
    ("rule", "person", "group"),
    [
        (Rule.LANGUAGE, {"languages": [2]}, {"languages": [1]}),
        (Rule.TIME, {"slots": [mask_of([4])]}, {"slots": [mask_of([5])]}),
        (Rule.TOPIC, {"topics": [2]}, {"topics": [1]}),
        (Rule.AGE, {"ages": [15]}, {"youngest": [18]}),
        (Rule.PLACES, {}, {"free": [0]}),
    ],
)
def test_the_rule_in_the_way_is_named(rule, person, group):
    assert reason_for(people(**person), groups(**group), 0) == NoChoice(Unplaced.RULES, rule)


def test_of_several_rules_the_one_that_would_open_most_groups_is_named():
    folk = people(languages=[1], ages=[15])
    circles = groups(3, languages=[2, 1, 1], youngest=[0, 18, 18])
    assert reason_for(folk, circles, 0) == NoChoice(Unplaced.RULES, Rule.AGE)


def test_no_place_left():
    assert reason_for(people(2, waiting=[0, 9]), groups(free=[1]), 0) == NoChoice(Unplaced.FULL)


def test_too_few_people():
    assert reason_for(people(2), groups(needed=[3]), 0) == NoChoice(Unplaced.TOO_SMALL)


def test_somebody_they_must_not_meet():
    wishes = Wishes(apart=frozenset({(0, 1)}))
    assert reason_for(people(2, waiting=[0, 9]), groups(), 0, wishes) == NoChoice(Unplaced.APART)
