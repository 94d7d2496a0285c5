"""What every test may ask for: the servers, the browser, and the cast.

The cast of one program, "Still waters": cora coordinates, finn facilitates the Tuesday circle, mia is a member of it,
noor takes part in the program but is in no group. otto coordinates another program and has no right to anything here.
Each is a participation; the person is `mia.person`.
"""

import os
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.middleware import csrf
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from programs import public_ids
from programs.models import Role
from programs.queries import forget_crisis_lines
from tests.make import make_group, make_meeting, make_participation, make_program

# A machine with much to do is no fault of the code: no example is too slow.
hypothesis_settings.register_profile("house", deadline=None)
hypothesis_settings.load_profile("house")

# A token is chance: written with all letters, one in some thousand holds a short name that its page must not tell.
csrf.CSRF_ALLOWED_CHARS = "BDFGJKQVXZ"
# Short numbers meet now and then. The services then take another one; rows that tests make themselves cannot.
public_ids.REFERENCES = range(1_000_000, 10_000_000)

pytest_plugins = [
    "tests.plugins.databases",
    "tests.plugins.servers",
    "tests.plugins.browser",
    "tests.plugins.processes",
    "tests.plugins.order",
    "tests.plugins.telling",
    "tests.plugins.garbage",
]


@pytest.fixture(autouse=True)
def fresh_process_memory():
    """What a process keeps between requests must not pass from one test to the next."""
    forget_crisis_lines()
    with translation.override("en"):
        yield


@pytest.fixture
def program(db):
    return make_program()


@pytest.fixture
def cora(program):
    return make_participation(program, role=Role.COORDINATOR, name="Cora")


@pytest.fixture
def finn(program):
    return make_participation(program, role=Role.FACILITATOR, name="Finn")


@pytest.fixture
def mia(program):
    return make_participation(program, name="Mia")


@pytest.fixture
def noor(program):
    return make_participation(program, name="Noor")


@pytest.fixture
def otto(db):
    return make_participation(make_program("Other shore"), role=Role.COORDINATOR, name="Otto")


@pytest.fixture
def circle(program, finn, mia):
    """The Tuesday circle: finn leads it, mia has a place."""
    return make_group(program, facilitator=finn, members=[mia])


@pytest.fixture
def meeting(circle):
    """The circle's next meeting, in three days at 18:00."""
    return make_meeting(circle)


@pytest.fixture
def signed_in(client, settings):
    """`signed_in(cora)` is a client of theirs, as if every factor was given; the language is English."""
    settings.SECOND_FACTOR_REQUIRED = False

    def sign_in(who, language="en"):
        person = getattr(who, "person", who)
        EmailAddress.objects.get_or_create(
            user=person, email=person.email, defaults={"verified": True, "primary": True}
        )
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        return client

    return sign_in


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Real documents that nobody here wrote; they are not part of the project."""
    home = Path(__file__).resolve().parent.parent
    folder = Path(os.environ.get("PEERSUPPORT_CORPUS", home.parent / "shared" / "corpus"))
    if not folder.is_dir():
        pytest.skip(f"The corpus of real documents is not at {folder}; name its folder in PEERSUPPORT_CORPUS.")
    return folder
