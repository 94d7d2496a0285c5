"""A pair changes or ends: at any time, by either of the two, without a reason, kindly."""

import datetime

import pytest
from django.utils import timezone

from groups.models import Meeting
from groups.services.series import start_series
from intake.models import SurveyRequest
from mentoring.models import ChangeRequest, EndingReason, PairingState
from mentoring.services.agreements import PairIsOver
from mentoring.services.contacts import plan_contacts
from mentoring.services.countdown import plan_countdown
from mentoring.services.pair_endings import (
    ask_change,
    end_pairing,
    end_pairings_of,
    reassign_pairing,
    settle_wish,
    share_earlier,
)
from mentoring.services.pairings import SupporterFull
from programs.errors import StaleState
from programs.models import Notice, Task, TaskKind
from tests.make import make_meeting
from tests.mentoring.pairing import agree, make_pair
from tests.mentoring.peers import make_supporter

pytestmark = pytest.mark.django_db


@pytest.fixture
def pairing(program, mia, cora):
    return make_pair(program, participation=mia)


def told(kind):
    return sorted(Notice.objects.filter(kind=kind).values_list("recipient__display_name", flat=True))


def test_who_wants_to_stop_has_stopped_the_other_is_told_and_the_coordination_at_once(pairing, mia):
    coming = make_meeting(pairing.group)
    ask_change(pairing, by=mia, wanted="stop", reason="Sam frightens me")
    pairing.refresh_from_db()
    coming.refresh_from_db()
    assert pairing.state == PairingState.ENDED
    assert coming.is_cancelled
    assert not pairing.group.memberships.current().exists()
    assert told("pair_ended") == ["Sam"]
    assert told("pair_change_asked") == ["Cora"]
    assert told("meeting_cancelled") == []
    task = Task.objects.get(kind=TaskKind.PAIR_CHANGE)
    assert task.is_urgent
    assert task.note == ""
    assert pairing.ending.reason == EndingReason.NOT_SAID


def test_asking_for_somebody_else_tells_the_other_one_nothing(pairing, mia):
    ask_change(pairing, by=mia, wanted="change", reason="Too far")
    again = ask_change(pairing, by=mia, wanted="change")
    pairing.refresh_from_db()
    assert pairing.state == PairingState.AGREEING
    assert again.reason == "Too far"
    assert ChangeRequest.objects.count() == Task.objects.count() == 1
    assert told("pair_ended") == []
    assert told("pair_change_asked") == ["Cora"]


def test_a_coordinator_who_is_one_of_the_two_is_not_told_of_the_wish(program, mia, cora):
    pairing = make_pair(program, participation=mia)
    pairing.supporter.participation.person_id = cora.person_id
    pairing.supporter.participation.save()
    wish = ask_change(pairing, by=mia, wanted="talk", reason="About Cora")
    assert told("pair_change_asked") == []
    assert not ChangeRequest.objects.visible_to(cora).filter(pk=wish.pk).exists()
    assert ChangeRequest.objects.visible_to(mia).filter(pk=wish.pk).exists()


def test_a_pair_ends_once_and_a_wish_is_settled_once(pairing, mia, cora):
    wish = ask_change(pairing, by=mia, wanted="change")
    settle_wish(wish, by=cora)
    with pytest.raises(StaleState):
        settle_wish(wish, by=cora)
    end_pairing(pairing, by=cora, reason=EndingReason.GOALS_REACHED, note="Well done")
    assert told("pair_ended") == ["Mia", "Sam"]
    with pytest.raises(PairIsOver):
        end_pairing(pairing, by=cora)


def test_regular_meetings_end_with_the_pair_and_nobody_hears_of_each(pairing, cora):
    start_series(
        pairing.group, by=None, rhythm="weekly", starts_on=timezone.now().date() + datetime.timedelta(days=2),
        starts_at_local=datetime.time(10), count=4,
    )  # fmt: skip
    end_pairing(pairing, by=cora)
    assert not Meeting.objects.planned().filter(group=pairing.group).exists()
    assert told("series_ended") == []


def test_both_are_asked_how_it_goes_and_no_more_once_it_is_over(pairing, cora):
    occasion = f"pair:{pairing.public_id}"
    asked = SurveyRequest.objects.filter(occasion=occasion)
    assert sorted(set(asked.values_list("wave", flat=True))) == [30, 90, 150, 210, 270, 330]
    assert asked.values("participation").distinct().count() == 2
    end_pairing(pairing, by=cora)
    assert not asked.exists()


def test_somebody_else_takes_over_and_what_was_written_stays_closed_until_the_participant_shares_it(
    program, pairing, mia, cora
):
    rosa = make_supporter(program, "Rosa")
    new = reassign_pairing(pairing, supporter=rosa, by=cora)
    pairing.refresh_from_db()
    assert pairing.state == PairingState.ENDED
    assert (new.follows, new.earlier_shared) == (pairing, False)
    with pytest.raises(PairIsOver):
        share_earlier(new, by=rosa.participation, shared=True)
    share_earlier(new, by=mia, shared=True)
    new.refresh_from_db()
    assert new.earlier_shared


def test_nothing_has_changed_when_the_other_peer_has_no_place(program, pairing, noor, cora):
    rosa = make_supporter(program, "Rosa", capacity=1)
    make_pair(program, participation=noor, supporter=rosa)
    with pytest.raises(SupporterFull):
        reassign_pairing(pairing, supporter=rosa, by=cora)
    pairing.refresh_from_db()
    assert pairing.state == PairingState.AGREEING


def test_the_planned_end_is_said_two_weeks_before_once_and_again_when_it_moves(pairing, mia):
    now = timezone.now()
    agree(pairing, ends_on=now.date() + datetime.timedelta(days=40))
    assert plan_countdown(now) == 0
    later = now + datetime.timedelta(days=30)
    assert (plan_countdown(later), plan_countdown(later)) == (2, 0)
    agree(pairing, ends_on=now.date() + datetime.timedelta(days=43), goals="To swim")
    assert plan_countdown(later) == 2
    assert Notice.objects.filter(kind="pair_ends_soon", state="owed").count() == 2


def test_who_leaves_the_program_leaves_their_pairs(program, pairing, noor, cora):
    make_pair(program, participation=noor, supporter=pairing.supporter)
    plan_contacts()
    assert end_pairings_of(pairing.supporter.participation, by=pairing.supporter.participation) == 2
    assert not pairing.contacts.exists()
    waiting = Task.objects.open().filter(kind=TaskKind.PAIR_CHANGE)
    assert {task.person for task in waiting} == {pairing.participation.person, noor.person}


def test_who_takes_part_and_leaves_needs_nobody_else(pairing, mia):
    assert end_pairings_of(mia, by=mia) == 1
    assert not Task.objects.open().exists()
    assert told("pair_ended") == ["Sam"]
