"""Requests to join: the list, and one of them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programs.models import AccessRecord
from tests.desk.make import make_request
from tests.make import make_group

pytestmark = pytest.mark.django_db


def list_url(program, state="read"):
    return f"/desk/{program.public_id}/requests/?state={state}"


def page_url(request):
    return f"/desk/{request.program.public_id}/requests/{request.public_id}/"


@pytest.mark.parametrize(
    ("state", "tab"),
    [("submitted", "read"), ("more_asked", "asked"), ("waiting", "waiting"), ("accepted", "answered")],
)
def test_each_request_stands_behind_its_link_only(program, cora, signed_in, state, tab):
    make_request(program, "Awa", state=state)
    client = signed_in(cora)
    found = [
        key for key in ("read", "asked", "waiting", "answered") if b"Awa" in client.get(list_url(program, key)).content
    ]
    assert found == [tab]


def test_drafts_are_nobodys_business(program, cora, signed_in):
    draft = make_request(program, "Awa", state="started")
    client = signed_in(cora)
    assert client.get(page_url(draft)).status_code == 404


def test_the_list_has_pages_of_fifty_at_the_same_price(program, cora, signed_in):
    client = signed_in(cora)
    for number in range(3):
        make_request(program, f"Awa {number}")
    client.get(list_url(program))
    with CaptureQueriesContext(connection) as few:
        client.get(list_url(program))
    for number in range(50):
        make_request(program, f"Bea {number}")
    with CaptureQueriesContext(connection) as many:
        page = client.get(list_url(program)).content.decode()
    assert page.count("row-who") == 50
    assert "page=2" in page
    assert len(many) == len(few)
    assert len(many) <= 12


def test_an_unknown_link_word_is_not_found(program, cora, signed_in):
    assert signed_in(cora).get(list_url(program, "nonsense")).status_code == 404


def test_the_page_shows_answers_rules_and_places_in_words(program, cora, mia, signed_in):
    program.min_age, program.max_age = 18, 30
    program.save()
    make_group(program, members=[mia], capacity=8)
    page = signed_in(cora).get(page_url(make_request(program))).content.decode()
    assert "A step-free entrance." in page
    assert "Evenings only, never by phone." in page
    assert "34 years old, older than the oldest age of 30." in page
    assert "Not eligible" in page
    assert "7 places left" in page


def test_answers_are_escaped(program, cora, signed_in):
    page = signed_in(cora).get(page_url(make_request(program, reason="<script>alert(1)</script>"))).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_opening_a_request_is_written_down_once_a_day(program, cora, signed_in):
    request = make_request(program)
    client = signed_in(cora)
    client.get(page_url(request))
    client.get(page_url(request))
    (record,) = AccessRecord.objects.all()
    assert (record.reader, record.subject_kind, record.subject_id) == (cora.person, "intake.assessment", request.pk)


def test_no_browser_keeps_a_copy(program, cora, signed_in):
    assert "no-store" in signed_in(cora).get(page_url(make_request(program)))["Cache-Control"]


def test_a_coordinator_of_another_program_finds_nothing(program, otto, signed_in):
    request = make_request(program)
    client = signed_in(otto)
    assert client.get(page_url(request)).status_code == 404
    elsewhere = f"/desk/{otto.program.public_id}/requests/{request.public_id}/"
    assert client.get(elsewhere).status_code == 404


def test_a_request_that_was_answered_offers_only_what_is_still_possible(program, cora, signed_in):
    page = signed_in(cora).get(page_url(make_request(program, state="accepted"))).content.decode()
    assert "/decision/" not in page
    waiting = signed_in(cora).get(page_url(make_request(program, "Bea", state="waiting"))).content.decode()
    assert "/decision/accepted/" in waiting
    assert "/decision/waiting/" not in waiting


def test_a_chair_of_somebody_who_pauses_is_not_free(program, cora, mia, signed_in):
    make_group(program, members=[mia], capacity=8)
    mia.move_to("paused")
    assert "7 places left" in signed_in(cora).get(page_url(make_request(program))).content.decode()
