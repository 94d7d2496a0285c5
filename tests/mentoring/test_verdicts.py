"""Deciding, telling all together and once, the yes of the person, the reserve list, what is taken back."""

import pytest

from mentoring.models import ApplicationState, Outcome, ReviewSheet, Supporter, Verdict
from mentoring.queries.marks import Lack
from mentoring.services.reading import KeptApart, ask_to_read
from mentoring.services.releases import (
    NothingToRelease,
    confirm_place,
    decline_place,
    mark_of,
    releasable,
    release_verdicts,
    reopen_application,
)
from mentoring.services.verdicts import (
    NobodyOnReserve,
    OwnSheetFirst,
    SomethingLacks,
    decide,
    move_up,
    take_verdict_back,
)
from programs.errors import IllegalMove, StaleState
from programs.models import Event, Notice, NoticeState, Profile, Role, TieKind
from programs.services.ties import declare_tie
from tests.make import make_participation
from tests.mentoring.choosing import applicant, judged, make_batch, peer, talked

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(program):
    return make_batch(program)


@pytest.fixture
def nora(program):
    return make_participation(program, role=Role.COORDINATOR, name="Nora")


@pytest.fixture
def read(campaign, mia, finn):
    """`read("Lou", 4)`: an applicant whom mia and finn have read."""

    def make(name="Lou", *marks, **fields):
        row = applicant(campaign, name, **fields)
        judged(row, mia, *marks)
        judged(row, finn, *marks)
        row.refresh_from_db()
        return row

    return make


def release(campaign, by):
    return release_verdicts(campaign, by=by, seen=mark_of(releasable(campaign, by)[0]))


def state_of(row):
    row.refresh_from_db()
    return row.state


class TestDeciding:
    def test_nobody_outside_learns_of_it_and_the_history_does_not_say_which_way(self, read, cora):
        lou = read()
        decide(lou, Outcome.ACCEPT, by=cora, reason="Warm.")
        assert state_of(lou) == ApplicationState.IN_REVIEW
        assert not Notice.objects.filter(recipient=lou.person).exists()
        assert Event.objects.get(verb="application_decided").data == {"sealed": True}

    def test_too_few_readers_need_a_reason_whatever_the_answer_is(self, campaign, cora, finn):
        lou = applicant(campaign)
        judged(lou, finn)
        for outcome in Outcome:
            with pytest.raises(SomethingLacks) as refusal:
                decide(lou, outcome, by=cora)
            assert Lack.READERS in refusal.value.lacks
        assert decide(lou, Outcome.DECLINE, by=cora, overrides="She moves away.").overrides == "She moves away."

    def test_a_required_criterion_below_its_minimum_needs_a_reason(self, read, cora):
        lou = read("Lou", 5, 2, 5, 5, 5)
        with pytest.raises(SomethingLacks) as refusal:
            decide(lou, Outcome.ACCEPT, by=cora)
        assert refusal.value.lacks == [Lack.CRITERION]
        decide(lou, Outcome.DECLINE, by=cora)
        fine = read("Kim", 5, 3, 5, 5, 5)
        assert decide(fine, Outcome.ACCEPT, by=cora, overrides="Not needed.").overrides == ""

    def test_no_peer_among_the_readers_needs_a_reason(self, campaign, program, cora, finn):
        lou = applicant(campaign)
        judged(lou, finn)
        judged(lou, make_participation(program, role=Role.FACILITATOR, name="Gail"))
        with pytest.raises(SomethingLacks) as refusal:
            decide(lou, Outcome.ACCEPT, by=cora)
        assert refusal.value.lacks == [Lack.PEER]

    def test_an_interview_needs_two_sheets_one_of_a_peer(self, program, cora, mia, finn):
        campaign = make_batch(program, talk_wanted=True)
        lou = applicant(campaign)
        for reader in (mia, finn):
            judged(lou, reader)
        with pytest.raises(SomethingLacks) as refusal:
            decide(lou, Outcome.ACCEPT, by=cora)
        assert refusal.value.lacks == [Lack.PANEL, Lack.PANEL_PEER]
        talked(lou, [mia, finn], by=cora)
        lou.refresh_from_db()
        assert decide(lou, Outcome.ACCEPT, by=cora).overrides == ""

    def test_who_owes_a_sheet_or_is_tied_does_not_decide(self, read, program, cora, nora):
        lou = read()
        ask_to_read(lou, reader=cora, by=nora)
        with pytest.raises(OwnSheetFirst):
            decide(lou, Outcome.ACCEPT, by=cora)
        declare_tie(program, people=(nora.person, lou.person), kind=TieKind.KIN, by=cora)
        with pytest.raises(KeptApart):
            decide(lou, Outcome.ACCEPT, by=nora)

    def test_changed_before_the_release_by_who_saw_the_last_word(self, read, cora, nora):
        lou = read()
        first = decide(lou, Outcome.ACCEPT, by=cora)
        with pytest.raises(StaleState):
            decide(lou, Outcome.DECLINE, by=nora)
        decide(lou, Outcome.RESERVE, by=nora, seen=first)
        assert Verdict.objects.get().outcome == Outcome.RESERVE
        take_verdict_back(Verdict.objects.get(), by=cora)
        assert not Verdict.objects.exists()

    def test_no_jump_that_the_table_does_not_know(self, campaign, cora):
        for state in ("withdrawn", "confirmed", "declined"):
            with pytest.raises(IllegalMove):
                decide(applicant(campaign, state.title(), state=state), Outcome.ACCEPT, by=cora)


