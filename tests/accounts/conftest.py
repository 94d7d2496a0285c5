"""Signing in for real: through the pages, with the code from the message."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import encrypt
from django.urls import reverse


@pytest.fixture(autouse=True)
def database_first(db):
    """Setting the database up for a test also empties the outbox: it has to come before whoever holds on to it."""


@pytest.fixture
def client(client, settings):
    """Somebody who reads English."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


@pytest.fixture
def code_from(mailoutbox):
    """The code in the newest message."""
    return lambda: re.search(r"\b\d{6}\b", mailoutbox[-1].body).group()


@pytest.fixture
def sign_in_by_code(client, code_from):
    """`sign_in_by_code("mia@…")` asks for a code and gives it; returns the answer to the code."""

    def sign_in(email, **extra):
        client.post(reverse("account_login"), {"email": email} | extra)
        return client.post(reverse("account_confirm_login_code"), {"code": code_from()} | extra)

    return sign_in


class App:
    """An authenticator app on somebody's phone."""

    def __init__(self, person):
        self.secret = totp.generate_totp_secret()
        Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": encrypt(self.secret)})
        self.recovery = RecoveryCodes.activate(person)

    @property
    def code(self) -> str:
        return code_of(self.secret)


def code_of(secret: str) -> str:
    counter = list(totp.yield_hotp_counters_from_time())[1]
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


@pytest.fixture
def app_of():
    return App
