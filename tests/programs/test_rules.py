"""Ground rules: read, accepted in a version and a language, asked again when there is a new one."""

import pytest
from django.urls import reverse
from django.utils import timezone

from programs.models import Acceptance, GroundRules, Role
from programs.services.participations import add_participation


def text(response):
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def url(program):
    return reverse("ground_rules", args=[program.public_id])


def test_the_rules_are_read_and_accepted_once_in_a_language(signed_in, mia, url):
    client = signed_in(mia, language="fr")
    assert "On commence et on finit" in text(client.get(url))
    assert client.post(url, {"version": "1"}).status_code == 302
    client.post(url, {"version": "1"})
    acceptance = Acceptance.objects.get()
    assert (acceptance.participation, acceptance.rules.version, acceptance.language) == (mia, 1, "fr")


def test_a_version_that_is_no_longer_current_is_not_accepted(signed_in, program, mia, url):
    GroundRules.objects.create(program=program, version=2, body_en="Be kind", published_at=timezone.now())
    page = text(signed_in(mia).post(url, {"version": "1"}, follow=True))
    assert "The rules have just changed." in page
    assert "Be kind" in page
    assert not Acceptance.objects.exists()


def test_a_new_version_asks_again(signed_in, program, mia, url):
    client = signed_in(mia)
    client.post(url, {"version": "1"})
    assert "You accepted these rules" in text(client.get(url))
    GroundRules.objects.create(program=program, version=2, body_en="Be kind", published_at=timezone.now())
    assert "I accept these rules" in text(client.get(url))


def test_a_draft_is_not_shown(signed_in, program, mia, url):
    GroundRules.objects.create(program=program, version=2, body_en="Not yet")
    assert "Not yet" not in text(signed_in(mia).get(url))


def test_one_acceptance_counts_for_all_roles_of_a_person(signed_in, program, mia, url):
    add_participation(program, person=mia.person, role=Role.SUPPORTER, by=None)
    signed_in(mia).post(url, {"version": "1"})
    assert Acceptance.objects.filter(participation__person=mia.person).count() == 2


@pytest.mark.parametrize(("leads_to", "where"), [("/meetings/", "/meetings/"), ("https://evil.example/", "/home/")])
def test_after_accepting_one_goes_on_to_a_page_of_ours(signed_in, mia, url, leads_to, where):
    assert signed_in(mia).post(f"{url}?next={leads_to}", {"version": "1"})["Location"] == where


@pytest.mark.parametrize(("who", "status"), [("cora", 403), ("otto", 404)])
def test_only_who_takes_part_accepts(signed_in, request, url, who, status):
    client = signed_in(request.getfixturevalue(who))
    assert client.get(url).status_code == status
    assert client.post(url, {"version": "1"}).status_code == status


def test_where_to_go_next_is_an_address_and_never_a_name_of_ours(signed_in, mia, url):
    assert signed_in(mia).post(f"{url}?next=nowhere", {"version": "1"})["Location"] == "nowhere"
    assert signed_in(mia).post(f"{url}?next=//elsewhere.example/", {"version": "1"})["Location"] == reverse("home")
