"""Matching those who wait with peers: what is read, a draft that is changed by hand, publishing once, ties."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mentoring.match_words import wanted_words, words_for_choice, words_for_nobody, words_to_check
from mentoring.matching.reasons import Unmatched
from mentoring.matching.rules import Rule
from mentoring.models import (
    MatchChoice,
    MatchRun,
    MatchState,
    MatchWish,
    Method,
    PairEnding,
    Pairing,
    PairingState,
    Preference,
    Proposal,
)
from mentoring.queries.match_board import match_board
from mentoring.queries.matching import crowd_of, those_who_wait_for_a_peer
from mentoring.services.matching import (
    Contradiction,
    NoDraft,
    StillReckoning,
    ask_to_publish,
    begin_match,
    discard_match,
    draft_of,
    is_reckoning,
    let_stay,
    publish_match,
    reckon,
    reckon_again,
    rule_out,
    take_wish_back,
    write_draft,
)
from mentoring.services.pairings import begin_pairing
from mentoring.services.supporters import give_rest
from programs.errors import StaleState
from programs.models import JobState, Notice, TieKind, Topic
from programs.services.ties import declare_tie
from tests.mentoring.peers import make_supporter
from tests.mentoring.waiting import a_peer, peer_in, reckoned, waits

pytestmark = pytest.mark.django_db


@pytest.fixture
def loss(program):
    topic = Topic.objects.create(slug="loss", name_en="Loss", name_fr="Deuil")
    program.topics.add(topic, Topic.objects.create(slug="work", name_en="Work", name_fr="Travail"))
    return topic


def drafted(program, by, **how):
    return reckoned(begin_match(program, by=by, **how))


def tie(program, one, other, by):
    return declare_tie(program, people=(one.person, other.participation.person), kind=TieKind.KIN, by=by)


class TestWhatIsRead:
    def test_who_takes_part_without_a_peer_waits(self, program, cora, noor):
        paired, paused, asked = (waits(program, name) for name in ("Pat", "Pia", "Asa"))
        begin_pairing(paired, a_peer(program), by=cora)
        paused.move_to("paused")
        Proposal.objects.create(
            program=program, participation=asked, supporter=a_peer(program), made_by=cora, answer_by=timezone.now()
        )
        waiting = waits(program, "Wanda")
        assert set(those_who_wait_for_a_peer(program)) == {noor, waiting}

    def test_people_and_peers_become_arrays(self, program, cora, loss):
        ana = waits(program, topics=[loss], first=loss, age=30, availability=[5], languages=["fr"])
        sam = a_peer(program, topics=[loss], availability=[5, 6], capacity=3, min_age=18)
        begin_pairing(waits(program, "Else"), sam, by=cora)
        make_supporter(program, ready=False)
        crowd = crowd_of(program, run=None, now=timezone.now())
        seeker, peer = crowd.participations.index(ana), crowd.supporters.index(sam)
        assert (crowd.seekers.ages[seeker], crowd.seekers.slots[seeker]) == (30, 1 << 5)
        assert crowd.seekers.topics[seeker] == crowd.seekers.first_topics[seeker] == crowd.peers.topics[peer] == 1
        assert crowd.seekers.languages[seeker] & crowd.peers.languages[peer] == 0
        assert (crowd.peers.capacity[peer], crowd.peers.free[peer], crowd.peers.youngest[peer]) == (3, 2, 18)
        assert sorted(crowd.peers.ready) == [False, True]

    def test_who_must_not_be_together_for_whatever_reason(self, program, cora, noor):
        people = [waits(program, name) for name in ("Ann", "Ben", "Cat", "Dan")]
        peers = [a_peer(program) for _person in people]
        tie(program, people[0], peers[0], cora)
        run = MatchRun.objects.create(program=program, made_by=cora)
        MatchWish.objects.create(
            program=program, run=run, participation=people[1], supporter=peers[1], is_pin=False, by=cora
        )
        Proposal.objects.create(
            program=program, participation=people[2], supporter=peers[2], state="declined", made_by=cora
        )
        over = begin_pairing(people[3], peers[3], by=cora)
        Pairing.objects.update(state=PairingState.ENDED)
        PairEnding.objects.create(program=program, pairing=over, reason="not_a_fit", by=cora)
        both = make_supporter(program, "Noor", ready=True)
        both.participation.person = noor.person
        both.participation.save()
        crowd = crowd_of(program, run=run, now=timezone.now())
        forbidden = {(crowd.participations[s], crowd.supporters[p]) for s, p in crowd.wishes.forbidden}
        assert forbidden == {*zip(people, peers, strict=True), (noor, both)}

    def test_the_number_of_queries_does_not_grow(self, program, loss):
        def count():
            with CaptureQueriesContext(connection) as queries:
                crowd_of(program, run=None, now=timezone.now())
            return len(queries)

        waits(program, topics=[loss])
        a_peer(program, topics=[loss])
        few = count()
        for number in range(5):
            waits(program, f"Ana {number}", topics=[loss])
            a_peer(program, f"Sam {number}", topics=[loss])
        assert count() == few <= 22


class TestADraft:
    def test_it_says_who_fits_whom_and_why(self, program, cora, loss):
        ana = waits(program, topics=[loss], first=loss, availability=[5])
        ben = waits(program, "Ben", languages=["es"], availability=[5])
        sam = a_peer(program, topics=[loss], availability=[5], capacity=1)
        run = drafted(program, cora)
        assert peer_in(run, ana) == sam
        assert peer_in(run, ben) is None
        reasons = run.choices.get(participation=ana).reasons
        assert words_for_choice(reasons, {loss.pk: "Loss"}) == [
            "The peer has lived what comes first for them: Loss.",
            "Both can meet: Tuesday evening.",
            "Both speak English.",
        ]
        assert run.choices.get(participation=ben).reasons == {"reason": Unmatched.RULES, "rule": Rule.LANGUAGE}
        assert [wanted_words(line) for line in run.figures["wanted"]] == [
            "1 more peer who speaks Spanish: Tuesday evening"
        ]
        assert run.figures["ways"].keys() == {"most", "total", "stable"}
        assert {way["matched"] for way in run.figures["ways"].values()} == {1}
        assert not Notice.objects.exists()

    def test_what_is_not_known_is_named(self, program, cora):
        ana = waits(program)
        a_peer(program, min_age=18)
        reasons = drafted(program, cora).choices.get(participation=ana).reasons
        assert words_to_check(reasons) == [
            "We do not know when this person can meet.",
            "We do not know when the peer can meet.",
            "This person has named no topic.",
            "We do not know the age of this person.",
        ]

    def test_a_peer_who_is_not_ready_is_never_chosen(self, program, cora):
        ana = waits(program)
        make_supporter(program, ready=False)
        run = drafted(program, cora)
        assert peer_in(run, ana) is None
        assert words_for_nobody(run.choices.get().reasons) == "A peer would fit, but is not ready for somebody new."

    def test_a_tie_and_what_was_ruled_out_hold_for_good(self, program, cora):
        ana, sam, tom = waits(program), a_peer(program), a_peer(program, "Tom")
        tie(program, ana, sam, cora)
        run = drafted(program, cora)
        assert peer_in(run, ana) == tom
        run = reckoned(rule_out(run, participation=ana, supporter=tom, by=cora, why=" They work together. "))
        assert peer_in(run, ana) is None
        assert MatchWish.objects.get().why == "They work together."
        discard_match(run, by=cora)
        run = drafted(program, cora)
        assert peer_in(run, ana) is None
        run = reckoned(take_wish_back(run, wish=MatchWish.objects.get(), by=cora))
        assert peer_in(run, ana) == tom

    def test_a_pair_chosen_by_hand_stays_and_a_forbidden_one_is_refused(self, program, cora):
        ana, sam, tom = waits(program, languages=["es"]), a_peer(program), a_peer(program, "Tom")
        run = reckoned(let_stay(drafted(program, cora), participation=ana, supporter=sam, by=cora))
        assert peer_in(run, ana) == sam
        assert words_to_check(run.choices.get().reasons)[0] == "They have no language in common."
        run = reckoned(let_stay(run, participation=ana, supporter=tom, by=cora))
        assert peer_in(run, ana) == tom
        tie(program, ana, tom, cora)
        with pytest.raises(Contradiction):
            reckon(run)
        run = reckoned(reckon_again(run, by=cora))
        assert (run.job.state, peer_in(run, ana)) == (JobState.FAILED, tom)

    def test_a_ranking_counts_and_one_that_cannot_be_is_named(self, program, cora):
        ana, sam, tom, ulf = waits(program), *(a_peer(program, name, capacity=1) for name in ("Sam", "Tom", "Ulf"))
        for rank, peer in enumerate((ulf, tom), start=1):
            Preference.objects.create(program=program, by=ana, about=peer.participation, rank=rank)
        tie(program, ana, ulf, cora)
        run = drafted(program, cora, method=Method.STABLE)
        assert peer_in(run, ana) == tom != sam
        assert match_board(run).dropped == [("Ana", "Ulf")]

    def test_the_draft_before_is_remembered(self, program, cora):
        waits(program)
        run = drafted(program, cora)
        assert (run.figures["matched"], run.before) == (0, {})
        a_peer(program)
        run = reckoned(reckon_again(run, by=cora))
        assert (run.figures["matched"], run.before["matched"], run.number) == (1, 0, 2)
        assert match_board(run).new_pairs == 1

    def test_two_who_begin_share_one_draft_and_one_reckoning(self, program, cora):
        run = begin_match(program, by=cora)
        assert begin_match(program, by=cora) == run == draft_of(program)
        assert is_reckoning(run)
        with pytest.raises(StillReckoning):
            ask_to_publish(run, number=0, by=cora)

    def test_what_is_decided_while_it_is_reckoned_is_reckoned_right_after(self, program, cora):
        ana, sam = waits(program), a_peer(program)
        run = begin_match(program, by=cora)
        found = reckon(run)
        rule_out(run, participation=ana, supporter=sam, by=cora)
        run.refresh_from_db()
        before = run.job_id
        write_draft(run, found, by=cora)
        run.refresh_from_db()
        assert run.job_id != before
        assert is_reckoning(run)


class TestPublishing:
    def test_the_pairs_begin_and_each_of_the_two_is_told_once(self, program, cora):
        ana, ben = waits(program), waits(program, "Ben")
        sam = a_peer(program, capacity=2)
        run = drafted(program, cora)
        assert publish_match(run, number=run.number, by=cora) == {"begun": 2, "left": 0}
        assert set(Pairing.objects.values_list("participation", "supporter")) == {(ana.pk, sam.pk), (ben.pk, sam.pk)}
        assert Notice.objects.filter(kind="pair_begun").count() == 4
        assert MatchRun.objects.get().state == MatchState.PUBLISHED
        with pytest.raises(NoDraft):
            publish_match(run, number=run.number, by=cora)
        assert Notice.objects.filter(kind="pair_begun").count() == 4

    def test_an_older_draft_is_not_published(self, program, cora):
        run = drafted(program, cora)
        with pytest.raises(StaleState):
            publish_match(run, number=run.number - 1, by=cora)

    def test_who_rests_or_is_full_or_paired_meanwhile_is_left_out(self, program, cora):
        people = [waits(program, name) for name in ("Ann", "Ben", "Cat")]
        peers = [a_peer(program, name, capacity=1) for name in ("Sam", "Tom", "Ulf")]
        run = drafted(program, cora)
        assert run.figures["matched"] == 3
        today = timezone.now().date()
        give_rest(peer_in(run, people[0]), starts_on=today - datetime.timedelta(days=1),
                  ends_on=today + datetime.timedelta(days=9), by=cora)  # fmt: skip
        begin_pairing(people[1], a_peer(program, "Vic"), by=cora)
        begin_pairing(waits(program, "Dan"), peer_in(run, people[2]), by=cora)
        assert publish_match(run, number=run.number, by=cora) == {"begun": 0, "left": 3}
        assert Pairing.objects.filter(supporter__in=peers).count() == 1

    def test_the_board_says_who_has_a_peer_already(self, program, cora):
        ana = waits(program)
        a_peer(program)
        run = drafted(program, cora)
        begin_pairing(ana, a_peer(program, "Vic"), by=cora)
        assert [card.has_a_peer_already for card in match_board(run).pairs] == [True]
        assert MatchChoice.objects.count() == 1
