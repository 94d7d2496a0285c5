"""Whatever is posted to the way in, the answer is a page, a way on, or "not there": never an error of ours."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.questions import ANSWER_KEYS
from tests.intake.answered import ask_at_intake
from tests.make import make_program

VALUES = st.one_of(
    st.text(max_size=600),
    st.sampled_from(
        [
            "",
            "on",
            "later",
            "add",
            "remove9",
            "write",
            "talk",
            "yes",
            "own",
            "q1",
            "-1",
            "21",
            "99999999999999999999",
            "\x00",
            "\uff11\uff12",
            "9" * 5000,
            "a@b.c",
            "<script>",
            "%s",
        ]
    ),
)
FIELDS = {
    "text",
    "agree",
    "keep",
    "body",
    "telling",
    "act",
    "kept",
    "shown",
    "entries",
    "q1",
    "q2",
    "q3",
    "q4",
    "q4_own",
}
BODIES = st.dictionaries(
    st.one_of(st.sampled_from(sorted(ANSWER_KEYS | FIELDS)), st.text(max_size=12)),
    st.lists(VALUES, max_size=3),
    max_size=6,
)
KEYS = ("you", "reach", "languages", "reason", "times", "none")
PLACES = st.sampled_from(
    ["", "confidentiality/", "check/", "sent/", "other-help/", "more/", "later/", "later/?sent=1"]
    + [
        f"page/{key}/{query}"
        for key in ("p2", "p5", "p99", "x")
        for query in ("", "?help=on", "?more=1", "?from=check")
    ]
    + [f"question/{key}/{query}" for key in KEYS for query in ("", "?from=check", "?from=\x00")]
)


@pytest.mark.django_db
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(steps=st.lists(st.tuples(PLACES, BODIES), min_size=1, max_size=4))
def test_no_body_breaks_any_step(garbage_program, steps):
    client = Client(raise_request_exception=True)
    root = f"/join/{garbage_program.slug}/"
    client.post(root + "confidentiality/", {"text": garbage_program.consent_texts.get().pk, "agree": "on"})
    for place, body in steps:
        response = client.post(root + place, body)
        assert response.status_code in {200, 302, 404, 405}
        assert client.get(root + place).status_code in {200, 302, 404}


@pytest.fixture
def garbage_program(db):
    program = make_program(min_age=16, max_age=90)
    ask_at_intake(program)
    return program


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["no-such-program", "a" * 300, "éé", "%00"])
def test_an_address_that_is_not_there_is_not_found(client, slug):
    assert client.get(f"/join/{slug}/").status_code == 404
