import time

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

from programs.sign_in.limits import CLOCK, is_over

HOUR = 3600
DAY = 24 * HOUR


def rewind(client, **seconds):
    """Make the session's clock older: `seen` or `start`, in seconds."""
    session = client.session
    session[CLOCK] = {key: value - seconds.get(key, 0) for key, value in session[CLOCK].items() if key != "kind"} | {
        "kind": session[CLOCK]["kind"]
    }
    session.save()


def is_signed_in(client) -> bool:
    client.get(reverse("public_home"))
    return SESSION_KEY in client.session


@pytest.mark.parametrize(
    ("who", "idle", "stays"),
    [
        ("cora", 2 * HOUR - 60, True),
        ("cora", 2 * HOUR + 60, False),
        ("finn", 2 * HOUR + 60, False),
        ("mia", 29 * DAY, True),
        ("mia", 31 * DAY, False),
    ],
)
def test_an_idle_session_ends_sooner_for_those_who_look_after_others(signed_in, request, who, idle, stays):
    client = signed_in(request.getfixturevalue(who))
    assert is_signed_in(client)
    rewind(client, seen=idle)
    assert is_signed_in(client) is stays


@pytest.mark.parametrize(
    ("who", "age", "stays"), [("cora", 13 * HOUR, False), ("mia", 80 * DAY, True), ("mia", 91 * DAY, False)]
)
def test_no_session_lasts_for_ever(signed_in, request, who, age, stays):
    client = signed_in(request.getfixturevalue(who))
    assert is_signed_in(client)
    rewind(client, start=age)
    assert is_signed_in(client) is stays


def test_the_sign_in_page_says_why(signed_in, cora):
    client = signed_in(cora)
    is_signed_in(client)
    rewind(client, seen=3 * HOUR)
    page = client.get(reverse("account_email"), follow=True)
    assert page.redirect_chain[0][0].startswith(reverse("account_login"))
    assert "we signed you out" in page.content.decode()


def test_the_clock_is_written_at_most_every_five_minutes(signed_in, mia):
    client = signed_in(mia)
    is_signed_in(client)
    seen = client.session[CLOCK]["seen"]
    is_signed_in(client)
    assert client.session[CLOCK]["seen"] == seen
    rewind(client, seen=301)
    is_signed_in(client)
    assert client.session[CLOCK]["seen"] >= seen


def test_a_visitor_has_no_clock_and_no_session(client, db):
    client.get(reverse("public_home"))
    assert not client.session.keys()


def test_the_limits_are_those_of_the_kind():
    now = time.time()
    assert not is_over({"start": now, "seen": now - 2 * HOUR, "kind": "member"}, now=now)
    assert is_over({"start": now, "seen": now - 2 * HOUR - 1, "kind": "staff"}, now=now)


def test_a_person_ends_their_other_sessions(sign_in_by_code, client, mia, code_from):
    other = Client()
    other.post(reverse("account_login"), {"email": mia.person.email})
    other.post(reverse("account_confirm_login_code"), {"code": code_from()})
    sign_in_by_code(mia.person.email)
    assert UserSession.objects.filter(user=mia.person).count() == 2
    client.post(reverse("usersessions_list"))
    assert SESSION_KEY in client.session
    assert other.get(reverse("account_email")).status_code == 302
