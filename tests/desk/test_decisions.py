"""Answering a request: shown first, done once, never half."""

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory
from django.urls import resolve

from groups.models import Membership
from groups.services.memberships import place_in_group
from intake.models import Assessment, Decision, RequestMessage
from intake.services.decisions import put_on_waiting_list
from peersupport.desk.views.decisions import Decide
from programs.models import Notice, Participation, Role
from tests.desk.make import make_request
from tests.make import make_group, make_participation

pytestmark = pytest.mark.django_db


def url(request, outcome="accepted"):
    return f"/desk/{request.program.public_id}/requests/{request.public_id}/decision/{outcome}/"


@pytest.fixture
def awa(program):
    return make_request(program)


def participation_of(request):
    return Participation.objects.filter(program=request.program, person=request.person, role=Role.PARTICIPANT)


@pytest.mark.parametrize("outcome", ["accepted", "waiting", "more_asked", "referred_on"])
def test_the_preview_shows_the_message_and_sends_nothing(awa, cora, signed_in, outcome):
    answer = signed_in(cora).get(url(awa, outcome))
    page = answer.content.decode()
    awa.refresh_from_db()
    assert 'class="message-body" lang="fr"' in page
    assert "Awa" in page
    assert awa.state == "submitted"
    assert Notice.objects.count() == Decision.objects.count() == 0


def test_accepting_takes_two_clicks_with_what_is_chosen_already(awa, cora, circle, signed_in):
    """One link on the request, one button on the preview: the form as it stands is complete."""
    client = signed_in(cora)
    page = client.get(f"/desk/{awa.program.public_id}/requests/{awa.public_id}/").content.decode()
    assert f'href="{url(awa)}"' in page
    form = client.get(url(awa)).context["form"]
    client.post(url(awa), {name: field.initial or "" for name, field in form.fields.items()})
    assert Membership.objects.filter(group=circle, participation__person=awa.person, state="placed").count() == 1


def test_accepting_gives_the_place_and_owes_one_message(awa, cora, circle, signed_in):
    answer = signed_in(cora).post(url(awa), {"group": circle.public_id, "message": "Welcome, Awa."}, follow=True)
    awa.refresh_from_db()
    assert awa.state == "accepted"
    assert participation_of(awa).get().memberships.get().group == circle
    assert RequestMessage.objects.get().body == "Welcome, Awa."
    assert Notice.objects.filter(kind="request_accepted", recipient=awa.person).count() == 1
    assert "Awa is accepted and has a place in Tuesday circle." in answer.content.decode()


def test_accepting_without_a_group(awa, cora, circle, signed_in):
    signed_in(cora).post(url(awa), {"group": "none"})
    assert participation_of(awa).get().memberships.count() == 0


def test_a_second_press_changes_nothing_and_says_who_it_was(awa, cora, circle, signed_in):
    client = signed_in(cora)
    client.post(url(awa), {"group": circle.public_id})
    page = client.post(url(awa), {"group": circle.public_id}, follow=True).content.decode()
    assert "Cora decided on" in page
    assert Decision.objects.count() == 1
    assert Notice.objects.filter(kind="request_accepted").count() == 1


def looked_at(who, awa, data):
    """The view with everything read for a press of the button, and not yet acting; returns it with its request."""
    request = RequestFactory().post(url(awa), data)
    request.user, request.session = who.person, SessionStore()
    request._messages = FallbackStorage(request)
    request.resolver_match = resolve(request.path)
    view = Decide()
    view.setup(request, **request.resolver_match.kwargs)
    return view, request


def test_a_colleague_who_was_faster_is_named(awa, cora, program):
    colleague = make_participation(program, role=Role.COORDINATOR, name="Carl")
    view, request = looked_at(cora, awa, {"group": "none"})
    put_on_waiting_list(Assessment.objects.get(pk=awa.pk), by=colleague)
    assert view.post(request).status_code == 302
    (message,) = request._messages
    assert "Carl has just decided on this request" in str(message)
    assert [row.outcome for row in Decision.objects.all()] == ["waiting"]
    assert not participation_of(awa).exists()


