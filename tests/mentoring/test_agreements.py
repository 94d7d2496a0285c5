"""What two agree on holds when both have said yes, and until they say yes to something newer."""

import datetime

import pytest
from django.utils import timezone

from mentoring.models import PairingState
from mentoring.services.agreements import EndIsPast, PairIsOver, accept_agreement
from mentoring.services.pair_endings import end_pairing
from programs.errors import StaleState
from programs.models import Event, Notice
from tests.mentoring.pairing import agree, make_pair

pytestmark = pytest.mark.django_db


@pytest.fixture
def pairing(program, mia):
    return make_pair(program, participation=mia)


def test_the_pair_is_under_way_once_both_have_said_yes(pairing, mia):
    agreement = agree(pairing, accepted=False)
    pairing.refresh_from_db()
    assert pairing.state == PairingState.AGREEING
    assert Notice.objects.get(kind="agreement_written").recipient == mia.person
    accept_agreement(agreement, by=mia)
    pairing.refresh_from_db()
    pairing.group.refresh_from_db()
    assert pairing.state == PairingState.ACTIVE
    assert pairing.ends_on == pairing.group.ends_on == agreement.ends_on


def test_saying_yes_twice_is_saying_it_once(pairing, mia):
    agreement = agree(pairing)
    accept_agreement(agreement, by=mia)
    assert agreement.acceptances.count() == 2
    assert Event.objects.filter(verb="agreement_holds").count() == 1


def test_the_writer_alone_does_not_make_it_hold(pairing):
    agreement = agree(pairing, accepted=False)
    accept_agreement(agreement, by=pairing.supporter.participation)
    pairing.refresh_from_db()
    assert pairing.state == PairingState.AGREEING


def test_a_change_is_a_new_version_that_both_accept_anew(pairing, mia):
    first = agree(pairing)
    later = first.ends_on + datetime.timedelta(days=30)
    second = agree(pairing, accepted=False, by=mia, ends_on=later, goals="To swim")
    pairing.refresh_from_db()
    assert (second.version, pairing.ends_on) == (2, first.ends_on)
    with pytest.raises(StaleState):
        accept_agreement(first, by=pairing.supporter.participation)
    accept_agreement(second, by=pairing.supporter.participation)
    pairing.refresh_from_db()
    assert pairing.ends_on == later


def test_who_writes_over_words_they_have_not_read_is_told(pairing, mia):
    agree(pairing)
    with pytest.raises(StaleState):
        agree(pairing, by=mia, accepted=False, seen=0)


def test_it_ends_on_a_day_to_come_and_a_pair_that_ended_agrees_on_nothing(pairing, cora):
    with pytest.raises(EndIsPast):
        agree(pairing, ends_on=timezone.now().date())
    end_pairing(pairing, by=cora)
    with pytest.raises(PairIsOver):
        agree(pairing)
