"""Every page of the way in, in both languages."""

import re

import pytest
from django.urls import reverse

ANYONE = ["account_login", "account_request_login_code", "account_inactive"]
SIGNED_IN = [
    "account_logout",
    "account_email",
    "second_factor",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "usersessions_list",
]
WITH_APP = ["mfa_reauthenticate", "mfa_view_recovery_codes", "mfa_deactivate_totp", "mfa_generate_recovery_codes"]
LANGUAGES = ["fr", "en"]


def check(response, language):
    assert response.status_code == 200, response
    page = response.content.decode()
    assert f'<html lang="{language}">' in page
    assert len(re.findall(r"<h1\b", page)) == 1
    assert not re.search(r'\sstyle="', page)
    assert not re.search(r"<script(?![^>]*(src=|application/json))", page)
    assert 'type="password"' not in page
    return page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ANYONE)
def test_pages_for_anyone(client, settings, db, name, language):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    check(client.get(reverse(name)), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SIGNED_IN)
def test_pages_of_ones_own(signed_in, mia, name, language):
    check(signed_in(mia, language).get(reverse(name)), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_the_code_and_of_the_second_step(client, settings, code_from, mia, app_of, language):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    app_of(mia.person)
    client.post(reverse("account_login"), {"email": mia.person.email})
    check(client.get(reverse("account_confirm_login_code")), language)
    client.post(reverse("account_confirm_login_code"), {"code": code_from()})
    check(client.get(reverse("mfa_authenticate")), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_behind_a_fresh_proof(signed_in, mia, app_of, language):
    client = signed_in(mia, language)
    app = app_of(mia.person)
    check(client.get(reverse("mfa_reauthenticate")), language)
    client.post(reverse("mfa_reauthenticate"), {"code": app.code})
    for name in WITH_APP[1:]:
        check(client.get(reverse(name)), language)
    assert client.get(reverse("mfa_download_recovery_codes")).status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_of_the_new_address(signed_in, mia, language):
    client = signed_in(mia, language)
    client.post(reverse("account_email"), {"email": "new@example.org", "action_add": ""})
    check(client.get(reverse("account_email_verification_sent")), language)
