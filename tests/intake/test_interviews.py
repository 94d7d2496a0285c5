"""Talking instead of writing: times offered, booked once, changed, called off by either side, held or missed."""

import datetime

import pytest
from django.utils import timezone

from intake.errors import (
    NoTalkOffered,
    PhoneNeeded,
    RequestClosed,
    TalkBooked,
    TalkHasBegun,
    TalkIsOff,
    TalkNotYet,
    TimeIsBooked,
    TimesArePast,
    TimesOverlap,
    TimeTaken,
)
from intake.facts import eligibility_of
from intake.models import AssessmentState, Interview, InterviewSlot, InterviewState
from intake.services.decisions import accept_request, ask_for_more, decline_request
from intake.services.interviewers import stop_interviewing
from intake.services.interviews import (
    book_talk,
    call_off_own_talk,
    call_off_talk,
    change_talk,
    invite_to_talk,
    move_talk,
    record_talk,
)
from intake.services.requests import reply_to_team, withdraw_request
from intake.services.talk_times import offer_slots, withdraw_slot
from intake.talks import free_times
from programs.models import Event, Mode, Notice, NoticeState, ParticipationState, ProgramState, Role
from tests.intake.asking import sent
from tests.intake.talking import HALF_AN_HOUR, after, booked, offered, wants_talk
from tests.make import make_participation

pytestmark = pytest.mark.django_db


ABOUT_TALKS = Notice.objects.filter(state=NoticeState.OWED, kind__startswith="interview_")


def owed():
    return sorted(ABOUT_TALKS.all().values_list("kind", flat=True))


def told(kind):
    return list(ABOUT_TALKS.filter(kind=kind).values_list("recipient", flat=True))


def test_several_times_are_offered_at_once_and_pressing_twice_offers_them_once(cora):
    assert len(offered(cora, count=3)) == 3
    assert len(offered(cora, count=4)) == 1
    assert offered(cora, count=4) == []
    assert InterviewSlot.objects.count() == 4


def test_times_that_meet_or_are_over_are_refused_and_none_of_them_stands(cora):
    (slot,) = offered(cora)
    shifted = [(slot.starts_at + HALF_AN_HOUR / 2, slot.ends_at + HALF_AN_HOUR / 2)]
    later = (slot.ends_at + HALF_AN_HOUR, slot.ends_at + 2 * HALF_AN_HOUR)
    with pytest.raises(TimesOverlap):
        offer_slots(cora, by=cora, spans=[*shifted, later], mode=Mode.VIDEO)
    past = timezone.now() - HALF_AN_HOUR
    with pytest.raises(TimesArePast):
        offer_slots(cora, by=cora, spans=[(past, past + HALF_AN_HOUR), later], mode=Mode.VIDEO)
    assert list(InterviewSlot.objects.all()) == [slot]


def test_a_time_is_taken_back_only_while_nobody_has_it(program, cora):
    talk = booked(program, cora)
    with pytest.raises(TimeIsBooked):
        withdraw_slot(talk.slot, by=cora)
    (free,) = offered(cora, days=4)
    withdraw_slot(free, by=cora)
    withdraw_slot(free, by=cora)
    assert free_times(program, now=timezone.now()) == []
    assert Event.objects.filter(verb="talk_time_withdrawn").count() == 1


def test_booking_plans_the_talk_and_tells_both_without_saying_where(program, cora):
    request = wants_talk(program)
    slot = offered(cora)[0]
    talk = book_talk(request, slot=slot, by=request.person)
    assert book_talk(request, slot=slot, by=request.person) == talk
    request.refresh_from_db()
    assert request.state == AssessmentState.INTERVIEW
    assert owed() == ["interview_booked", "interview_taken"]
    assert told("interview_booked") == [request.person_id]
    assert told("interview_taken") == [cora.person_id]
    assert free_times(program, now=timezone.now()) == []


def test_who_was_not_offered_a_talk_cannot_book_one(program, cora):
    request = sent(program)
    slot = offered(cora)[0]
    with pytest.raises(NoTalkOffered):
        book_talk(request, slot=slot, by=request.person)
    invite_to_talk(request, by=cora, message="Shall we talk?")
    invite_to_talk(request, by=cora)
    assert owed() == ["interview_offered"]
    book_talk(request, slot=slot, by=request.person)
    assert owed() == ["interview_booked", "interview_taken"]
    assert [message.body for message in request.messages.all()] == ["Shall we talk?"]


