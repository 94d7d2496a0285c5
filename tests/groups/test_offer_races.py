"""Fifty people race for three places; a chair lapses while somebody takes it. Real threads, real commits."""

import datetime
import threading

import pytest
from django.db import connection
from django.utils import timezone

from groups.models import Membership, MembershipState, PlaceOffer
from groups.services.memberships import join_waiting_list, place_or_wait
from groups.services.offers import OfferOver, fill_free_chairs, lapse_offers, take_offer
from tests.make import make_group, make_participation


@pytest.mark.slow
def test_of_fifty_who_race_for_three_places_three_are_in_and_the_rest_wait_in_order(committed_db):
    group = make_group(capacity=3, minimum=1)
    people = [make_participation(group.program, name=f"Person{number}") for number in range(50)]
    gate, got = threading.Barrier(50), []

    def press(who):
        try:
            gate.wait()
            got.append(place_or_wait(group, participation=who, by=None))
        finally:
            connection.close()

    run_together([threading.Thread(target=press, args=[who]) for who in people])
    placed = [one for one in got if one.state == MembershipState.PLACED]
    line = list(group.memberships.waiting())
    assert (len(placed), len(line)) == (3, 47)
    assert max(one.since for one in placed) <= line[0].since
    assert [one.pk for one in line] == sorted(one.pk for one in line)


@pytest.mark.slow
def test_a_chair_that_lapses_while_its_person_takes_it_has_one_owner(committed_db):
    group = make_group(capacity=1, minimum=1)
    first, second = (make_participation(group.program, name=name) for name in ("Ada", "Bo"))
    line = [join_waiting_list(group, participation=who, by=None) for who in (first, second)]
    (offer,) = fill_free_chairs(group, by=None)
    PlaceOffer.objects.update(expires_at=timezone.now() + datetime.timedelta(seconds=0.05))
    gate, outcome = threading.Barrier(4), []

    def take():
        try:
            gate.wait()
            take_offer(PlaceOffer.objects.get(pk=offer.pk), by=first)
            outcome.append("taken")
        except OfferOver:
            outcome.append("over")
        finally:
            connection.close()

    def lapse_it():
        try:
            gate.wait()
            for _look in range(30):
                lapse_offers()
        finally:
            connection.close()

    run_together([threading.Thread(target=take), *(threading.Thread(target=lapse_it) for _job in range(3))])
    kept = PlaceOffer.objects.open().count() + group.memberships.members().seated().count()
    assert kept == 1
    assert (Membership.objects.get(pk=line[0].pk).state == MembershipState.PLACED) == (outcome == ["taken"])


def run_together(threads):
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
