"""Two people become a pair."""

import datetime

import pytest
from django.utils import timezone

from groups.models import GroupKind, MembershipRole
from mentoring.models import Pairing, PairingState
from mentoring.services.pairings import AlreadyPaired, NotReady, NotTakingPart, NotTogether, SupporterFull
from mentoring.services.supporters import give_rest, pause_supporter
from programs.models import Notice, ParticipationState, Profile, TieKind
from programs.services.ties import declare_tie
from tests.make import make_participation
from tests.mentoring.pairing import make_pair
from tests.mentoring.peers import make_supporter

pytestmark = pytest.mark.django_db


def test_a_pair_is_a_group_of_two_and_both_are_told_once(program, mia, cora):
    pairing = make_pair(program, participation=mia, by=cora)
    assert pairing.state == PairingState.AGREEING
    assert pairing.group.kind == GroupKind.PAIR
    assert pairing.group.free_places() == 0
    leads = pairing.group.memberships.get(role=MembershipRole.FACILITATOR)
    assert leads.participation == pairing.supporter.participation
    assert sorted(Notice.objects.filter(kind="pair_begun").values_list("recipient__display_name", flat=True)) == [
        "Mia",
        "Sam",
    ]


def test_nobody_is_told_when_the_caller_tells_them(program, mia):
    make_pair(program, participation=mia, tell=False)
    assert not Notice.objects.exists()


def test_a_full_peer_takes_nobody_more(program, mia, noor):
    sami = make_supporter(program, capacity=1)
    make_pair(program, participation=mia, supporter=sami)
    with pytest.raises(SupporterFull):
        make_pair(program, participation=noor, supporter=sami)


def test_a_pair_that_ended_frees_a_place(program, mia, noor):
    sami = make_supporter(program, capacity=1)
    make_pair(program, participation=mia, supporter=sami).move_to(PairingState.ENDED)
    make_pair(program, participation=noor, supporter=sami)


def test_who_has_a_peer_gets_no_second_one_unless_it_takes_the_place_of_the_first(program, mia, cora):
    first = make_pair(program, participation=mia)
    rosa = make_supporter(program, "Rosa")
    with pytest.raises(AlreadyPaired):
        make_pair(program, participation=mia, supporter=rosa)
    assert make_pair(program, participation=mia, supporter=rosa, follows=first).follows == first
    with pytest.raises(AlreadyPaired):
        make_pair(program, participation=mia, supporter=rosa, follows=first)


def test_a_peer_who_pauses_or_rests_gets_nobody_new(program, mia, noor, cora):
    away, tired = make_supporter(program, "Away"), make_supporter(program, "Tired")
    pause_supporter(away, by=cora)
    today = timezone.now().astimezone(program.zone).date()
    give_rest(tired, starts_on=today, ends_on=today, by=cora)
    for supporter in (away, tired):
        with pytest.raises(NotReady):
            make_pair(program, participation=mia, supporter=supporter)
    tomorrow = timezone.now() + datetime.timedelta(days=1, hours=1)
    assert make_pair(program, participation=mia, supporter=tired, now=tomorrow).state == PairingState.AGREEING


def test_two_who_are_to_be_kept_apart_are_no_pair_and_nothing_says_why(program, mia, cora):
    sami = make_supporter(program)
    declare_tie(program, people=(mia.person, sami.participation.person), kind=TieKind.KIN, by=cora, note="Cousins")
    with pytest.raises(NotTogether) as refusal:
        make_pair(program, participation=mia, supporter=sami)
    assert "ousin" not in str(refusal.value)
    assert not Pairing.objects.exists()


def test_nobody_supports_themselves(program, mia):
    sami = make_supporter(program)
    himself = make_participation(program, person=sami.participation.person)
    with pytest.raises(NotTogether):
        make_pair(program, participation=himself, supporter=sami)


def test_only_who_takes_part_in_this_program_is_paired(program, mia, finn, otto):
    sami = make_supporter(program)
    mia.move_to(ParticipationState.PAUSED)
    for who in (mia, finn, make_participation(otto.program)):
        with pytest.raises(NotTakingPart):
            make_pair(program, participation=who, supporter=sami)


def test_they_speak_a_language_that_both_speak(program):
    awa, sami = make_participation(program, name="Awa", language="fr"), make_supporter(program)
    Profile.objects.filter(participation=awa).update(languages=["fr", "en"])
    Profile.objects.filter(participation=sami.participation).update(languages=["en", "es"])
    assert make_pair(program, participation=awa, supporter=sami).group.language == "en"