def test_a_program_that_needs_a_talk_offers_it_to_everybody(cora, program):
    program.assessment_required = True
    program.save()
    request = sent(program)
    assert book_talk(request, slot=offered(cora)[0], by=request.person).state == InterviewState.BOOKED


def test_one_talk_at_a_time_and_none_once_the_request_is_closed(program, cora):
    talk = booked(program, cora)
    other = offered(cora, days=4)[0]
    with pytest.raises(TalkBooked):
        book_talk(talk.assessment, slot=other, by=talk.assessment.person)
    withdraw_request(talk.assessment, by=talk.assessment.person)
    with pytest.raises(RequestClosed):
        book_talk(talk.assessment, slot=other, by=talk.assessment.person)


@pytest.mark.parametrize("why", ["another program", "withdrawn", "too soon"])
def test_a_time_that_is_not_free_here_is_taken(program, cora, otto, why):
    request = wants_talk(program)
    slot = offered(otto if why == "another program" else cora)[0]
    if why == "withdrawn":
        withdraw_slot(slot, by=cora)
    now = slot.starts_at - datetime.timedelta(minutes=30) if why == "too soon" else None
    with pytest.raises(TimeTaken):
        book_talk(request, slot=slot, by=request.person, now=now)
    assert not Interview.objects.exists()


def test_where_we_call_we_need_the_number(program, cora):
    request = wants_talk(program)
    slot = offered(cora, mode=Mode.PHONE, where="")[0]
    with pytest.raises(PhoneNeeded):
        book_talk(request, slot=slot, by=request.person)
    book_talk(request, slot=slot, by=request.person, phone=" 514 555 0134 ")
    request.person.refresh_from_db()
    assert request.person.phone == "514 555 0134"


def test_another_time_frees_the_first_and_tells_the_interviewer(program, cora):
    first = booked(program, cora)
    request = first.assessment
    other = offered(cora, days=4)[0]
    second = change_talk(first, slot=other, by=request.person)
    assert change_talk(first, slot=other, by=request.person) == second
    first.refresh_from_db()
    assert first.state == InterviewState.CANCELLED
    assert [slot.pk for slot in free_times(program, now=timezone.now())] == [first.slot_id]
    assert owed() == ["interview_booked", "interview_given_back", "interview_taken"]


def test_a_change_that_comes_too_late_leaves_the_first_time(program, cora):
    talk = booked(program, cora)
    theirs = booked(program, make_participation(program, role=Role.COORDINATOR, name="Nora"), email="b@example.org")
    with pytest.raises(TimeTaken):
        change_talk(talk, slot=theirs.slot, by=talk.assessment.person)
    other = offered(cora, days=4)[0]
    with pytest.raises(TalkHasBegun):
        change_talk(talk, slot=other, by=talk.assessment.person, now=talk.slot.starts_at)
    talk.refresh_from_db()
    assert talk.state == InterviewState.BOOKED


def test_the_person_calls_it_off_and_may_choose_again(program, cora):
    talk = booked(program, cora)
    request = talk.assessment
    call_off_own_talk(talk, by=request.person)
    with pytest.raises(TalkIsOff):
        call_off_own_talk(talk, by=request.person)
    assert owed() == ["interview_given_back"]
    assert book_talk(request, slot=talk.slot, by=request.person).state == InterviewState.BOOKED


def test_the_team_calls_it_off_and_the_time_is_offered_no_more(program, cora):
    talk = booked(program, cora)
    request = talk.assessment
    call_off_talk(talk, by=cora, message="I am ill, sorry.")
    with pytest.raises(TalkIsOff):
        call_off_talk(talk, by=cora)
    assert told("interview_called_off") == [request.person_id]
    assert owed() == ["interview_called_off"]
    assert free_times(program, now=timezone.now()) == []
    request.refresh_from_db()
    assert request.state == AssessmentState.INTERVIEW


def test_the_team_gives_it_another_time_and_the_person_is_told(program, cora):
    nora = make_participation(program, role=Role.COORDINATOR, name="Nora")
    talk = booked(program, cora)
    request = talk.assessment
    other = offered(nora, days=4)[0]
    moved = move_talk(talk, slot=other, by=cora, message="I am away on that day.")
    assert move_talk(talk, slot=other, by=cora) == moved
    assert owed() == ["interview_moved", "interview_taken"]
    assert told("interview_moved") == [request.person_id]
    assert told("interview_taken") == [nora.person_id]
    assert free_times(program, now=timezone.now()) == []
    with pytest.raises(TalkIsOff):
        move_talk(talk, slot=offered(cora, days=6)[0], by=cora)
    assert change_talk(moved, slot=offered(cora, days=8)[0], by=request.person).state == InterviewState.BOOKED


