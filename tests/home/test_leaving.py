"""Leaving a program: said beforehand, done at once, the place goes on."""

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory
from django.urls import resolve, reverse

from groups.models import MembershipState
from peersupport.home.views import Leaving
from programs.models import Consent, ConsentText, Notice, ParticipationState
from programs.services.consents import give_consent
from tests.make import make_membership


@pytest.fixture
def url(program):
    return reverse("leaving", args=[program.public_id])


def test_opening_the_page_changes_nothing(signed_in, circle, mia, url):
    page = signed_in(mia).get(url).content.decode()
    assert "Your place goes to the next person who waits." in page
    mia.refresh_from_db()
    assert mia.state == ParticipationState.ACTIVE


def test_leaving_frees_the_place_and_ends_the_consents(signed_in, program, circle, mia, noor, url):
    waiting = make_membership(circle, noor, state=MembershipState.WAITING)
    consent = give_consent(ConsentText.objects.get(program=program), person=mia.person, by=mia.person, language="en")
    response = signed_in(mia).post(url)
    assert (response.status_code, response["Location"]) == (302, reverse("home"))
    mia.refresh_from_db()
    waiting.refresh_from_db()
    assert mia.state == ParticipationState.LEFT
    assert circle.memberships.get(participation=mia).state == MembershipState.LEFT
    assert waiting.offers.open().exists()
    assert Notice.objects.filter(kind="place_offered", recipient=noor.person).count() == 1
    assert not Consent.objects.standing().filter(pk=consent.pk).exists()


def test_who_left_is_a_stranger_and_pressing_again_changes_nothing(signed_in, circle, mia, url):
    client = signed_in(mia)
    client.post(url)
    assert client.post(url).status_code == 404


def test_a_facilitator_hands_over_first(signed_in, circle, finn, url):
    assert signed_in(finn).post(url).status_code == 404
    finn.refresh_from_db()
    assert finn.state == ParticipationState.ACTIVE


def test_two_presses_at_the_same_moment_leave_once_and_end_in_words(signed_in, circle, mia, url):
    """The second press was let in while the first had not finished yet."""
    request = RequestFactory().post(url)
    request.user, request.session, request.resolver_match = mia.person, SessionStore(), resolve(url)
    request._messages = FallbackStorage(request)
    late = Leaving()
    late.setup(request, **request.resolver_match.kwargs)
    signed_in(mia).post(url)
    answer = late.dispatch(request)
    assert (answer.status_code, answer["Location"]) == (302, reverse("my_choices"))
