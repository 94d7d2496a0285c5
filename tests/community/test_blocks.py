"""Muting and blocking: who may, what it closes, how it ends."""

import pytest

from groups.models import Block, Contact, Space, SpaceKind, SpaceMember
from groups.queries.community.hidden import hidden_from
from groups.services.community.blocks import (
    OfTheTeam,
    YouLookAfterBoards,
    is_asked_by_one_of_them,
    keep_away,
    stop_keeping_away,
)
from groups.services.memberships import NotTogether as NotInOneGroup
from groups.services.memberships import place_in_group
from groups.services.placement import begin_placement, draft_of
from mentoring.services.matching import begin_match
from mentoring.services.pairings import NotTogether, begin_pairing
from mentoring.services.proposals import NobodyToAsk, suggest_peers
from programs.errors import StaleState
from programs.models import Event, Notice, Role, Tie, TieKind
from programs.services.ties import OneAndTheSame, declare_tie, is_tied
from tests.community.make import make_space, sit
from tests.make import make_group, make_participation
from tests.mentoring.waiting import a_peer, peer_in, reckoned, waits

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(program):
    return make_space(program)


@pytest.fixture
def fox(board, mia):
    return sit(board, mia, "Fox")


@pytest.fixture
def heron(board, noor):
    return sit(board, noor, "Heron")


class TestKeepingAway:
    def test_a_mute_hides_words_and_ties_nobody(self, mia, noor, heron):
        block = keep_away(heron, by=mia, kind=Contact.MUTE)
        assert (block.name, block.tie) == ("Heron", None)
        assert hidden_from(mia) == {noor.person_id}
        assert not Tie.objects.exists()

    def test_a_block_is_a_tie_that_ends_with_it(self, program, mia, noor, heron):
        block = keep_away(heron, by=mia, kind=Contact.BLOCK)
        assert is_tied(program, mia.person, [noor.person_id])
        assert (block.tie.kind, block.tie.declared_by) == (TieKind.BLOCKED, mia.person)
        stop_keeping_away(block, by=mia)
        assert not is_tied(program, mia.person, [noor.person_id])
        assert hidden_from(mia) == hidden_from(noor) == set()
        with pytest.raises(StaleState):
            stop_keeping_away(block, by=mia)

    def test_twice_is_once_and_the_other_kind_replaces_it(self, mia, heron):
        first = keep_away(heron, by=mia, kind=Contact.MUTE)
        assert keep_away(heron, by=mia, kind=Contact.MUTE) == first
        second = keep_away(heron, by=mia, kind=Contact.BLOCK)
        assert list(Block.objects.standing()) == [second]
        keep_away(heron, by=mia, kind=Contact.MUTE)
        assert not Tie.objects.standing().exists()

    def test_under_another_name_it_is_the_same_person_and_the_list_does_not_say_so(self, program, mia, noor, heron):
        keep_away(heron, by=mia, kind=Contact.MUTE)
        owl = sit(make_space(program, name="Books"), noor, "Owl")
        assert keep_away(owl, by=mia, kind=Contact.BLOCK).name == "Heron"

    def test_when_both_block_each_other_the_tie_stands_until_both_have_ended_it(self, program, mia, noor, fox, heron):
        ours, theirs = keep_away(heron, by=mia, kind=Contact.BLOCK), keep_away(fox, by=noor, kind=Contact.BLOCK)
        assert ours.tie == theirs.tie
        stop_keeping_away(ours, by=mia)
        assert is_tied(program, mia.person, [noor.person_id])
        stop_keeping_away(theirs, by=noor)
        assert not is_tied(program, mia.person, [noor.person_id])

    def test_a_tie_that_the_team_wrote_down_outlives_the_block(self, program, cora, mia, noor, heron):
        tie = declare_tie(program, people=(mia.person, noor.person), kind=TieKind.BLOCKED, by=cora)
        block = keep_away(heron, by=mia, kind=Contact.BLOCK)
        assert is_asked_by_one_of_them(tie)
        stop_keeping_away(block, by=mia)
        assert not is_asked_by_one_of_them(tie)
        assert is_tied(program, mia.person, [noor.person_id])

    def test_nobody_is_told_and_history_does_not_say_who(self, mia, heron):
        keep_away(heron, by=mia, kind=Contact.MUTE)
        event = Event.objects.get(verb="person_kept_away")
        assert (event.actor, event.data) == (None, {"sealed": True})
        assert not Notice.objects.exists()

    def test_a_block_ends_the_place_between_the_two(self, program, mia, noor, heron):
        place = Space.objects.create(program=program, kind=SpaceKind.DIRECT)
        mine, theirs = (
            SpaceMember.objects.create(program=program, space=place, participation=who, pseudonym=name)
            for who, name in ((mia, "Fox"), (noor, "Heron"))
        )
        keep_away(heron, by=mia, kind=Contact.BLOCK)
        mine.refresh_from_db()
        assert mine.left_at is not None
        assert Space.objects.get(pk=place.pk).archived_at is not None
        assert SpaceMember.objects.get(pk=theirs.pk).left_at is None  # may still read what was said to them


