"""From “I would rather talk” to a place: what the person and the team do, page after page."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from intake.models import Interview, InterviewSlot, InterviewState, Response, Source
from intake.services.requests import submit_request
from intake.services.telling import choose_telling
from programs.models import Participation, Role
from tests.intake.answered import ask_at_intake
from tests.intake.asking import begun
from tests.intake.talking import offered

pytestmark = pytest.mark.django_db


def browser_of(person, settings):
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def test_whoever_would_rather_talk_is_heard_and_gets_an_answer(program, cora, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    version = ask_at_intake(program)
    draft = begun(program, contact_language="en")
    choose_telling(draft, talk=True, version=version, language="en")
    request = submit_request(draft)
    slot = offered(cora)[0]
    awa, desk = browser_of(request.person, settings), browser_of(cora.person, settings)
    mine = f"/requests/{request.public_id}/"
    theirs = f"/desk/{program.public_id}/requests/{request.public_id}/"

    assert f'href="{mine}talk/"' in awa.get(mine).content.decode()
    assert b"would rather talk, and has not chosen a time yet" in desk.get(theirs).content
    awa.post(f"{mine}talk/", {"time": slot.public_id})
    talk = Interview.objects.get()
    assert b"A talk comes first" in desk.get(theirs).content

    begins = timezone.now() - datetime.timedelta(minutes=20)
    InterviewSlot.objects.filter(pk=slot.pk).update(starts_at=begins, ends_at=begins + datetime.timedelta(minutes=30))
    page = f"/desk/{program.public_id}/talks/{talk.public_id}/"
    question = desk.post(f"{page}answers/").url
    while "/check/" not in question:
        shown = desk.get(question).context["form"]["shown"].value()
        question = desk.post(question, {"shown": shown, "q1": "no", "q3": "To rest", "act": "on"}).url
    desk.post(question)
    desk.post(f"{page}record/", {"outcome": "done", "notes": "Likes to listen first."})
    assert b"After our talk" in awa.get(mine).content
    assert b"Likes to listen first." not in awa.get(mine).content

    # The decision is two presses away, as for any request: a link on the request, a button on what will happen.
    assert f'href="{theirs}decision/accepted/"' in desk.get(theirs).content.decode()
    desk.post(f"{theirs}decision/accepted/", {"group": "none", "message": "Welcome, Awa."})
    participation = Participation.objects.get(person=request.person, role=Role.PARTICIPANT)
    response = Response.objects.get()
    assert (response.source, response.filled_in_by) == (Source.INTERVIEW, cora)
    assert (response.participation, response.wave) == (participation, 0)
    assert Interview.objects.get().state == InterviewState.DONE
    assert b"Welcome, Awa." in awa.get(mine).content
