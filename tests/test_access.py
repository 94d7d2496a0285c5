"""Who may open what: a row for every address and method, a column for every person. A new address fails without one.

in = sent to sign in · go = a redirect after the act · 405 = the address does not know the method ·
strangers meet 404, insiders without the right 403.
"""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse

from programs.checks import GUARDED_PACKAGES, every_pattern
from tests.access_table import TABLE
from tests.community.access_table import COMMUNITY_TABLES
from tests.conflicts.access_table import MEASURE_TABLE, TALK_TABLE
from tests.mentoring.access_table import PEER_CAST, PEER_TABLE
from tests.world import CAST, make_world

pytestmark = pytest.mark.django_db


def rows() -> dict[tuple[str, str], dict[str, str]]:
    """(method, URL name) → person → expected answer."""
    found = {}
    community = ((CAST, table) for table in COMMUNITY_TABLES)
    for cast, table in ((CAST, TABLE), (CAST, MEASURE_TABLE), (CAST, TALK_TABLE), (PEER_CAST, PEER_TABLE), *community):
        for line in table.strip().splitlines():
            if line.strip() and not line.startswith("#"):
                method, name, *answers = line.split()
                assert len(answers) == len(cast), line
                assert (method, name) not in found, line
                found[method, name] = dict(zip(cast, answers, strict=True))
    return found


ROWS = rows()
# As the foot of every page has it: some number to call, of whatever place the page is about.
HELP_LINE = b'<ul class="phones">'
POSTERS = ("program_poster", "campaign_poster")


def our_patterns() -> dict[str, object]:
    """URL name → pattern, for every view that is ours."""
    return {
        pattern.name: pattern
        for _route, pattern in every_pattern(get_resolver())
        if not getattr(pattern.callback, "__module__", "").startswith(GUARDED_PACKAGES)
    }


def methods_of(pattern) -> set[str]:
    view_class = getattr(pattern.callback, "view_class", None)
    if view_class is None:
        return {"GET"}
    return {method.upper() for method in ("get", "post") if hasattr(view_class, method)}


def address_of(name: str, pattern, world) -> str:
    keys = pattern.pattern.converters or pattern.pattern.regex.groupindex
    return reverse(name, kwargs={key: world.kwargs[key] for key in keys if key in world.kwargs})


def answer(client: Client, method: str, url: str, who: str) -> str:
    response = getattr(client, method.lower())(url)
    if who in ("nobody", "mia") and response.status_code == 200 and b"<body" in response.content:
        on_paper = response.resolver_match.url_name in POSTERS
        assert on_paper or HELP_LINE in response.content, "on every page, signed in or not, there is somebody to call"
    if response.status_code == 302:
        return "in" if response["Location"].startswith(reverse("account_login")) else "go"
    return str(response.status_code)


@pytest.fixture(autouse=True)
def one_factor(settings):
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture(scope="module")
def world(lasting_db):
    """Made once and never changed: each test rolls back."""
    return make_world()


@pytest.fixture(scope="module")
def client_of(world):
    """`client_of(name)` is a new client of somebody who signed in once, whatever the tests do."""
    cookies = {"nobody": {}}
    for who in {*CAST, *PEER_CAST} - {"nobody"}:
        client = Client()
        client.force_login(world.person(who), backend="allauth.account.auth_backends.AuthenticationBackend")
        cookies[who] = {name: morsel.value for name, morsel in client.cookies.items()}

    def arrive(who):
        client = Client()
        client.cookies.load(cookies[who])
        return client

    return arrive


def test_every_address_has_a_row():
    wanted = {(method, name) for name, pattern in our_patterns().items() for method in methods_of(pattern)}
    assert {name for name in our_patterns() if not name} == set()
    assert wanted - set(ROWS) == set(), "write down who may open these"
    assert set(ROWS) - wanted == set(), "these rows are about nothing"


@pytest.mark.parametrize(("method", "name"), ROWS)
def test_who_may_open_it(world, client_of, method, name):
    url = address_of(name, our_patterns()[name], world)
    answers = {}
    for who in ROWS[method, name]:
        with transaction.atomic():  # what one does must not change what the next one meets
            answers[who] = answer(client_of(who), method, url, who)
            transaction.set_rollback(True)
    assert answers == ROWS[method, name]


@pytest.mark.parametrize("who", ["otto", "ravi"])
def test_a_stranger_cannot_tell_a_program_from_none(world, client_of, who):
    client = client_of(who)
    there = client.get(reverse("desk_groups", kwargs={"program": world.kwargs["program"]}))
    nowhere = client.get(reverse("desk_groups", kwargs={"program": "zzzzzzzzzzzzzz"}))
    assert there.status_code == nowhere.status_code == 404
    assert there.content == nowhere.content
