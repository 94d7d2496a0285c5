"""Answering under one's name by the link of a message: nothing lost, nothing doubled, nothing shown to who finds it."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from intake.models import Response, Score, SurveyRequest, SurveyState, Trigger
from intake.services.survey_answers import begin_survey, send_survey
from intake.services.surveys import answer_token
from programs.models import Consent, ConsentText, Event, Notice, Purpose
from programs.services.consents import withdraw_consent
from programs.services.notices import owe_notice
from tests.intake.surveying import ask, make_plan, make_questionnaire
from tests.make import make_participation

pytestmark = pytest.mark.django_db

ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}


@pytest.fixture
def survey(program, mia):
    return ask(make_plan(program, day=30), mia)


def at(name, survey, *args, query=""):
    return reverse(name, args=[answer_token(survey), *args]) + query


def text(response):
    assert response.status_code == 200, response
    return response.content.decode()


def begin(client, survey, **data):
    response = client.post(at("survey", survey), data)
    assert response.status_code == 302
    return response["Location"]


def answers(page, **given):
    """What a browser posts: the hidden fields of the page, and these."""
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    hidden |= {name: value for value, name in re.findall(r'value="([^"]*)" name="(\w+)"[^>]*hidden', page)}
    hidden.pop("csrfmiddlewaretoken", None)
    return hidden | {"act": "on"} | given


def answer_all(client, survey, **given):
    page_address = begin(client, survey)
    page = text(client.get(page_address))
    response = client.post(page_address, answers(page, **given or {"q1": "3", "q2": "2", "q3": "Better"}))
    assert response["Location"] == at("survey_check", survey), response.content
    return page_address


def test_a_page_alone_has_no_number(client, survey):
    page = text(client.get(begin(client, survey)))
    assert "<title>A few questions" in page
    assert "Question 1" not in page


def test_from_the_link_to_thank_you_without_signing_in(client, survey, mia):
    page = text(client.get(at("survey", survey)))
    assert "How things are" in page
    assert "3 questions" in page
    assert "kept with your name" in page
    answer_all(client, survey)
    check = text(client.get(at("survey_check", survey)))
    assert "Better" in check
    assert SurveyRequest.objects.get().state == SurveyState.SENT
    response = client.post(at("survey_check", survey))
    assert response["Location"] == at("survey_sent", survey)
    assert "Your answers have arrived" in text(client.get(response["Location"]))
    sent = Response.objects.get()
    assert (sent.participation, sent.wave, sent.answers) == (
        mia,
        30,
        {"calm": ["c"], "close": ["b"], "words": ["Better"]},
    )
    done = SurveyRequest.objects.get()
    assert (done.state, done.done_on) == (SurveyState.DONE, timezone.now().astimezone(survey.program.zone).date())


def test_opening_the_link_changes_nothing(client, survey):
    """Mail programs and robots open links before people do."""
    before = SurveyRequest.objects.values().get()
    for name in ("survey", "survey_check", "survey_sent", "survey_closed", "survey_anonymous"):
        for _ in range(2):
            client.get(at(name, survey))
    assert SurveyRequest.objects.values().get() == before
    assert not Response.objects.exists()
    assert "sessionid" not in client.cookies


def test_a_link_that_nobody_signed_is_no_link(client, survey):
    for token in (survey.public_id, f"{answer_token(survey)}x", "x", f"{survey.public_id}.abc"):
        assert client.get(reverse("survey", args=[token])).status_code == 404


def test_the_second_time_it_says_so_kindly(client, survey):
    answer_all(client, survey)
    client.post(at("survey_check", survey))
    stranger = Client()
    for browser in (client, stranger):
        for name in ("survey", "survey_check", "survey_anonymous", "survey_closed"):
            page = text(browser.get(at(name, survey), follow=True))
            assert "Your answers have arrived" in page
            assert "Better" not in page


def test_another_browser_never_shows_what_was_begun(client, survey):
    page_address = answer_all(client, survey)
    other = Client(**ENGLISH)
    page = text(other.get(at("survey", survey)))
    assert "Somebody began to answer elsewhere" in page
    assert "Begin anew" in page
    for address in (page_address, at("survey_check", survey)):
        response = other.get(address)
        assert response["Location"] == at("survey", survey)
    assert "Better" not in text(other.post(at("survey", survey)))  # pressed without choosing
    assert Response.objects.get().answers["words"] == ["Better"]


def test_begin_anew_deletes_unread_what_was_begun_and_tells_the_other_browser(client, survey):
    page_address = answer_all(client, survey)
    other = Client(**ENGLISH)
    fresh = other.post(at("survey", survey), {"anew": "1"})["Location"]
    page = text(other.get(fresh))
    assert "Better" not in page
    other.post(fresh, answers(page, q1="1"))
    assert Response.objects.get().answers == {"calm": ["a"]}
    assert client.get(page_address)["Location"] == at("survey", survey)
    assert client.post(at("survey_check", survey))["Location"] == at("survey", survey)
    assert Response.objects.get().submitted_at is None


def test_the_person_signed_in_goes_on_anywhere(client, survey, mia, signed_in):
    other = Client(**ENGLISH)
    answer_all(other, survey)
    page = text(signed_in(mia).get(at("survey", survey)))
    assert "Go on" in page
    assert "Better" in text(client.get(at("survey_check", survey)))


def test_somebody_else_signed_in_sees_nothing(survey, noor, signed_in):
    answer_all(Client(**ENGLISH), survey)
    page = text(signed_in(noor).get(at("survey", survey)))
    assert "Somebody began to answer elsewhere" in page


def test_two_tabs_and_a_double_click_send_once(client, survey):
    answer_all(client, survey)
    for _ in range(2):
        assert client.post(at("survey_check", survey))["Location"] in (at("survey_sent", survey), at("survey", survey))
    assert Response.objects.sent().count() == 1
    assert Event.objects.filter(verb="response_sent").count() == 1


def test_a_session_that_ended_while_typing_loses_nothing(client, survey):
    page_address = begin(client, survey)
    page = text(client.get(page_address))
    client.cookies.clear()
    response = client.post(page_address, answers(page, q1="3", q3="Kept"), **ENGLISH)
    assert response["Location"] == at("survey_check", survey)
    assert "Kept" in text(client.get(response["Location"]))
    check = text(client.get(at("survey_check", survey)))
    client.cookies.clear()
    assert client.post(at("survey_check", survey), answers(check))["Location"] == at("survey_sent", survey)


def test_what_is_missing_is_asked_before_sending(client, survey):
    begin(client, survey)
    response = client.post(at("survey_check", survey))
    assert "/page/" in response["Location"]
    assert not Response.objects.sent().exists()


def test_finish_later_keeps_and_goes_on(client, survey):
    page_address = begin(client, survey)
    page = text(client.get(page_address))
    response = client.post(page_address, answers(page, act="later", q3="Half"))
    page = text(client.get(response["Location"]))
    assert "Your answers are kept." in page
    assert "Half" in text(client.get(begin(client, survey)))


@pytest.mark.parametrize("why", ["expired", "void", "past its last day"])
def test_a_link_that_is_over_says_so(client, survey, why):
    if why == "past its last day":
        SurveyRequest.objects.update(expires_on=timezone.now().date() - datetime.timedelta(days=2))
    else:
        survey.move_to(SurveyState(why))
    page = text(client.get(at("survey", survey), follow=True))
    assert "These questions are closed" in page
    assert client.post(at("survey", survey))["Location"] == at("survey_closed", survey)


def test_a_late_answer_keeps_its_wave(program, mia):
    yesterday = timezone.now().date() - datetime.timedelta(days=1)
    late = ask(make_plan(program, day=30), mia, overdue_on=yesterday)
    ask(make_plan(program, questionnaire=late.plan.questionnaire, day=60), mia)
    response = begin_survey(late, language="en")
    response.answers = {"calm": ["a"]}
    response.save()
    assert send_survey(late, response).wave == 30


def test_what_is_asked_after_a_session_is_no_wave(program, mia):
    """Its day would else be taken for the beginning of that person's change."""
    after = ask(make_plan(program, trigger=Trigger.SESSION, day=0), mia, occasion="meeting:x")
    assert begin_survey(after, language="en").wave is None


