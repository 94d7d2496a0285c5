"""The person's own pages about a talk: a list of times, one that is theirs, another time, calling it off."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from intake.models import Interview, InterviewSlot, InterviewState
from intake.progress import steps_of
from intake.services.decisions import decline_request, give_back_request, take_up_request
from intake.services.interviews import book_talk, call_off_talk, invite_to_talk, record_talk
from programs.models import Mode, Notice
from tests.intake.asking import sent
from tests.intake.talking import after, booked, offered, wants_talk
from tests.make import make_program

pytestmark = pytest.mark.django_db


def url(request, act=""):
    return f"/requests/{request.public_id}/{act}"


@pytest.fixture
def awa(signed_in, program, cora):
    request = wants_talk(program, contact_language="en")
    return signed_in(request.person), request


def told(request):
    request.refresh_from_db()
    return [(step.title, step.state) for step in steps_of(request, today=datetime.date(2026, 11, 23))][1:]


def test_the_times_are_radios_with_their_weekday_and_nothing_of_the_place(awa, cora):
    client, request = awa
    slots = offered(cora, count=3)
    page = client.get(url(request, "talk/")).content.decode()
    assert page.count('type="radio"') == 3
    assert f"{slots[0].starts_at.astimezone(cora.program.zone):%A}" in page
    assert "14:00 to 14:30" in page
    assert page.count("ith Cora, by video call") == 1
    assert "talk.example" not in page
    assert 'name="phone"' not in page


def test_times_that_differ_say_each_with_whom_and_how(awa, cora):
    client, request = awa
    offered(cora)
    offered(cora, days=4, mode=Mode.IN_PERSON, where="12 Elm Street")
    page = client.get(url(request, "talk/")).content.decode()
    assert "with Cora, by video call" in page
    assert "with Cora, face to face" in page
    assert "Elm Street" not in page


def test_booking_shows_the_link_to_who_booked_and_tells_when(awa, cora):
    client, request = awa
    slot = offered(cora)[0]
    answer = client.post(url(request, "talk/"), {"time": slot.public_id})
    assert answer.url == url(request, "talk/")
    page = client.get(url(request, "talk/")).content.decode()
    assert "https://talk.example/room" in page
    assert "The time is yours." in page
    client.post(url(request, "talk/"), {"time": slot.public_id})
    assert Interview.objects.count() == 1
    assert "talk.example" not in client.get(url(request)).content.decode()


def test_who_comes_second_is_told_kindly_and_sees_the_times_left(awa, cora, program):
    client, request = awa
    first, second = offered(cora, count=2)
    other = wants_talk(program, email="b@example.org")
    book_talk(other, slot=first, by=other.person)
    page = client.post(url(request, "talk/"), {"time": first.public_id})
    assert page.status_code == 200
    html = page.content.decode()
    assert "<title>Error: " in html
    assert "Somebody else has just booked this time. Nothing is lost" in html
    assert second.public_id in html
    assert first.public_id not in html


def test_a_time_that_goes_between_reading_the_list_and_booking_is_said_the_same_way(awa, cora, monkeypatch):
    client, request = awa
    first, second = offered(cora, count=2)
    listed = [first, second]
    monkeypatch.setattr("intake.views.talks.free_times", lambda *args, **kwargs: listed)
    InterviewSlot.objects.filter(pk=first.pk).update(withdrawn=True)
    html = client.post(url(request, "talk/"), {"time": first.public_id}).content.decode()
    assert "Somebody else has just booked this time." in html
    assert not Interview.objects.exists()


def test_where_we_call_the_number_is_asked_beside_the_time(awa, cora):
    client, request = awa
    slot = offered(cora, mode=Mode.PHONE, where="")[0]
    page = client.post(url(request, "talk/"), {"time": slot.public_id, "phone": ""})
    assert b"Write the number at which we can call you." in page.content
    client.post(url(request, "talk/"), {"time": slot.public_id, "phone": "514 555 0134"})
    assert "514 555 0134" in client.get(url(request, "talk/")).content.decode()


def test_no_time_is_left_leads_to_the_team_and_is_no_dead_end(awa):
    client, request = awa
    page = client.get(url(request, "talk/")).content.decode()
    assert "There is no free time at the moment." in page
    assert f'href="{url(request)}#messages"' in page


def test_who_has_no_talk_to_book_is_led_back(signed_in, program):
    request = sent(program, contact_language="en")
    client = signed_in(request.person)
    for act in ("talk/", "talk/change/", "talk/cancellation/"):
        assert client.get(url(request, act), follow=True).redirect_chain[-1][0] == url(request)
    assert b"Choose a time" not in client.get(url(request)).content


def test_another_time_is_chosen_while_the_first_is_kept(awa, cora):
    client, request = awa
    first, second = offered(cora, count=2)
    client.post(url(request, "talk/"), {"time": first.public_id})
    page = client.get(url(request, "talk/change/")).content.decode()
    assert first.public_id not in page
    assert "You keep it until you have another one." in page
    client.post(url(request, "talk/change/"), {"time": second.public_id})
    assert Interview.objects.booked().get().slot == second


def test_calling_off_says_first_what_happens_and_happens_once(awa, cora):
    client, request = awa
    slot = offered(cora)[0]
    book_talk(request, slot=slot, by=request.person)
    assert b"Your request stays open." in client.get(url(request, "talk/cancellation/")).content
    assert Interview.objects.booked().exists()
    for _press in range(2):
        client.post(url(request, "talk/cancellation/"))
    assert Interview.objects.get().state == InterviewState.CANCELLED
    assert Notice.objects.filter(kind="interview_given_back").count() == 1


def test_a_talk_that_has_begun_can_no_longer_be_changed(awa, cora, program):
    client, request = awa
    talk = book_talk(request, slot=offered(cora)[0], by=request.person)
    start = talk.slot.starts_at - datetime.timedelta(days=4)
    InterviewSlot.objects.filter(pk=talk.slot_id).update(starts_at=start, ends_at=start + datetime.timedelta(hours=1))
    page = client.get(url(request, "talk/")).content.decode()
    assert "talk/change/" not in page
    assert client.get(url(request, "talk/change/")).url == url(request, "talk/")
    client.post(url(request, "talk/cancellation/"))
    assert Interview.objects.booked().exists()


def test_a_person_elsewhere_reads_their_own_clock_and_whose_it_is(program, cora):
    request = booked(program, cora).assessment
    request.refresh_from_db()
    request.person.time_zone = "Europe/Paris"
    hour = Interview.objects.get().slot.starts_at.astimezone(ZoneInfo("Europe/Paris")).hour
    assert hour != 14

    def now_words():
        return next(step for step in steps_of(request, today=datetime.date(2026, 11, 23)) if step.state == "now").detail

    assert f"{hour}:00 to {hour}:30 (Paris time), with Cora" in now_words()
    with translation.override("fr"):
        assert f"{hour}\u00a0h" in now_words()


def test_every_move_is_explained(program, cora):
    request = wants_talk(program)
    assert told(request) == [("Being read", "now"), ("A talk with us", ""), ("Our answer", "")]
    take_up_request(request, by=cora)
    assert "Cora reads your request." in steps_of(request, today=datetime.date(2026, 11, 23))[1].detail
    give_back_request(request, by=cora)
    talk = book_talk(request, slot=offered(cora)[0], by=request.person)
    assert told(request) == [("Read", "done"), ("We talk", "now"), ("Our answer", "")]
    call_off_talk(talk, by=cora)
    assert told(request)[1] == ("The talk is called off", "now")
    talk = book_talk(request, slot=offered(cora, days=4)[0], by=request.person)
    record_talk(talk, by=cora, took_place=False, now=after(talk))
    assert told(request)[1] == ("We did not manage to meet", "now")
    talk = book_talk(request, slot=offered(cora, days=5)[0], by=request.person)
    record_talk(talk, by=cora, took_place=True, now=after(talk))
    assert told(request) == [("Read", "done"), ("We talked", "done"), ("After our talk", "now"), ("Our answer", "")]
    decline_request(request, by=cora, message="We have no place, we are sorry.")
    assert told(request)[-1] == ("We have no place for you here", "done")


def test_who_is_invited_can_choose_a_time(signed_in, program, cora):
    request = sent(program, contact_language="en")
    invite_to_talk(request, by=cora)
    offered(cora)
    assert told(request)[1] == ("A talk with us", "now")
    page = signed_in(request.person).get(url(request)).content.decode()
    assert f'href="{url(request, "talk/")}"' in page


def test_where_there_is_no_place_stands_other_help(awa, cora):
    client, request = awa
    make_program("Calm shore")
    decline_request(request, by=cora, message="We have no place, we are sorry.")
    page = client.get(url(request)).content.decode()
    assert "Other help" in page
    assert "Calm shore" in page
    assert "We have no place, we are sorry." in page


def test_nobody_else_finds_the_talk(signed_in, program, cora, mia):
    talk = booked(program, cora)
    for stranger in (mia, cora):
        client = signed_in(stranger)
        for act in ("talk/", "talk/change/", "talk/cancellation/"):
            assert client.get(url(talk.assessment, act)).status_code == 404
            assert client.post(url(talk.assessment, act)).status_code == 404


def test_fifteen_times_cost_no_more_queries_than_one(awa, cora):
    client, request = awa

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url(request, "talk/")).status_code == 200
        return len(captured)

    offered(cora)
    queries()
    before = queries()
    offered(cora, days=4, count=14)
    assert queries() == before <= 12
