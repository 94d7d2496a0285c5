"""An answer that worries stands on a page that is not complete yet, or where something else is wrong."""

import pytest
from django.test import Client

from intake.models import Response
from programs.models import SafetyCase
from tests.intake.answered import IN_DANGER, ask_at_intake, make_version
from tests.intake.joining import Answering
from tests.intake.questionnaires.making import choice, item
from tests.intake.surveying import ask, make_plan, make_questionnaire
from tests.intake.test_survey_pages import answers, begin, text

pytestmark = pytest.mark.django_db

ONE_PAGE = item(
    "now", "group", choice("calm", required=True), item("age", "integer"), item("crisis", "boolean") | IN_DANGER
)


@pytest.fixture
def survey(program, mia):
    return ask(make_plan(program, questionnaire=make_questionnaire(program, ONE_PAGE)), mia)


def post(client, address, **given):
    return client.post(address, answers(text(client.get(address)), **given))


def test_it_is_told_at_once_though_another_answer_is_missing(client, survey, cora):
    address = begin(client, survey)
    moved = post(client, address, q3="yes")
    assert moved.status_code == 302, "the help lines come first, not a list of what is missing"
    page = text(client.get(moved["Location"]))
    assert "We told our team at once." in page
    assert f'href="{address}"' in page, "and then the same page again"
    assert SafetyCase.objects.count() == 1
    assert Response.objects.get().answers == {"crisis": [True]}


def test_whoever_goes_on_without_the_missing_answer_reads_what_is_missing(client, survey, cora):
    address = begin(client, survey)
    post(client, address, q3="yes")
    assert "<title>Error: " in text(post(client, address, q3="yes"))
    assert SafetyCase.objects.count() == 1


def test_it_is_told_though_something_else_cannot_be_read(client, survey, cora):
    """What was typed wrong stays on the page to be mended; the team does not wait for that."""
    address = begin(client, survey)
    page = text(post(client, address, q1="3", q2="many", q3="yes"))
    assert "<title>Error: " in page
    assert 'value="many"' in page
    assert SafetyCase.objects.count() == 1
    assert "We told our team at once." in text(client.get(post(client, address, q1="3", q3="yes")["Location"]))
    assert SafetyCase.objects.count() == 1


def test_calm_answers_of_an_incomplete_page_are_not_kept(client, survey):
    address = begin(client, survey)
    assert "<title>Error: " in text(post(client, address, q2="40", q3="no"))
    assert Response.objects.get().answers == {}


def test_on_the_way_in_too_where_nothing_was_kept_before(client, program, cora):
    ask_at_intake(program, make_version(program, ONE_PAGE))
    journey = Answering(Client(HTTP_ACCEPT_LANGUAGE="en"), program)
    journey.request()
    journey.telling()
    moved = journey.page("p2", q3="yes", shown="q1,q2,q3")
    assert moved.status_code == 302
    assert moved.url.endswith("?help=again")
    assert SafetyCase.objects.count() == 1
