"""What is said about talks: when, and a link; never where; to the two whom the talk joins, while it is true."""

import pytest
from django.core import mail

from intake.models import Interview, InterviewState
from intake.services.interviews import book_talk, call_off_own_talk, call_off_talk, invite_to_talk
from programs.models import Mode, Notice, NoticeState, Person
from programs.notices import KINDS
from programs.services.dispatch import dispatch_due
from programs.services.notices import owe_notice, preview_notice
from programs.services.participations import end_participation
from tests.intake.talking import booked, offered, wants_talk

pytestmark = pytest.mark.django_db

TO_PERSON = ["interview_booked", "interview_moved", "interview_reminder", "interview_called_off", "interview_missed"]
TO_INTERVIEWER = ["interview_taken", "interview_given_back", "interview_reminder"]


@pytest.fixture
def talk(program, cora):
    return booked(program, cora)


@pytest.mark.parametrize("kind", sorted({*TO_PERSON, *TO_INTERVIEWER}))
@pytest.mark.parametrize("named", [True, False])
def test_no_letter_says_where_or_with_which_link(talk, cora, kind, named):
    for reader in (talk.assessment.person, cora.person):
        reader.names_in_messages = named
        letter = preview_notice(kind, talk, recipient=reader)
        assert "talk.example" not in letter.subject + letter.text + letter.html


def test_each_of_the_two_is_led_to_their_own_page(talk, cora):
    mine = preview_notice("interview_reminder", talk, recipient=talk.assessment.person).text
    theirs = preview_notice("interview_reminder", talk, recipient=cora.person).text
    assert f"/requests/{talk.assessment.public_id}/talk/" in mine
    assert f"/desk/{talk.program.public_id}/talks/{talk.public_id}/" in theirs


def test_the_time_is_that_of_the_readers_clock_but_of_the_place_where_people_meet(program, talk, cora):
    reader = talk.assessment.person
    reader.time_zone, reader.language = "Europe/Paris", "en"
    assert "(Paris time)" in preview_notice("interview_booked", talk, recipient=reader).text
    talk.slot.mode = Mode.IN_PERSON
    words = preview_notice("interview_booked", talk, recipient=reader).text
    assert "14:00 (Toronto time)" in words


def test_what_is_owed_leaves_once_and_reaches_both(talk, cora):
    owe_notice("interview_reminder", talk, recipient=talk.assessment.person, program=talk.program)
    owe_notice("interview_reminder", talk, recipient=cora.person, program=talk.program)
    Notice.objects.update(due_at="2026-01-01T12:00Z")
    dispatch_due()
    dispatch_due()
    about_talk = Notice.objects.filter(kind__startswith="interview_")
    assert set(about_talk.values_list("state", flat=True)) == {NoticeState.SENT}
    to = sorted(address for letter in mail.outbox for address in letter.to)
    assert to.count(talk.assessment.person.email) == 3  # the request itself, the booking, the reminder
    assert to.count(cora.person.email) == 2  # that the time was taken, the reminder


@pytest.mark.parametrize("by", ["person", "team"])
def test_what_is_called_off_no_longer_leaves_even_if_nothing_was_voided(talk, cora, by):
    if by == "person":
        call_off_own_talk(talk, by=talk.assessment.person)
    else:
        call_off_talk(talk, by=cora)
    stale = Notice.objects.filter(kind__in=["interview_booked", "interview_taken", "interview_reminder"])
    stale.update(state=NoticeState.OWED, finished_at=None)
    for kind in ("interview_booked", "interview_taken", "interview_reminder"):
        assert not KINDS[kind].fence(Notice.objects.filter(kind=kind)).exists()


def test_who_wants_no_reminders_any_more_gets_none(talk):
    notice = owe_notice("interview_reminder", talk, recipient=talk.assessment.person, program=talk.program)
    mine = Notice.objects.filter(pk=notice.pk)
    assert KINDS["interview_reminder"].fence(mine).exists()
    Person.objects.filter(pk=talk.assessment.person_id).update(wants_reminders=False)
    assert not KINDS["interview_reminder"].fence(mine).exists()


@pytest.mark.parametrize("kind", ["interview_taken", "interview_reminder"])
def test_who_has_left_the_team_is_told_nothing(talk, cora, kind):
    notice = owe_notice(kind, talk, recipient=cora.person, program=talk.program)
    mine = Notice.objects.filter(pk=notice.pk)
    assert KINDS[kind].fence(mine).exists()
    end_participation(cora, by=None)
    assert not KINDS[kind].fence(mine).exists()


def test_a_stranger_is_never_written_to(talk, noor):
    for kind, state in (
        *((kind, InterviewState.BOOKED) for kind in ("interview_booked", "interview_moved", "interview_reminder")),
        ("interview_called_off", InterviewState.CANCELLED),
        ("interview_missed", InterviewState.MISSED),
    ):
        Interview.objects.filter(pk=talk.pk).update(state=state)
        notice = owe_notice(kind, talk, recipient=noor.person, program=talk.program)
        assert not KINDS[kind].fence(Notice.objects.filter(pk=notice.pk)).exists()


def test_the_offer_is_void_once_a_time_is_chosen(program, cora):
    request = wants_talk(program)
    assert not KINDS["interview_offered"].still_true(request, None)
    invite_to_talk(request, by=cora)
    offer = Notice.objects.get(kind="interview_offered")
    assert KINDS["interview_offered"].fence(Notice.objects.filter(pk=offer.pk)).exists()
    book_talk(request, slot=offered(cora)[0], by=request.person)
    offer.refresh_from_db()
    assert offer.state == NoticeState.CANCELLED
