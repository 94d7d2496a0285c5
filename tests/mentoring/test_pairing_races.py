"""The last place of a peer, and one person wanted by several: real threads, real commits."""

import threading

import pytest
from django.db import connection

from mentoring.services.pairings import AlreadyPaired, SupporterFull
from tests.make import make_participation, make_program
from tests.mentoring.pairing import make_pair
from tests.mentoring.peers import make_supporter


@pytest.mark.slow
def test_of_several_who_take_the_last_place_of_a_peer_at_once_one_has_it(committed_db):
    program = make_program()
    sam = make_supporter(program, capacity=2)
    people = [make_participation(program, name=f"Person{number}") for number in range(6)]
    gate, outcome = threading.Barrier(6), []

    def press(who):
        try:
            gate.wait()
            make_pair(program, participation=who, supporter=sam)
            outcome.append("paired")
        except SupporterFull:
            outcome.append("full")
        finally:
            connection.close()

    run_together([threading.Thread(target=press, args=[who]) for who in people])
    assert sorted(outcome) == ["full"] * 4 + ["paired"] * 2
    assert sam.pairings.live().count() == 2


@pytest.mark.slow
def test_one_person_who_is_paired_with_two_peers_at_once_has_one(committed_db):
    program = make_program()
    peers = [make_supporter(program, name) for name in ("Sam", "Rosa", "Lou")]
    awa = make_participation(program, name="Awa")
    gate, outcome = threading.Barrier(3), []

    def press(peer):
        try:
            gate.wait()
            make_pair(program, participation=awa, supporter=peer)
            outcome.append("paired")
        except AlreadyPaired:
            outcome.append("has one")
        finally:
            connection.close()

    run_together([threading.Thread(target=press, args=[peer]) for peer in peers])
    assert sorted(outcome) == ["has one", "has one", "paired"]


def run_together(threads):
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
