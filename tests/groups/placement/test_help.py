"""What would help who found no place: whatever we name would help, and the same few groups are named to many."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groups.placement.arrays import Wishes
from groups.placement.help import Help, HelpKind, helps
from groups.placement.reasons import why_not
from groups.placement.solving import place
from programs.masks import UNKNOWN, mask_of
from tests.groups.placement.making import crowd, groups, people

FR, EN, TUESDAY_EVENING, LOSS = 0, 1, 5, 3


def helped(folk, circles, wishes=None):
    wishes = wishes or Wishes()
    placement = place(folk, circles, wishes)
    nowhere = np.flatnonzero(placement.group_of == UNKNOWN)
    reasons = {int(person): why_not(folk, circles, wishes, placement, int(person)) for person in nowhere}
    return helps(folk, circles, wishes, placement, reasons)


def test_a_group_in_their_language_when_most_of_them_can():
    slots = [mask_of([TUESDAY_EVENING, 8]), mask_of([TUESDAY_EVENING, 2]), mask_of([TUESDAY_EVENING]), mask_of([14])]
    found = helped(people(4, languages=[1, 1, 1, 1], slots=slots), groups(languages=[mask_of([EN])]))
    tuesday = Help(HelpKind.GROUP, language=FR, slot=TUESDAY_EVENING)
    assert found == {0: tuesday, 1: tuesday, 2: tuesday, 3: Help(HelpKind.GROUP, language=FR, slot=14)}


def test_for_people_who_can_come_at_any_time_no_time_is_named():
    assert helped(people(2), groups(languages=[mask_of([EN])]))[0] == Help(HelpKind.GROUP, language=FR)


def test_without_any_group_a_new_one_helps():
    assert helped(people(), groups(0)) == {0: Help(HelpKind.GROUP, language=FR)}


def test_a_group_about_what_comes_first_for_them():
    folk = people(topics=[mask_of([1, LOSS])], first_topics=[mask_of([LOSS])])
    assert helped(folk, groups(topics=[mask_of([7])]))[0] == Help(HelpKind.GROUP, language=FR, topic=LOSS)


def test_a_group_for_the_ages_of_all_whom_it_helps():
    found = helped(people(3, ages=[15, 17, 16]), groups(youngest=[18]))
    assert set(found.values()) == {Help(HelpKind.GROUP, language=FR, ages=(15, 17))}


@pytest.mark.parametrize("free", [0, 1])
def test_more_places_where_there_are_none_left(free):
    found = helped(people(2, waiting=[0, 9]), groups(free=[free]))
    assert set(found.values()) == {Help(HelpKind.PLACES, group=0)}
    assert len(found) == 2 - free


def test_more_people_for_a_group_that_is_too_small():
    assert helped(people(2), groups(needed=[3])) == dict.fromkeys((0, 1), Help(HelpKind.MEMBERS, group=0))


def test_whom_they_must_not_meet_is_met_nowhere_so_another_group_helps():
    found = helped(people(2, waiting=[9, 0]), groups(), Wishes(apart=frozenset({(0, 1)})))
    assert found == {1: Help(HelpKind.GROUP, language=FR)}


def test_who_speaks_no_language_we_know_gets_no_advice():
    assert helped(people(languages=[0]), groups(languages=[1])) == {}


def test_nobody_without_a_place_needs_nothing():
    assert helped(people(3), groups()) == {}


def would_fit(folk, person, named: Help) -> bool:
    """Whether a group as it is named would be open to this person."""
    return all(
        (
            folk.languages[person] >> named.language & 1,
            named.slot == UNKNOWN or folk.slots[person] >> named.slot & 1,
            named.topic == UNKNOWN or folk.topics[person] >> named.topic & 1,
            named.ages is None or named.ages[0] <= folk.ages[person] <= named.ages[1],
        )
    )


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_whatever_is_named_helps_and_the_order_of_the_rows_makes_no_difference(seed, shuffling):
    folk, circles = crowd(40, 4, seed=seed)
    found = helped(folk, circles)
    assert found
    for person, named in found.items():
        assert named.kind != HelpKind.GROUP or would_fit(folk, person, named)
    order, group_order = list(range(40)), list(range(4))
    shuffling.shuffle(order)
    shuffling.shuffle(group_order)
    again = helped(folk.rows(order), circles.rows(group_order))

    def said(found, folk, circles):
        return {
            folk.keys[person]: (named.kind, named.language, named.slot, named.topic, named.ages)
            + ((circles.keys[named.group],) if named.group != UNKNOWN else ())
            for person, named in found.items()
        }

    assert said(again, folk.rows(order), circles.rows(group_order)) == said(found, folk, circles)


def test_the_group_named_first_helps_most():
    """No other language and time would help more people at once."""
    folk, circles = crowd(200, 2, seed=5)
    found = helped(folk, circles)
    for_all = [person for person, named in found.items() if named.kind == HelpKind.GROUP and named.topic == UNKNOWN
               and named.ages is None]  # fmt: skip
    most = Counter(found[person] for person in for_all).most_common(1)[0][1]
    for language in range(2):
        for slot in range(21):
            other = Help(HelpKind.GROUP, language=language, slot=slot)
            assert sum(would_fit(folk, person, other) for person in for_all) <= most
