"""Why these two, why nobody, who else would help."""

import pytest

from mentoring.matching.arrays import Wishes
from mentoring.matching.fit import POINTS, Share
from mentoring.matching.reasons import Missing, NoChoice, Strength, Unmatched, why, why_not
from mentoring.matching.rules import Rule
from mentoring.matching.solving import match
from mentoring.matching.wanting import ANY_TIME, Wanted, wanted_peers
from programs.masks import mask_of
from tests.mentoring.matching.making import all_edges, crowd, field_of, peers, seekers


def reason_for(folk, helpers, seeker=0, wishes=None, **how):
    wishes = wishes or Wishes()
    return why_not(folk, helpers, wishes, match(folk, helpers, wishes, **how), seeker)


def test_the_shares_add_up_to_the_points():
    folk, helpers = crowd(40, 40)
    edges = all_edges(field_of(folk, helpers))
    for at in range(0, len(edges), 7):
        shares = why(folk, helpers, Wishes(), int(edges.seeker[at]), int(edges.peer[at])).shares
        assert set(shares) == set(Share)
        assert sum(shares.values()) == pytest.approx(edges.worth[at] / POINTS, abs=1e-3)


def test_a_ranking_counts_the_more_the_higher_it_is():
    shares = [
        why(seekers(), peers(), Wishes(seeker_ranks={(0, 0): rank} if rank else {}), 0, 0).shares[Share.RANKING]
        for rank in (1, 2, 5, 6, None)
    ]
    assert shares == [0.15, 0.12, 0.03, 0, 0]


def test_what_two_have_in_common_and_what_they_have_not_said():
    folk = seekers(languages=[mask_of([0, 2])], slots=[mask_of([4, 5])], topics=[mask_of([1])])
    helpers = peers(languages=[mask_of([2])], slots=[mask_of([5, 6])], topics=[mask_of([1, 2])], youngest=[18])
    choice = why(folk, helpers, Wishes(), 0, 0)
    assert (choice.languages, choice.slots, choice.topics) == ([2], [5], [1])
    assert choice.missing == (Missing.AGE,)
    assert why(seekers(), peers(), Wishes(), 0, 0).missing == (Missing.TIMES, Missing.THEIR_TIMES, Missing.TOPICS)


def test_strength_is_in_words_and_missing_words_make_nothing_strong():
    folk = {"slots": [7], "topics": [1], "first_topics": [1], "modes": [1]}
    helpers = {"slots": [7], "topics": [1], "modes": [1]}
    pinned = Wishes(pinned=frozenset({(0, 0)}))
    assert why(seekers(**folk), peers(**helpers), Wishes(), 0, 0).strength == Strength.STRONG
    assert why(seekers(**folk | {"slots": [0]}), peers(**helpers), Wishes(), 0, 0).strength == Strength.GOOD
    assert why(seekers(**folk), peers(**helpers | {"topics": [2]}), Wishes(), 0, 0).strength == Strength.FAIR
    against = why(seekers(**folk), peers(**helpers | {"languages": [2]}), pinned, 0, 0)
    assert (against.strength, against.broken, against.pinned) == (Strength.FAIR, (Rule.LANGUAGE,), True)


@pytest.mark.parametrize(
    ("rule", "seeker", "peer"),
    [
        (Rule.LANGUAGE, {"languages": [2]}, {}),
        (Rule.TIME, {"slots": [2]}, {"slots": [1]}),
        (Rule.AGE, {"ages": [17]}, {"youngest": [18]}),
        (Rule.READY, {}, {"ready": [False]}),
        (Rule.PLACES, {}, {"free": [0]}),
    ],
)
def test_the_rule_in_the_way_is_named(rule, seeker, peer):
    assert reason_for(seekers(**seeker), peers(**peer)) == NoChoice(Unmatched.RULES, rule)


def test_other_reasons():
    nobody = Wishes(forbidden=frozenset({(0, 0)}))
    assert reason_for(seekers(), peers(), wishes=nobody) == NoChoice(Unmatched.RULES, Rule.FORBIDDEN)
    assert reason_for(seekers(), peers(0)) == NoChoice(Unmatched.RULES, None)
    assert reason_for(seekers(2, waiting=[0, 9]), peers()) == NoChoice(Unmatched.TAKEN)


def test_who_else_would_help_begins_with_what_helps_most():
    french, spanish = 1, 2
    monday, tuesday = mask_of([2]), mask_of([5])
    languages = [spanish] * 5 + [french, french | spanish]
    slots = [tuesday] * 3 + [tuesday | monday, 0, monday, monday]
    assert wanted_peers(languages, slots, each=3) == [Wanted(1, 5, 5, 2), Wanted(0, 2, 2, 1)]
    assert wanted_peers([french], [0], each=3) == [Wanted(0, ANY_TIME, 1, 1)]
    assert wanted_peers([], [], each=3) == []
