"""A sign-in page must not tell who is known here: not by its words, not by its work, not by its time."""

import re
import statistics
import time

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.make import make_person

LOGIN = "/accounts/login/"
ROUNDS = 40


@pytest.fixture
def known(db):
    return make_person("Awa", email="awa@example.org").email


def what_it_says(page: str, email: str) -> str:
    """A page without what differs by nature: the address itself, the form's token."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.replace(email, "…"))


def walk(email: str) -> list[tuple]:
    """Each answer on the way: asking, the code's page, a wrong code, a new code; with what it says and costs."""
    client = Client()
    confirm = reverse("account_confirm_login_code")
    seen = []
    for method, path, data in (
        ("get", LOGIN, {}),
        ("post", LOGIN, {"email": email}),
        ("get", confirm, {}),
        ("post", confirm, {"code": "abcdef"}),
        ("post", confirm, {"action": "resend"}),
        ("get", confirm, {}),
    ):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = getattr(client, method)(path, data)
        text = what_it_says(response.content.decode(), email)
        seen.append((method, path, response.status_code, response.headers.get("Location"), text, len(queries)))
    return seen


def test_known_unknown_and_closed_addresses_get_the_same_answers_for_the_same_work(known, mailoutbox):
    closed = make_person("Old", email="old@example.org", is_active=False).email
    Client().get(LOGIN)  # the help lines are read once per process
    walks = {email: walk(email) for email in (known, "nobody@example.org", closed)}
    assert walks[known] == walks["nobody@example.org"] == walks[closed]
    assert walks[known][1][2] == 302


def test_one_message_leaves_for_each_address(known, mailoutbox):
    for email in (known, "nobody@example.org"):
        Client().post(LOGIN, {"email": email})
    assert [message.to for message in mailoutbox] == [[known], ["nobody@example.org"]]
    parts = [(len(message.alternatives), message.from_email) for message in mailoutbox]
    assert parts[0] == parts[1]


@pytest.mark.slow
def test_known_and_unknown_addresses_take_the_same_time(known, settings):
    """Medians of interleaved requests. The bound is wide for a busy machine and far below the time of one message."""
    settings.ACCOUNT_RATE_LIMITS = {"login": None, "request_login_code": None}
    times = {known: [], "nobody@example.org": []}
    for _ in range(ROUNDS):
        for email, taken in times.items():
            cache.clear()
            client = Client()
            client.get(LOGIN)
            before = time.perf_counter()
            client.post(LOGIN, {"email": email})
            taken.append(time.perf_counter() - before)
    one, other = (statistics.median(taken) for taken in times.values())
    spread = statistics.median(abs(t - one) for t in times[known])
    assert abs(one - other) < max(0.15 * one, 3 * spread), f"{one * 1000:.2f} ms, {other * 1000:.2f} ms"