class TestReleasing:
    def test_all_at_once_each_told_once_and_open_sheets_are_over(self, read, campaign, program, cora):
        lou, kim, sam = read("Lou"), read("Kim"), read("Sam")
        ask_to_read(kim, reader=peer(program), by=cora)
        outcomes = zip((lou, kim, sam), Outcome, strict=True)
        for row, outcome in outcomes:
            decide(row, outcome, by=cora, message=f"Dear {row.person}")
        assert len(release(campaign, cora)) == 3
        assert [state_of(row) for row in (lou, kim, sam)] == ["accepted", "reserve", "declined"]
        assert Notice.objects.filter(kind="application_answer").count() == 3
        assert not ReviewSheet.objects.filter(submitted_at=None).exists()
        with pytest.raises(NothingToRelease):
            release(campaign, cora)

    def test_only_what_the_preview_showed(self, read, campaign, cora):
        lou = read()
        verdict = decide(lou, Outcome.ACCEPT, by=cora)
        seen = mark_of([verdict])
        decide(lou, Outcome.DECLINE, by=cora, seen=verdict)
        with pytest.raises(StaleState):
            release_verdicts(campaign, by=cora, seen=seen)
        assert state_of(lou) == "in_review"

    def test_what_was_decided_by_somebody_tied_or_on_a_sheet_that_fell_out_is_held_back(
        self, read, campaign, program, cora, nora, mia
    ):
        lou, kim, sam = read("Lou"), read("Kim"), read("Sam")
        decide(lou, Outcome.ACCEPT, by=nora)
        for row in (kim, sam):
            decide(row, Outcome.ACCEPT, by=cora)
        declare_tie(program, people=(nora.person, lou.person), kind=TieKind.OTHER, by=cora)
        declare_tie(program, people=(mia.person, kim.person), kind=TieKind.OTHER, by=cora)
        going, held_back = releasable(campaign, cora)
        assert [row.application for row in going] == [sam]
        assert {row.application for row in held_back} == {lou, kim}
        release(campaign, cora)
        assert (state_of(lou), state_of(kim), state_of(sam)) == ("in_review", "in_review", "accepted")

    def test_who_was_only_received_can_be_answered(self, campaign, cora):
        lou = applicant(campaign)
        decide(lou, Outcome.RESERVE, by=cora, overrides="Known to all of us.")
        release(campaign, cora)
        assert state_of(lou) == "reserve"


class TestAnswering:
    @pytest.fixture
    def accepted(self, read, campaign, cora):
        lou = read()
        decide(lou, Outcome.ACCEPT, by=cora)
        release(campaign, cora)
        lou.refresh_from_db()
        return lou

    def test_accepted_and_confirmed_are_two_steps(self, accepted):
        assert not Supporter.objects.exists()
        supporter = confirm_place(accepted, by=accepted.person)
        assert supporter.application == accepted
        assert Profile.objects.get(participation=supporter.participation).availability == [2, 5]
        assert confirm_place(accepted, by=accepted.person) == supporter
        assert state_of(accepted) == "confirmed"
        assert Notice.objects.get(kind="application_answer").state == NoticeState.CANCELLED

    def test_no_is_an_answer_without_a_reason(self, accepted):
        decline_place(accepted, by=accepted.person)
        decline_place(accepted, by=accepted.person)
        assert state_of(accepted) == "withdrawn"
        with pytest.raises(IllegalMove):
            confirm_place(accepted, by=accepted.person)
        assert not Supporter.objects.exists()

    def test_nobody_says_yes_who_was_not_accepted(self, read):
        with pytest.raises(IllegalMove):
            confirm_place(read("Kim"), by=None)


class TestReserve:
    def test_the_best_moves_up_by_a_press_and_is_told_with_the_next_release(self, read, campaign, cora):
        lou, kim = read("Lou", 3), read("Kim", 4)
        for row in (lou, kim):
            decide(row, Outcome.RESERVE, by=cora)
        release(campaign, cora)
        assert move_up(campaign, by=cora).application == kim
        assert state_of(kim) == "reserve"
        assert move_up(campaign, by=cora).application == lou
        with pytest.raises(NobodyOnReserve):
            move_up(campaign, by=cora)
        release(campaign, cora)
        assert (state_of(kim), state_of(lou)) == ("accepted", "accepted")
        assert Notice.objects.filter(kind="application_answer", recipient=kim.person).count() == 2


def test_a_declined_application_can_be_read_once_more(read, campaign, cora):
    lou = read()
    decide(lou, Outcome.DECLINE, by=cora)
    release(campaign, cora)
    reopen_application(lou, by=cora)
    with pytest.raises(StaleState):
        reopen_application(lou, by=cora)
    assert state_of(lou) == "in_review"
    assert lou.sheets.submitted().count() == 2
    decide(lou, Outcome.ACCEPT, by=cora)
    release(campaign, cora)
    assert lou.verdicts.count() == 2
