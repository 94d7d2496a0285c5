"""Printed examples of stable matching with places, and lists that only one side wrote."""

import numpy as np

from mentoring.matching.stable import agreed, blocking_pairs, propose
from programs.masks import UNKNOWN

RESIDENTS = {"A": "C", "S": "CM", "D": "CMG", "J": "CGM", "L": "MCG"}
HOSPITALS = {"M": "DLSJ", "C": "DASLJ", "G": "DJL"}


def lists(residents, hospitals):
    """As positions in the order of the names."""
    at_resident = {name: position for position, name in enumerate(residents)}
    at_hospital = {name: position for position, name in enumerate(hospitals)}
    return (
        {at_resident[name]: [at_hospital[one] for one in ranking] for name, ranking in residents.items()},
        {at_hospital[name]: [at_resident[one] for one in ranking] for name, ranking in hospitals.items()},
    )


def matched(residents, hospitals, places=2):
    """Hospital → names, and the names of pairs that one side only wrote down."""
    mine, theirs = lists(residents, hospitals)
    choices, dropped = agreed(mine, theirs)
    free = [places] * len(hospitals)
    peer_of = propose({seeker: iter(peers) for seeker, peers in choices.items()}, free, len(residents))
    pairs = [
        (seeker, peer, -rank, worth) for seeker, wanted in choices.items() for rank, (peer, worth) in enumerate(wanted)
    ]
    assert blocking_pairs(pairs, peer_of, free) == []
    names, houses = list(residents), list(hospitals)
    found = {house: {names[seeker] for seeker in np.flatnonzero(peer_of == at)} for at, house in enumerate(houses)}
    return found, {(names[seeker], houses[peer]) for seeker, peer in dropped}


def test_hospitals_and_residents_as_printed():
    assert matched(RESIDENTS, HOSPITALS) == (
        {"M": {"L", "S"}, "C": {"D", "A"}, "G": {"J"}},
        set(),
    )


def test_who_wrote_nobody_down_stays_without_and_it_is_no_error():
    found, dropped = matched(RESIDENTS | {"A": ""}, HOSPITALS)
    assert "A" not in set.union(*found.values())
    assert ("A", "C") in dropped
    found, _dropped = matched({"A": ""}, {"C": ""})
    assert found == {"C": set()}


def test_a_name_that_only_one_side_wrote_is_dropped_and_named():
    found, dropped = matched(RESIDENTS | {"S": "CMG"}, HOSPITALS)
    assert dropped == {("S", "G")}
    assert found == {"M": {"L", "S"}, "C": {"D", "A"}, "G": {"J"}}


def test_the_order_in_which_people_propose_makes_no_difference():
    expected, _dropped = matched(RESIDENTS, HOSPITALS)
    for names in (sorted(RESIDENTS), sorted(RESIDENTS, reverse=True), "JSLDA"):
        assert matched({name: RESIDENTS[name] for name in names}, HOSPITALS)[0] == expected


def test_a_match_that_two_would_leave_is_found_out():
    mine, theirs = lists(RESIDENTS, HOSPITALS)
    choices, _dropped = agreed(mine, theirs)
    pairs = [(s, p, -rank, worth) for s, wanted in choices.items() for rank, (p, worth) in enumerate(wanted)]
    nobody = np.full(len(RESIDENTS), UNKNOWN)
    assert len(blocking_pairs(pairs, nobody, [2, 2, 2])) == len(pairs)
