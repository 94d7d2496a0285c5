"""Suggesting single pairs: asked, answered in time or passed on; the last place of a peer is promised once."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mentoring.models import MatchWish, Pairing, Preference, Proposal
from mentoring.queries.proposals import my_peers_page
from mentoring.services.matching import begin_match, publish_match
from mentoring.services.pairings import AlreadyPaired, SupporterFull, begin_pairing
from mentoring.services.proposals import (
    AskedAlready,
    NobodyToAsk,
    SuggestionOver,
    accept_proposal,
    answer_by,
    decline_proposal,
    lapse_proposals,
    suggest_peers,
    withdraw_proposals,
)
from programs.models import Notice, NoticeState, Person, TieKind
from programs.services.ties import declare_tie
from tests.make import make_program
from tests.mentoring.racing import at_once
from tests.mentoring.waiting import a_peer, reckoned, waits

DAY = datetime.timedelta(days=1)


@pytest.fixture
def ana(program):
    return waits(program, "Ana")


@pytest.fixture
def three(program):
    return [a_peer(program, name) for name in ("Sam", "Tom", "Ulf")]


def states(participation) -> dict[str, str]:
    rows = Proposal.objects.filter(participation=participation).select_related("supporter__participation__person")
    return {str(row.supporter): row.state for row in rows}


@pytest.mark.django_db
class TestAsking:
    def test_the_first_is_asked_and_the_others_come_next(self, ana, three):
        asked = suggest_peers(ana, three, by=ana)
        assert asked.supporter == three[0]
        assert states(ana) == {"Sam": "asked", "Tom": "queued", "Ulf": "queued"}
        notice = Notice.objects.get()
        assert (notice.kind, notice.recipient) == ("peer_asked", three[0].participation.person)
        with pytest.raises(AskedAlready):
            suggest_peers(ana, three, by=ana)

    def test_who_is_tied_full_ruled_out_or_not_ready_is_passed_over(self, program, ana, cora):
        tied, full, not_ready, out, free = (
            a_peer(program, "Tim"), a_peer(program, "Fay", capacity=1), a_peer(program, "Rob", ready=False),
            a_peer(program, "Out"), a_peer(program, "Sam"),
        )  # fmt: skip
        declare_tie(program, people=(ana.person, tied.participation.person), kind=TieKind.KIN, by=cora)
        suggest_peers(waits(program, "Ben"), [full], by=cora)  # the only place is promised
        MatchWish.objects.create(program=program, participation=ana, supporter=out, is_pin=False, by=cora)
        asked = suggest_peers(ana, [tied, full, not_ready, out, free], by=ana)
        assert asked.supporter == free
        assert set(states(ana).values()) == {"withdrawn", "asked"}

    def test_where_nobody_can_be_asked_nothing_stays(self, program, ana):
        with pytest.raises(NobodyToAsk):
            suggest_peers(ana, [a_peer(program, ready=False)], by=ana)
        assert not Proposal.objects.exists()

    def test_the_time_to_answer_never_ends_in_quiet_hours(self, three):
        people = Person.objects.filter(pk=three[0].participation.person_id)
        people.update(quiet_from=datetime.time(21), quiet_until=datetime.time(8), time_zone="America/Toronto")
        night = datetime.datetime(2026, 11, 24, 7, 0, tzinfo=datetime.UTC)  # 2 in the morning over there
        until = answer_by(three[0], night)
        assert until == datetime.datetime(2026, 11, 27, 13, 0, tzinfo=datetime.UTC)


@pytest.mark.django_db
class TestAnswering:
    def test_yes_begins_the_pair_and_nobody_else_is_asked(self, ana, three):
        asked = suggest_peers(ana, three, by=ana)
        pair = accept_proposal(asked, by=three[0].participation)
        assert (pair.participation, pair.supporter) == (ana, three[0])
        assert states(ana) == {"Sam": "accepted", "Tom": "withdrawn", "Ulf": "withdrawn"}
        assert Notice.objects.filter(kind="pair_begun").count() == 2
        with pytest.raises(SuggestionOver):
            accept_proposal(asked, by=three[0].participation)

    def test_no_goes_to_the_next_and_is_remembered(self, ana, three):
        decline_proposal(suggest_peers(ana, three, by=ana), by=three[0].participation)
        assert states(ana) == {"Sam": "declined", "Tom": "asked", "Ulf": "queued"}
        assert Notice.objects.get(recipient=three[0].participation.person).state == NoticeState.CANCELLED
        withdraw_proposals(ana, by=ana)
        with pytest.raises(NobodyToAsk):
            suggest_peers(ana, three[:1], by=ana)

    def test_when_all_have_said_no_the_person_who_chose_is_told_once(self, ana, three, program, cora):
        decline_proposal(suggest_peers(ana, three[:1], by=ana), by=three[0].participation)
        told = Notice.objects.filter(kind="peers_all_asked")
        assert [notice.recipient for notice in told] == [ana.person]
        ben = waits(program, "Ben")
        decline_proposal(suggest_peers(ben, three[1:2], by=cora), by=three[1].participation)
        assert told.count() == 1  # who did not choose themselves is not told of a no

    def test_without_an_answer_the_next_is_asked_and_late_is_late(self, ana, three):
        asked = suggest_peers(ana, three, by=ana)
        assert lapse_proposals(asked.answer_by - DAY) == 0
        late = asked.answer_by + DAY
        with pytest.raises(SuggestionOver):
            accept_proposal(asked, by=three[0].participation, now=late)
        assert (lapse_proposals(late), lapse_proposals(late)) == (1, 0)
        assert states(ana) == {"Sam": "lapsed", "Tom": "asked", "Ulf": "queued"}
        assert Proposal.objects.get(state="asked").answer_by > late + 2 * DAY

    def test_who_has_a_peer_meanwhile_is_asked_for_no_more(self, program, ana, three, cora):
        asked = suggest_peers(ana, three, by=ana)
        begin_pairing(ana, a_peer(program, "Vic"), by=cora)
        with pytest.raises(AlreadyPaired):
            accept_proposal(asked, by=three[0].participation)
        assert set(states(ana).values()) == {"withdrawn"}

    def test_a_full_peer_is_told_and_the_next_is_asked(self, program, ana, cora):
        sam, tom = a_peer(program, "Sam", capacity=1), a_peer(program, "Tom")
        asked = suggest_peers(ana, [sam, tom], by=ana)
        begin_pairing(waits(program, "Ben"), sam, by=cora)
        with pytest.raises(SupporterFull):
            accept_proposal(asked, by=sam.participation)
        assert states(ana) == {"Sam": "withdrawn", "Tom": "asked"}

    def test_publishing_a_draft_leaves_whom_somebody_is_being_asked_for(self, program, ana, cora):
        sam = a_peer(program)
        run = reckoned(begin_match(program, by=cora))
        suggest_peers(ana, [sam], by=cora)
        assert publish_match(run, number=run.number, by=cora) == {"begun": 0, "left": 1}


@pytest.mark.django_db
class TestPages:
    def test_a_participant_chooses_sees_what_happens_and_asks(self, program, ana, cora, signed_in):
        sam, tom = a_peer(program, "Sam", about="I like walking.", sharing="rather_not"), a_peer(program, "Tom")
        tied = a_peer(program, "Xenia")
        declare_tie(program, people=(ana.person, tied.participation.person), kind=TieKind.KIN, by=cora)
        client, address = signed_in(ana), reverse("my_peers", args=[program.public_id])
        text = client.get(address).content.decode()
        assert "I like walking." in text
        for hidden in ("Xenia", sam.participation.person.email, tom.participation.person.email):
            assert hidden not in text
        twice = {"first": sam.public_id, "second": sam.public_id}
        assert "Choose each person only once." in client.post(address, twice).content.decode()
        client.post(address, {"first": tom.public_id, "second": sam.public_id})
        assert list(Preference.objects.values_list("about", flat=True)) == [tom.participation_id, sam.participation_id]
        ask = reverse("my_peers_ask", args=[program.public_id])
        assert "We ask Tom first." in client.get(ask).content.decode()
        assert not Proposal.objects.exists()
        client.post(ask)
        assert "Tom is being asked" in client.get(address).content.decode()
        client.post(address, {"stop": "1"})
        assert set(states(ana).values()) == {"withdrawn"}

    def test_a_peer_answers_in_one_tap_and_sees_what_became_of_it(self, program, ana, signed_in):
        sam = a_peer(program, "Sam")
        asked = suggest_peers(ana, [sam], by=ana)
        client, address = signed_in(sam.participation), reverse("proposal", args=[program.public_id, asked.public_id])
        text = client.get(address).content.decode()
        assert "Would you like to meet Ana?" in text
        assert ana.person.email not in text
        client.post(address, {"answer": "maybe"})
        assert states(ana) == {"Sam": "asked"}
        client.post(address, {"answer": "yes"})
        assert Pairing.objects.get().supporter == sam
        assert "You said yes to Ana" in client.get(address).content.decode()
        assert "answered already" in client.post(address, {"answer": "no"}, follow=True).content.decode()
        assert signed_in(a_peer(program, "Tom").participation).get(address).status_code == 404

    def test_the_desk_sees_the_letter_and_asks_one_peer(self, program, ana, cora, signed_in):
        a_peer(program, "Sam")
        reckoned(begin_match(program, by=cora))
        client, address = signed_in(cora), reverse("desk_match_suggest", args=[program.public_id, ana.public_id])
        assert "Somebody would like to meet you." in client.get(address).content.decode()
        client.post(address)
        assert states(ana) == {"Sam": "asked"}
        board = client.get(reverse("desk_match", args=[program.public_id])).content.decode()
        assert "A peer is being asked for Ana." in board

    def test_the_number_of_queries_does_not_grow(self, program, ana):
        def count():
            with CaptureQueriesContext(connection) as queries:
                my_peers_page(ana, now=timezone.now())
            return len(queries)

        a_peer(program, "Sam")
        few = count()
        for number in range(5):
            a_peer(program, f"Tom {number}")
        assert count() == few


@pytest.mark.slow
def test_of_two_who_want_the_last_place_of_a_peer_one_gets_it(committed_db):
    program = make_program()
    sam = a_peer(program, "Sam", capacity=1)
    both = [waits(program, name) for name in ("Ana", "Ben")]
    outcomes = at_once(*[lambda who=who: suggest_peers(who, [sam], by=who) for who in both])
    assert sorted(type(one).__name__ for one in outcomes) == ["NobodyToAsk", "Proposal"]
    asked = Proposal.objects.get()
    other = next(one for one in both if one != asked.participation)
    outcomes = at_once(lambda: accept_proposal(asked, by=sam.participation), lambda: begin_pairing(other, sam, by=None))
    assert sorted(type(one).__name__ for one in outcomes) == ["Pairing", "SupporterFull"]
    assert Pairing.objects.count() == 1
