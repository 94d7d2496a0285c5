"""What a peer writes about a meeting of two, and the words somebody would like otherwise."""

import datetime

import pytest
from django.utils import timezone

from groups.models import Attendance, FeedbackRequest, SessionLog
from groups.services.logs import LogClosed, LoggedAlready, NotStarted
from groups.session_account import Concern
from mentoring.plain_words import diagnostic_words
from mentoring.services.pair_logs import (
    EndsBeforeBeginning,
    NotTheirLog,
    answer_correction,
    ask_correction,
    change_pair_log,
    write_pair_log,
)
from programs.errors import StaleState
from programs.models import Notice, SafetyCase, Task
from tests.make import make_meeting
from tests.mentoring.pairing import WORDS, make_log, make_pair, make_past_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def pairing(program, mia, cora):
    return make_pair(program, participation=mia)


def changed(log, **change):
    values = {"came": "present", "mood": "calm", "began_at": log.began_at, "ended_at": log.ended_at, "mode": "phone"}
    return change_pair_log(log, by=log.written_by, **values | WORDS | change)


def test_the_words_are_for_the_two_and_the_session_log_holds_none(pairing, mia):
    log = make_log(pairing, mood="hard")
    session = SessionLog.objects.get(meeting=log.meeting)
    assert (session.mood, session.note) == ("hard", "")
    assert Attendance.objects.get(meeting=log.meeting).participation == mia
    assert log.done == WORDS["done"]
    assert not FeedbackRequest.objects.exists()  # with one participant, no answer is without a name


def test_a_meeting_is_logged_once_by_its_peer_after_it_began(pairing, mia, program):
    log = make_log(pairing)
    with pytest.raises(LoggedAlready):
        make_log(pairing, meeting=log.meeting)
    with pytest.raises(NotStarted):
        make_log(pairing, meeting=make_meeting(pairing.group))
    with pytest.raises(EndsBeforeBeginning):
        make_log(pairing, ended_at=log.began_at - datetime.timedelta(hours=9))
    other = make_past_meeting(pairing, hours_ago=9)
    with pytest.raises(NotTheirLog):
        write_pair_log(
            other, by=mia, came="present", mood="calm", began_at=other.starts_at, ended_at=other.ends_at, mode="phone"
        )


def test_a_worry_opens_a_safety_case(pairing, mia):
    make_log(pairing, concern=Concern("She has not eaten", mia))
    assert SafetyCase.objects.get().person == mia.person


def test_a_log_closes_and_opens_again_for_a_correction(pairing, mia, program):
    log = make_log(pairing)
    later = timezone.now() + datetime.timedelta(hours=program.log_editable_hours + 1)
    changed(log, done="We rang the pool")
    with pytest.raises(LogClosed):
        changed(log, now=later)
    ask_correction(log, by=mia, text="It was I who telephoned")
    log = changed(log, done="Mia rang the pool", now=later)
    assert log.done == "Mia rang the pool"
    with pytest.raises(StaleState):
        changed(log, seen=log.written_at - datetime.timedelta(days=1))


def test_a_wish_for_other_words_is_answered_once_and_stays(pairing, mia):
    log = make_log(pairing)
    correction = ask_correction(log, by=mia, text="I was not relieved")
    peer = pairing.supporter.participation
    assert Notice.objects.get(kind="correction_asked").recipient == peer.person
    assert Task.objects.open().get().person == mia.person
    with pytest.raises(NotTheirLog):
        answer_correction(correction, by=mia, answer="Yes")
    answer_correction(correction, by=peer, answer="I changed it")
    assert Notice.objects.get(kind="correction_answered").recipient == mia.person
    assert not Task.objects.open().exists()
    with pytest.raises(StaleState):
        answer_correction(correction, by=peer, answer="Again")
    with pytest.raises(NotTheirLog):
        ask_correction(log, by=peer, text="Mine")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She was DEPRESSED, and her bipolar friend too. Depressed.", ["DEPRESSED", "bipolar"]),
        ("Elle parle de sa névrose et de dépression.", ["névrose", "dépression"]),
        ("We pressed on and made a plan for the express bus.", []),
        ("", []),
        ("A \ufb01le \u2603 rechute", ["rechute"]),
    ],
)
def test_words_that_sound_like_a_diagnosis_are_found_and_no_others(text, words):
    assert diagnostic_words(text) == words
