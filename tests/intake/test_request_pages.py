"""Following one's own request."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from intake.models import Assessment, AssessmentState, RequestMessage
from intake.progress import steps_of
from intake.services.decisions import accept_request, ask_for_more, put_on_waiting_list, suggest_elsewhere
from intake.services.requests import reply_to_team, withdraw_request
from tests.intake.asking import begun, sent
from tests.make import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_sent(program, cora):
    return sent(program, contact_language="en")


@pytest.fixture
def awa(signed_in, request_sent):
    return signed_in(request_sent.person)


def url(request, act=""):
    return f"/requests/{request.public_id}/{act}"


def told(request):
    request.refresh_from_db()
    return [(step.title, step.state) for step in steps_of(request, today=datetime.date(2026, 11, 23))]


def test_the_timeline_says_where_it_stands_in_each_state(request_sent, cora):
    assert told(request_sent) == [("Received", "done"), ("Being read", "now"), ("Our answer", "")]
    ask_for_more(request_sent, by=cora, message="When?")
    assert told(request_sent) == [
        ("Received", "done"),
        ("Read", "done"),
        ("We have a question", "now"),
        ("Our answer", ""),
    ]
    reply_to_team(request_sent, body="Monday", by=request_sent.person)
    assert told(request_sent) == [("Received", "done"), ("Read", "now"), ("Our answer", "")]
    put_on_waiting_list(request_sent, by=cora)
    assert told(request_sent)[2:] == [("On the waiting list", "now"), ("A place for you", "")]
    accept_request(request_sent, by=cora)
    assert told(request_sent)[2:] == [("Accepted", "done")]


def test_the_timeline_ends_where_another_service_was_suggested_or_the_person_cancelled(program, cora):
    first, second = sent(program), sent(program, email="b@example.org")
    suggest_elsewhere(first, by=cora, message="Try there")
    withdraw_request(second, by=second.person)
    assert told(first)[2:] == [("Another service was suggested", "done")]
    assert told(second) == [("Received", "done"), ("Cancelled", "done")]


def test_a_promise_that_was_missed_is_owned(request_sent):
    late = request_sent.promised_for + datetime.timedelta(days=1)
    assert "We are late" in steps_of(request_sent, today=late)[-1].detail
    assert "late" not in steps_of(request_sent, today=request_sent.promised_for)[-1].detail


def test_the_page_shows_state_messages_and_what_was_sent(awa, request_sent, cora):
    ask_for_more(request_sent, by=cora, message="When can we call you?")
    html = awa.get(url(request_sent)).content.decode()
    for words in ("We have a question", "When can we call you?", "Cora", request_sent.reference, "I feel alone"):
        assert words in html


def test_nobody_else_finds_it(signed_in, request_sent, cora, mia):
    for stranger in (mia, cora):
        client = signed_in(stranger)
        for act in ("", "withdrawal/", "newer-answers/"):
            assert client.get(url(request_sent, act)).status_code == 404
        assert client.post(url(request_sent, "withdrawal/")).status_code == 404
        assert client.post(url(request_sent, "reply/"), {"body": "Hello"}).status_code == 404
    assert Assessment.objects.get().state == AssessmentState.SUBMITTED


def test_an_unsent_draft_is_no_request(awa, request_sent):
    assert awa.get(url(begun(request_sent.program, email="x@example.org"))).status_code == 404


def test_without_signing_in_the_page_asks_for_it(client, request_sent):
    response = client.get(url(request_sent))
    assert response.status_code == 302
    assert "/accounts/login/" in response.url


def test_writing_to_the_team(awa, request_sent):
    assert awa.post(url(request_sent, "reply/"), {"body": "On Monday"}).url == url(request_sent)
    assert RequestMessage.objects.get().body == "On Monday"
    assert b"Your message has been sent." in awa.get(url(request_sent)).content


def test_a_message_that_is_too_long_stays_in_the_box(awa, request_sent):
    page = awa.post(url(request_sent, "reply/"), {"body": "w" * 2001})
    assert page.status_code == 200
    assert b"<title>Error: " in page.content
    assert b"w" * 2001 in page.content
    assert awa.get(url(request_sent, "reply/")).url == url(request_sent)
    assert not RequestMessage.objects.exists()


def test_a_closed_request_takes_no_message_and_says_why(awa, request_sent):
    withdraw_request(request_sent, by=request_sent.person)
    awa.post(url(request_sent, "reply/"), {"body": "Hello"})
    page = awa.get(url(request_sent))
    assert b"This request is closed." in page.content
    assert b"Write to the team" not in page.content


def test_cancelling_says_first_what_will_happen_and_happens_once(awa, request_sent):
    assert b"no longer want a place" in awa.get(url(request_sent, "withdrawal/")).content
    assert Assessment.objects.get().state == AssessmentState.SUBMITTED
    awa.post(url(request_sent, "withdrawal/"))
    awa.post(url(request_sent, "withdrawal/"))
    assert Assessment.objects.get().state == AssessmentState.WITHDRAWN
    page = awa.get(url(request_sent)).content
    assert b"This request is closed." in page
    assert b"Cancel my request" not in page


def test_the_form_that_came_again_is_shown_to_its_owner_who_decides(awa, request_sent):
    held = sent(request_sent.program, reason="Second words")
    assert awa.get(url(held)).url == url(request_sent)
    assert b"sent a second time" in awa.get(url(request_sent)).content
    assert b"Second words" in awa.get(url(request_sent, "newer-answers/")).content
    awa.post(url(request_sent, "newer-answers/"), {"keep": "newer", "held": held.public_id})
    request_sent.refresh_from_db()
    assert request_sent.answers["reason"] == "Second words"
    assert awa.get(url(request_sent, "newer-answers/")).url == url(request_sent)


def test_the_first_answers_stay_unless_the_newer_ones_are_chosen(awa, request_sent):
    held = sent(request_sent.program, reason="Not me")
    awa.post(url(request_sent, "newer-answers/"), {"keep": "anything", "held": held.public_id})
    request_sent.refresh_from_db()
    assert request_sent.answers["reason"] == "I feel alone"
    assert not Assessment.objects.held().exists()


@pytest.mark.parametrize("keep", ["newer", "first"])
def test_answers_that_arrive_while_one_reads_others_are_neither_taken_nor_thrown_away_unread(awa, request_sent, keep):
    """Anybody can send a form with somebody's address: only what was on the page can be chosen."""
    seen = sent(request_sent.program, reason="Second words")
    page = awa.get(url(request_sent, "newer-answers/")).content.decode()
    assert f'name="held" value="{seen.public_id}"' in page
    sent(request_sent.program, reason="By a stranger")
    answer = awa.post(url(request_sent, "newer-answers/"), {"keep": keep, "held": seen.public_id}, follow=True)
    assert b"By a stranger" in answer.content
    assert b"The form was sent once more" in answer.content
    request_sent.refresh_from_db()
    assert request_sent.answers["reason"] == "I feel alone"
    assert Assessment.objects.held().count() == 2


def test_the_page_is_kept_nowhere_named_neutrally_and_can_be_left_fast(awa, request_sent):
    page = awa.get(url(request_sent))
    assert "no-store" in page["Cache-Control"]
    assert b"data-exit" in page.content
    assert request_sent.program.name not in page.content.decode().split("</title>")[0]


def test_ten_messages_cost_no_more_queries_than_one(awa, request_sent, cora):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert awa.get(url(request_sent)).status_code == 200
        return len(captured)

    def say(times):
        for _time in range(times):
            RequestMessage.objects.create(
                program=request_sent.program, assessment=request_sent, author=make_person(), body="Hello"
            )

    say(1)
    queries()
    before = queries()
    say(9)
    assert queries() == before <= 12
