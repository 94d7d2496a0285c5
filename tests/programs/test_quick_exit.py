"""Leaving fast leaves nothing behind in this browser."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.urls import reverse

pytestmark = pytest.mark.django_db
AWAY = "https://weather.example/"


@pytest.fixture
def leave(settings):
    settings.QUICK_EXIT_URL = AWAY
    return lambda client: client.get(reverse("quick_exit"))


def test_who_is_signed_in_is_signed_out(leave, signed_in, mia):
    client = signed_in(mia)
    answer = leave(client)
    assert answer.url == AWAY
    assert "no-store" in answer["Cache-Control"]
    assert SESSION_KEY not in client.session
    assert not Session.objects.exists()


def test_what_was_typed_and_not_sent_cannot_be_reached_any_more(leave, client, program):
    root = f"/join/{program.slug}/"
    client.post(f"{root}confidentiality/", {"text": program.consent_texts.get().pk, "agree": "on"})
    client.post(f"{root}question/you/", {"nickname": "Awa", "age": "34"})
    assert "Awa" in client.get(f"{root}question/you/").content.decode()
    leave(client)
    assert client.get(f"{root}question/you/").status_code == 302


def test_pages_lead_there_by_a_plain_link(client, program):
    page = client.get(f"/join/{program.slug}/").content.decode()
    assert f'href="{reverse("quick_exit")}"' in page