def test_an_answer_stops_what_still_asks_for_it(client, survey, mia):
    owe_notice("survey_reminder", survey, recipient=mia.person, program=survey.program)
    answer_all(client, survey)
    client.post(at("survey_check", survey))
    assert Notice.objects.get(kind="survey_reminder").state == "cancelled"


def test_a_message_opens_in_the_language_of_the_person(client, survey, mia):
    mia.person.language = "fr"
    mia.person.save()
    assert '<html lang="fr"' in text(client.get(at("survey", survey), HTTP_ACCEPT_LANGUAGE="en"))


# What helps to evaluate the program: asked once, chosen freely.


@pytest.fixture
def research(program):
    return ConsentText.objects.create(
        program=program, purpose=Purpose.RESEARCH, body_en="We count answers.", body_fr="On compte les réponses."
    )


def test_who_says_yes_has_consented_and_is_not_asked_again(client, survey, mia, research):
    assert "We count answers." in text(client.get(at("survey", survey)))
    begin(client, survey, research="yes", shown=str(research.pk))
    consent = Consent.objects.get()
    assert (consent.person, consent.text, consent.given_by) == (mia.person, research, mia.person)
    assert "We count answers." not in text(client.get(at("survey", survey)))


def test_who_says_no_has_not_and_is_not_asked_again(client, survey, research):
    begin(client, survey, research="no", shown=str(research.pk))
    assert not Consent.objects.exists()
    assert "We count answers." not in text(client.get(at("survey", survey)))


def test_who_says_nothing_has_not_consented_and_may_be_asked_again(client, survey, research):
    page = text(client.get(at("survey", survey)))
    assert "checked" not in page
    begin(client, survey, shown=str(research.pk))
    assert not Consent.objects.exists()
    assert "We count answers." in text(client.get(at("survey", survey)))


def test_a_yes_to_an_older_text_is_no_yes(client, survey, research):
    begin(client, survey, research="yes", shown=str(research.pk + 1))
    assert not Consent.objects.exists()


def test_who_withdrew_is_not_asked_again(client, survey, mia, research):
    begin(client, survey, research="yes", shown=str(research.pk))
    withdraw_consent(Consent.objects.get(), by=mia.person)
    assert "We count answers." not in text(client.get(at("survey", survey)))
    assert not Consent.objects.standing().exists()


def test_every_page_of_a_survey_costs_the_same_for_few_and_many_answers(client, program, django_assert_max_num_queries):
    survey = ask(make_plan(program, questionnaire=make_questionnaire(program)), make_participation(program))
    answer_all(client, survey)
    for name in ("survey", "survey_check"):
        with django_assert_max_num_queries(9):
            client.get(at(name, survey))
    assert not Score.objects.exists()
