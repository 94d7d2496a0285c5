import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from peersupport.demo.second_factor import current_demo_code, give_demo_authenticator


@pytest.fixture
def demo(settings):
    """As on the machine of a newcomer. (The tests themselves run as production does.)"""
    settings.DEBUG = True


@pytest.fixture
def at_second_step(client, cora, mailoutbox):
    client.post(reverse("account_login"), {"email": cora.person.email})
    code = re.search(r"\b\d{6}\b", mailoutbox[-1].body).group()
    client.post(reverse("account_confirm_login_code"), {"code": code})
    return client


def test_the_page_shows_a_code_that_works(demo, cora, request):
    give_demo_authenticator(cora.person)
    client = request.getfixturevalue("at_second_step")
    page = client.get(reverse("mfa_authenticate")).content.decode()
    shown = re.search(r'class="big-number">([\d\s]+)<', page).group(1)
    client.post(reverse("mfa_authenticate"), {"code": shown})
    assert client.session[SESSION_KEY] == str(cora.person.pk)


def test_after_a_code_was_used_another_one_is_shown(demo, cora, request):
    give_demo_authenticator(cora.person)
    first = current_demo_code(cora.person)
    client = request.getfixturevalue("at_second_step")
    client.post(reverse("mfa_authenticate"), {"code": first})
    assert current_demo_code(cora.person) != first


def test_giving_twice_gives_once(demo, cora):
    assert give_demo_authenticator(cora.person) == give_demo_authenticator(cora.person)
    assert Authenticator.objects.filter(user=cora.person).count() == 2  # the app and its recovery codes


def test_outside_debug_none_is_made(cora):
    with pytest.raises(ImproperlyConfigured):
        give_demo_authenticator(cora.person)
    assert not Authenticator.objects.exists()


def test_outside_debug_no_code_is_shown(demo, cora, settings, request):
    give_demo_authenticator(cora.person)
    assert current_demo_code(cora.person)
    settings.DEBUG = False
    assert current_demo_code(cora.person) is None
    client = request.getfixturevalue("at_second_step")
    assert "big-number" not in client.get(reverse("mfa_authenticate")).content.decode()


def test_the_code_of_a_real_person_is_never_shown(demo, cora):
    authenticator = give_demo_authenticator(cora.person)
    del authenticator.data["made_by_demo"]
    authenticator.save()
    assert current_demo_code(cora.person) is None