def test_when_the_last_place_goes_meanwhile_nothing_is_half_done(awa, cora, program, mia):
    group = make_group(program, capacity=1, minimum=1)
    view, request = looked_at(cora, awa, {"group": group.public_id, "message": "Welcome, Awa."})
    place_in_group(group, participation=mia, by=cora)
    page = view.post(request).content.decode()
    awa.refresh_from_db()
    assert awa.state == "submitted"
    assert Decision.objects.count() == RequestMessage.objects.count() == 0
    assert not Notice.objects.filter(recipient=awa.person).exists()
    assert not participation_of(awa).exists()
    assert url(awa, "waiting") in page
    assert "Welcome, Awa." in page
    assert "no place left" in page


def test_a_full_group_cannot_be_chosen(awa, cora, program, mia, signed_in):
    group = make_group(program, members=[mia], capacity=1, minimum=1)
    page = signed_in(cora).post(url(awa), {"group": group.public_id}).content.decode()
    assert "This group has no place left." in page
    assert Decision.objects.count() == 0


def test_the_group_of_another_program_cannot_be_chosen(awa, cora, otto, signed_in):
    group = make_group(otto.program)
    signed_in(cora).post(url(awa), {"group": group.public_id})
    assert Decision.objects.count() == Membership.objects.count() == 0


@pytest.mark.parametrize("outcome", ["accepted", "waiting"])
def test_deciding_against_a_rule_needs_a_reason_for_the_team(program, cora, signed_in, outcome):
    program.max_age = 30
    program.save()
    awa = make_request(program)
    client = signed_in(cora)
    refused = client.post(url(awa, outcome), {"group": "none", "message": "Bonjour Awa"}).content.decode()
    assert "Write why you decide otherwise." in refused
    assert "Bonjour Awa" in refused
    assert Decision.objects.count() == 0
    client.post(url(awa, outcome), {"group": "none", "reason": "Her sister is in the group."})
    decision = Decision.objects.get()
    assert (decision.overrides_eligibility, decision.reason) == (True, "Her sister is in the group.")


@pytest.mark.parametrize("outcome", ["more_asked", "referred_on"])
def test_words_are_needed_where_only_words_help(awa, cora, signed_in, outcome):
    client = signed_in(cora)
    page = client.post(url(awa, outcome), {"message": "  ", "reason": "Lives far away"}).content.decode()
    assert "error-summary" in page
    assert page.index("Error:") < page.index("</title>")
    assert Decision.objects.count() == 0
    client.post(url(awa, outcome), {"message": "Call 811."}, follow=True)
    assert [row.outcome for row in Decision.objects.all()] == [outcome]
    assert RequestMessage.objects.get().body == "Call 811."


def test_the_reason_of_the_team_is_not_shown_to_the_person(awa, cora, signed_in):
    signed_in(cora).post(url(awa, "referred_on"), {"message": "Call 811.", "reason": "Too far away for us"})
    page = signed_in(awa.person).get(f"/requests/{awa.public_id}/").content.decode()
    assert "Call 811." in page
    assert "Too far away" not in page


def test_an_outcome_nobody_knows_is_not_found(awa, cora, signed_in):
    assert signed_in(cora).get(url(awa, "refused")).status_code == 404


def test_only_coordinators_decide(awa, finn, mia, otto, signed_in):
    assert signed_in(finn).post(url(awa)).status_code == 403
    assert signed_in(mia).post(url(awa)).status_code == 403
    assert signed_in(otto).post(url(awa)).status_code == 404
    assert Decision.objects.count() == 0


def test_the_name_of_a_full_group_is_words_and_not_mark_up(program, awa, cora, mia, signed_in):
    make_group(program, name="<form action=/x><b>Full</b>", capacity=1, minimum=1, members=[mia])
    page = signed_in(cora).get(url(awa)).content.decode()
    assert "&lt;b&gt;Full" in page
    assert "<b>Full" not in page
