"""Surveys that wait, on the home page of who was asked."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from intake.models import SurveyState
from intake.services.surveys import answer_token
from programs.models import GroundRules
from programs.services.participations import add_participation
from tests.intake.surveying import ask, make_plan
from tests.make import make_program

pytestmark = pytest.mark.django_db


def home(client):
    response = client.get("/home/")
    assert response.status_code == 200
    return response.content.decode()


def test_a_survey_that_waits_is_one_tap_away(signed_in, program, mia):
    survey = ask(make_plan(program), mia)
    page = home(signed_in(mia))
    assert "A few questions" in page
    assert f'href="{reverse("survey", args=[answer_token(survey)])}"' in page
    assert "How things are" not in page  # what it is about stands behind the link


def test_what_is_answered_over_or_not_sent_yet_does_not_wait(signed_in, program, mia, noor):
    plan = make_plan(program)
    ask(plan, noor)
    for number, state in enumerate(SurveyState):
        if state != SurveyState.SENT:
            ask(plan, mia, state=state, occasion=f"x:{number}")
    ask(plan, mia, occasion="late", expires_on=timezone.now().date() - datetime.timedelta(days=2))
    assert "A few questions" not in home(signed_in(mia))


def test_what_closes_first_stands_first_and_all_programs_count(signed_in, program, mia):
    other = make_program()
    there = add_participation(other, person=mia.person, role="participant", by=None)
    today = timezone.now().date()
    late = ask(make_plan(program), mia, expires_on=today + datetime.timedelta(days=20))
    soon = ask(make_plan(other), there, expires_on=today + datetime.timedelta(days=5))
    GroundRules.objects.all().delete()  # three rows are shown at most, and rules come first
    page = home(signed_in(mia))
    assert page.index(answer_token(soon)) < page.index(answer_token(late))