class TestWhoMay:
    @pytest.mark.parametrize("role", sorted(Role.STAFF))
    def test_nobody_of_the_team_can_be_blocked_only_muted(self, program, board, mia, role):
        person = make_participation(program, name="Finn").person
        as_member = program.participations.get(person=person)
        make_participation(program, person=person, role=role)
        seat = sit(board, as_member, "Finn")
        with pytest.raises(OfTheTeam):
            keep_away(seat, by=mia, kind=Contact.BLOCK)
        assert keep_away(seat, by=mia, kind=Contact.MUTE)

    def test_who_was_of_the_team_elsewhere_can_be_blocked(self, mia, noor, otto, heron):
        make_participation(otto.program, person=noor.person, role=Role.FACILITATOR)
        assert keep_away(heron, by=mia, kind=Contact.BLOCK)

    def test_who_looks_after_boards_hides_nothing_from_themselves(self, finn, heron):
        for kind in Contact:
            with pytest.raises(YouLookAfterBoards):
                keep_away(heron, by=finn, kind=kind)

    def test_oneself_stays(self, mia, fox):
        with pytest.raises(OneAndTheSame):
            keep_away(fox, by=mia, kind=Contact.MUTE)

    def test_only_ones_own_are_seen(self, mia, noor, cora, heron):
        keep_away(heron, by=mia, kind=Contact.BLOCK)
        assert Block.objects.visible_to(mia).count() == 1
        assert not Block.objects.visible_to(noor).exists()
        assert not Block.objects.visible_to(cora).exists()


@pytest.mark.parametrize("kind", [None, Contact.MUTE, Contact.BLOCK])
def test_a_block_closes_every_door_between_two_and_a_mute_none_of_them(program, cora, board, kind):
    ana, peer = waits(program, "Ana"), a_peer(program)
    bo = waits(program, "Bo")
    if kind:
        for other in (peer.participation, bo):
            keep_away(sit(board, other, f"Bird {other.pk}"), by=ana, kind=kind)
    group = make_group(program, minimum=1, members=[bo])
    room = make_group(program, name="Wednesday circle", minimum=1, capacity=1, members=[])
    place_in_group(room, participation=make_participation(program, name="Eve"), by=cora)

    found = peer_in(reckoned(begin_match(program, by=cora)), ana)
    reckoned(begin_placement(program, by=cora))
    drafted = draft_of(program).choices.filter(participation=ana).values_list("group", flat=True)
    closed = {
        "matching": found is None,
        "suggesting": _refused(NobodyToAsk, lambda: suggest_peers(ana, [peer], by=cora)),
        "placement": group.pk not in drafted,
        "a group": _refused(NotInOneGroup, lambda: place_in_group(group, participation=ana, by=cora)),
        "pairing": _refused(NotTogether, lambda: begin_pairing(ana, peer, by=cora)),
    }
    assert closed == dict.fromkeys(closed, kind == Contact.BLOCK)


def _refused(errors, act) -> bool:
    try:
        act()
    except errors:
        return True
    return False


def test_the_desk_does_not_end_what_a_person_asked_for(program, signed_in, cora, mia, noor, heron):
    block = keep_away(heron, by=mia, kind=Contact.BLOCK)
    client = signed_in(cora)
    page = client.post(f"/desk/{program.public_id}/ties/{block.tie.public_id}/ending/", follow=True)
    assert "Only that person can end it." in page.content.decode()
    assert is_tied(program, mia.person, [noor.person_id])