def test_the_team_cannot_move_it_to_a_time_that_is_taken(program, cora):
    talk = booked(program, cora)
    theirs = booked(program, make_participation(program, role=Role.COORDINATOR, name="Nora"), email="b@example.org")
    with pytest.raises(TimeTaken):
        move_talk(talk, slot=theirs.slot, by=cora)
    talk.refresh_from_db()
    assert talk.state == InterviewState.BOOKED


def test_who_leaves_the_team_leaves_nobody_with_an_appointment(program, cora):
    nora = make_participation(program, role=Role.COORDINATOR, name="Nora")
    talk = booked(program, nora)
    offered(nora, days=5, count=2)
    stop_interviewing(nora, by=cora)
    assert owed() == ["interview_called_off"]
    assert free_times(program, now=timezone.now()) == []
    talk.refresh_from_db()
    assert talk.state == InterviewState.CANCELLED


def test_nobody_books_with_who_has_left_or_in_a_program_that_is_closed(program, cora):
    request = wants_talk(program)
    slot = offered(cora)[0]
    cora.move_to(ParticipationState.LEFT)
    with pytest.raises(TimeTaken):
        book_talk(request, slot=slot, by=request.person)
    program.move_to(ProgramState.CLOSED)
    with pytest.raises(NoTalkOffered):
        book_talk(request, slot=slot, by=request.person)


def test_a_talk_that_took_place_is_followed_by_a_new_promise(program, cora):
    talk = booked(program, cora)
    request = talk.assessment
    with pytest.raises(TalkNotYet):
        record_talk(talk, by=cora, took_place=True)
    record_talk(talk, by=cora, took_place=True, notes="Likes to listen.", now=after(talk))
    with pytest.raises(TalkIsOff):
        record_talk(talk, by=cora, took_place=False, now=after(talk))
    request.refresh_from_db()
    assert (request.state, request.reader, request.interviewer) == (AssessmentState.SCREENING, cora, cora)
    assert request.promised_for > after(talk).date()
    assert Interview.objects.get().notes == "Likes to listen."
    with pytest.raises(NoTalkOffered):
        book_talk(request, slot=offered(cora, days=9)[0], by=request.person)


def test_a_talk_that_was_missed_can_be_had_another_time(program, cora):
    talk = booked(program, cora)
    request = talk.assessment
    record_talk(talk, by=cora, took_place=False, now=after(talk))
    assert owed() == ["interview_missed"]
    assert book_talk(request, slot=offered(cora, days=9)[0], by=request.person).state == InterviewState.BOOKED


def test_the_rule_of_a_first_talk_is_met_once_it_took_place(program, cora):
    program.assessment_required = True
    program.save()
    talk = booked(program, cora)
    assert [outcome.passed for outcome in eligibility_of(talk.assessment).outcomes] == [True, None]
    record_talk(talk, by=cora, took_place=True, now=after(talk))
    assert [outcome.passed for outcome in eligibility_of(talk.assessment).outcomes] == [True, True]


@pytest.mark.parametrize("end", ["accepted", "declined", "withdrawn"])
def test_with_the_answer_a_talk_to_come_is_off(program, cora, end):
    nora = make_participation(program, role=Role.COORDINATOR, name="Nora")
    talk = booked(program, cora)
    request = talk.assessment
    if end == "accepted":
        accept_request(request, by=nora)
    elif end == "declined":
        decline_request(request, by=nora, message="There is no place.")
    else:
        withdraw_request(request, by=request.person)
    talk.refresh_from_db()
    assert talk.state == InterviewState.CANCELLED
    assert owed() == ["interview_given_back"]


def test_who_calls_off_by_deciding_is_not_told_of_it(program, cora):
    talk = booked(program, cora)
    accept_request(talk.assessment, by=cora)
    assert owed() == []


def test_a_question_leaves_the_talk_as_it_is(program, cora):
    talk = booked(program, cora)
    request = talk.assessment
    ask_for_more(request, by=cora, message="Which floor?")
    reply_to_team(request, body="The second", by=request.person)
    talk.refresh_from_db()
    assert (request.state, talk.state) == (AssessmentState.INTERVIEW, InterviewState.BOOKED)
