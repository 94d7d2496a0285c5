"""What is said about requests: neutral, in the reader's language, and only while it is true."""

import pytest
from django.core import mail

from intake.services.decisions import accept_request, ask_for_more
from intake.services.requests import withdraw_request
from programs.models import Notice, NoticeState
from programs.notices import KINDS
from programs.services.dispatch import dispatch_due
from programs.services.notices import owe_notice, preview_notice
from programs.services.participations import end_participation
from tests.intake.asking import sent

pytestmark = pytest.mark.django_db

TO_PERSON = [
    "request_received",
    "request_again",
    "request_accepted",
    "request_waiting",
    "request_more_asked",
    "request_referred_on",
]
TO_TEAM = ["request_new", "request_reply"]


@pytest.mark.parametrize("kind", TO_PERSON + TO_TEAM)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_letter_links_and_gives_nothing_away(program, cora, kind, language):
    request = sent(program, nickname="Awa")
    recipient = request.person if kind in TO_PERSON else cora.person
    recipient.language = language
    letter = preview_notice(kind, request, recipient=recipient)
    whole = letter.subject + letter.text + letter.html
    for secret in (program.name_fr, program.name_en, "I feel alone", "Only in the morning", "awa@example.org"):
        assert secret not in whole
    assert request.public_id in letter.text
    assert request.public_id in letter.html
    assert 0 < len(letter.subject) <= 60


@pytest.mark.parametrize("kind", ["request_received", "request_again"])
def test_a_letter_to_an_address_nobody_proved_repeats_nothing_that_was_typed(program, kind):
    request = sent(program, nickname="Buy now at evil.example")
    letter = preview_notice(kind, request, recipient=request.person)
    assert "evil" not in letter.subject + letter.text + letter.html


@pytest.mark.parametrize("kind", ["request_accepted", "request_waiting", "request_more_asked", "request_referred_on"])
def test_whoever_asked_for_names_gets_them(program, kind):
    request = sent(program)
    request.person.names_in_messages = True
    assert program.name_fr in preview_notice(kind, request, recipient=request.person).text


def test_all_kinds_of_coming_in_are_known():
    assert set(TO_PERSON + TO_TEAM) <= set(KINDS)


def test_what_is_no_longer_true_does_not_leave(program, cora):
    asked, cancelled = sent(program), sent(program, email="b@example.org")
    ask_for_more(asked, by=cora, message="When?")
    accept_request(asked, by=cora)
    Notice.objects.update(state=NoticeState.OWED)  # as if nothing had been voided: the fence has to hold by itself
    withdraw_request(cancelled, by=cancelled.person)
    Notice.objects.filter(kind__in=["request_new", "request_received"]).update(state=NoticeState.OWED)
    Notice.objects.update(due_at="2026-01-01T12:00Z")
    dispatch_due()
    left = set(Notice.objects.filter(state=NoticeState.SENT).values_list("kind", flat=True))
    assert left == {"request_accepted"}
    assert [letter.to for letter in mail.outbox] == [[asked.person.email]]


@pytest.mark.parametrize("kind", TO_TEAM)
def test_who_no_longer_coordinates_is_not_told_of_requests(program, cora, kind):
    request = sent(program)
    notice = owe_notice(kind, request, recipient=cora.person, program=program)
    mine = Notice.objects.filter(pk=notice.pk)
    assert KINDS[kind].fence(mine).exists()
    end_participation(cora, by=None)
    assert not KINDS[kind].fence(mine).exists()
