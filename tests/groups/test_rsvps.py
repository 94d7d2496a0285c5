"""Answering a meeting: once, to what is planned now, and undone as easily."""

import datetime

import pytest
from django.utils import timezone

from groups.models import Answer, Meeting, MeetingState, Rsvp
from groups.services.rsvps import (
    MeetingCancelled,
    MeetingHasChanged,
    MeetingOver,
    NoSeatHere,
    answer_meeting,
    undo_answer,
)
from programs.models import Event
from tests.make import hours, make_meeting


def test_an_answer_given_twice_is_one_answer_and_one_event(meeting, mia):
    answer_meeting(meeting, participation=mia, answer=Answer.COMING)
    answer_meeting(meeting, participation=mia, answer=Answer.COMING)
    assert Rsvp.objects.get().answer == Answer.COMING
    assert Event.objects.filter(verb="meeting_answered").count() == 1


def test_the_latest_answer_counts(meeting, mia):
    answer_meeting(meeting, participation=mia, answer=Answer.COMING)
    answer_meeting(meeting, participation=mia, answer=Answer.NOT_COMING)
    assert Rsvp.objects.get().answer == Answer.NOT_COMING


def test_undoing_takes_the_answer_back_and_twice_is_once(meeting, mia):
    answer_meeting(meeting, participation=mia, answer=Answer.COMING)
    undo_answer(meeting, participation=mia)
    undo_answer(meeting, participation=mia)
    assert not Rsvp.objects.exists()
    assert Event.objects.filter(verb="meeting_answer_undone").count() == 1


def test_an_answer_to_what_is_no_longer_planned_is_not_taken(meeting, mia):
    Meeting.objects.filter(pk=meeting.pk).update(sequence=1, starts_at=meeting.starts_at + hours(0.5))
    with pytest.raises(MeetingHasChanged):
        answer_meeting(meeting, participation=mia, answer=Answer.COMING, sequence=0)
    assert not Rsvp.objects.exists()


def test_an_answer_given_before_a_move_no_longer_stands(meeting, mia):
    answer_meeting(meeting, participation=mia, answer=Answer.COMING, sequence=0)
    assert Rsvp.objects.standing().count() == 1
    Meeting.objects.filter(pk=meeting.pk).update(sequence=1)
    assert Rsvp.objects.standing().count() == 0
    answer_meeting(meeting, participation=mia, answer=Answer.COMING, sequence=1)
    assert Rsvp.objects.standing().count() == 1


def test_a_meeting_that_is_over_cannot_be_answered(circle, mia):
    meeting = make_meeting(circle, starts_at=timezone.now() - datetime.timedelta(hours=3))
    with pytest.raises(MeetingOver):
        answer_meeting(meeting, participation=mia, answer=Answer.COMING)


def test_a_cancelled_meeting_cannot_be_answered(meeting, mia):
    meeting.move_to(MeetingState.CANCELLED)
    with pytest.raises(MeetingCancelled):
        answer_meeting(meeting, participation=mia, answer=Answer.COMING)


def test_who_has_no_place_cannot_answer(meeting, noor):
    with pytest.raises(NoSeatHere):
        answer_meeting(meeting, participation=noor, answer=Answer.COMING)
