"""The rest of a request through the browser: writing or talking, the pages of the questionnaire, the check."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from intake.errors import AnswersMissing
from intake.house import HOUSE
from intake.models import Assessment, AssessmentState, IntakeForm, PageBy, Response
from intake.questionnaires.paging import pages_of
from intake.questions import QUESTIONS
from intake.services.decisions import accept_request
from intake.services.requests import submit_request
from intake.services.telling import begin_answers, choose_telling
from programs.models import Role, SafetyCase
from tests.intake.answered import ask_at_intake, make_version
from tests.intake.asking import begun
from tests.intake.joining import Answering
from tests.intake.questionnaires.making import choice, item
from tests.make import make_participation

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


@pytest.fixture
def version(program):
    return ask_at_intake(program)


@pytest.fixture
def journey(visitor, program, version):
    return Answering(visitor, program)


def test_the_house_questionnaire_makes_at_most_eight_pages():
    written = pages_of(HOUSE["needs"].document, {}, "group")
    assert len(QUESTIONS) + len(["write or talk"]) + len(written) <= 8


def test_a_program_that_asks_nothing_more_has_no_more_steps(visitor, program):
    journey = Answering(visitor, program)
    assert journey.request().url == journey.root + "check/"
    for path in ("more/", "page/p2/"):
        assert journey.get(path).url == journey.root + "check/"
    assert b"What you need" not in journey.get("check/").content


def test_in_writing_from_the_request_to_the_number(journey, signed_in, cora):
    assert journey.request().url == journey.root + "more/"
    assert b"How would you like to tell us more?" in journey.get("more/").content
    assert journey.telling().url == journey.root + "page/p2/"
    first = journey.get("page/p2/")
    assert b"Text of crisis" in first.content
    assert b"Text of who" not in first.content
    assert (first.context["number"], first.context["total"]) == (7, 0), "an answer may bring more pages"
    assert journey.page("p2").url == journey.root + "page/p5/"
    assert journey.page("p5").url == journey.root + "check/"
    check = journey.get("check/").content.decode()
    assert "To sleep better" in check
    assert journey.root + "page/p5/?from=check" in check
    assert journey.post("check/").url == journey.root + "sent/"
    response = Response.objects.get()
    assert response.assessment == Assessment.objects.get()
    assert response.is_sent
    assert response.answers == {"crisis": [False], "goal": ["To sleep better"], "mood": ["b"]}
    desk = signed_in(cora).get(f"/desk/{journey.program.public_id}/requests/{response.assessment.public_id}/")
    mine = signed_in(response.assessment.person).get(f"/requests/{response.assessment.public_id}/")
    for page in (desk, mine):
        assert "To sleep better" in page.content.decode()


def test_whoever_would_rather_talk_is_asked_no_page_and_sends_at_once(journey):
    assert journey.everything("talk").url == journey.root + "check/"
    assert journey.get("page/p2/").url == journey.root + "check/"
    assert b"In a talk." in journey.get("check/").content
    journey.post("check/")
    request = Assessment.objects.get()
    assert (request.state, request.wants_interview) == (AssessmentState.SUBMITTED, True)
    assert not Response.objects.exists()
    assert b"choose a time for the talk" in journey.get("sent/").content


def test_a_program_without_talks_asks_no_choice(visitor, program):
    ask_at_intake(program, offers_interview=False)
    journey = Answering(visitor, program)
    assert journey.request().url == journey.root + "page/p2/"
    assert not Response.objects.exists()
    assert journey.get("page/p2/").status_code == 200
    assert not Response.objects.exists(), "looking writes nothing"
    journey.page("p2")
    assert Response.objects.get().answers == {"crisis": [False]}


def test_what_was_written_stays_while_one_thinks_about_a_talk_and_is_not_sent_with_one(journey):
    journey.everything()
    journey.telling("talk")
    assert journey.telling("write").url == journey.root + "page/p2/"
    assert Response.objects.get().answers["goal"] == ["To sleep better"]
    journey.telling("talk")
    assert b"To sleep better" not in journey.get("check/").content
    journey.post("check/")
    assert not Response.objects.exists()


def test_what_is_typed_in_one_window_is_kept_though_the_other_chose_to_talk(journey):
    journey.request()
    journey.telling()
    journey.telling("talk")
    journey.page("p5")
    assert Response.objects.get().answers["goal"] == ["To sleep better"]
    assert journey.get("page/p5/").url == journey.root + "check/"


def test_the_choice_has_to_be_made(journey):
    journey.request()
    page = journey.post("more/")
    assert page.status_code == 200
    assert page.content.decode().split("<title>")[1].startswith("Error: ")
    assert journey.get("check/").url == journey.root + "more/"
    assert journey.post("check/").url == journey.root + "check/"


def test_a_page_with_a_missing_answer_is_shown_again_and_the_check_leads_to_it(journey):
    journey.request()
    journey.telling()
    page = journey.page("p2", q1="")
    assert b"Please answer this question." in page.content
    assert b'href="#id_q1_0"' in page.content
    journey.page("p5")
    assert journey.get("check/").url == journey.root + "page/p2/"
    assert journey.post("check/").url == journey.root + "check/"
    assert Assessment.objects.get().state == AssessmentState.STARTED


def test_changing_an_answer_returns_straight_to_the_check(journey):
    journey.everything()
    assert journey.get("page/p5/?from=check").context["back_url"] == journey.root + "check/"
    assert journey.page("p5", "?from=check", q3="To rest").url == journey.root + "check/"
    assert b"To rest" in journey.get("check/").content


def test_a_question_that_an_answer_brings_is_asked_on_the_same_page(visitor, program):
    shown_if = [{"question": "a", "operator": "=", "answerBoolean": True}]
    ask_at_intake(program, make_version(program, item("a", "boolean"), item("b", required=True, enableWhen=shown_if)))
    journey = Answering(visitor, program)
    journey.request()
    journey.telling()
    assert journey.page("p1", q1="yes", shown="q1").url == journey.root + "page/p1/"
    assert b"Text of b" in journey.get("page/p1/").content
    assert journey.page("p1", q1="yes", q2="", shown="q1,q2").status_code == 200
    assert journey.page("p1", q1="yes", q2="Because", shown="q1,q2").url == journey.root + "check/"


def test_one_question_on_each_page_where_the_program_wants_it(journey):
    IntakeForm.objects.update(page_by=PageBy.QUESTION)
    journey.request()
    journey.telling()
    assert journey.page("p2", q1="no").url == journey.root + "page/p5/"
    page = journey.get("page/p5/").content.decode()
    assert "<h1><label" in page
    assert "Text of mood" not in page


def test_going_back_leads_through_the_pages_to_the_request(journey):
    journey.everything()
    backs = {path: journey.get(path).context["back_url"] for path in ("check/", "page/p5/", "page/p2/", "more/")}
    assert backs == {
        "check/": journey.root + "page/p5/",
        "page/p5/": journey.root + "page/p2/",
        "page/p2/": journey.root + "more/",
        "more/": journey.root + "question/times/",
    }


def test_a_page_that_is_no_longer_asked_leads_on(journey):
    journey.everything()
    assert journey.get("page/p99/").url == journey.root + "check/"
    assert journey.get("page/p3/").url == journey.root + "page/p5/"
    assert journey.get("page/nonsense/").url == journey.root + "page/p2/"


# An answer that worries.


def test_the_help_lines_come_first_when_an_answer_worries(journey, cora):
    make_participation(journey.program, role=Role.SAFEGUARDING, name="Sam")
    assert b"our team is told at once" in journey.get("").content, "it is said before anything is asked"
    journey.request()
    journey.telling()
    moved = journey.page("p2", q1="yes", shown="q1").url
    assert moved == journey.root + "page/p2/?help=again", "the page asks something more"
    assert SafetyCase.objects.count() == 1
    page = journey.client.get(moved)
    html = page.content.decode()
    assert html.index("1 866 277-3553") < html.index("We told our team at once.")
    assert {"Cora", "Sam"} <= set(html.replace(",", " ").replace(".", " ").split())
    assert page.context["onward"] == journey.root + "page/p2/"
    moved = journey.page("p2", q1="yes", q2="My sister", shown="q1,q2").url
    assert moved == journey.root + "page/p2/?help=on"
    assert journey.client.get(moved).context["onward"] == journey.root + "page/p5/"
    journey.page("p5")
    journey.post("check/")
    case = SafetyCase.objects.get()
    assert case.person == Assessment.objects.get().person


def test_the_help_page_is_not_there_for_calm_answers(journey):
    journey.everything()
    assert b"We told our team" not in journey.get("page/p2/?help=on").content


def test_a_case_stands_when_the_draft_is_thrown_away(journey):
    journey.request()
    journey.telling()
    journey.page("p2", q1="yes", shown="q1")
    journey.post()
    assert not Response.objects.exists()
    assert "Awa@Example.org" in SafetyCase.objects.get().note


# Sending.


def test_pressing_send_again_sends_nothing_twice(journey, cora):
    journey.everything()
    for _press in range(3):
        assert journey.post("check/").url == journey.root + "sent/"
    assert Response.objects.get().is_sent
    assert journey.page("p5", q3="Too late").url == journey.root + "sent/"
    assert Response.objects.get().answers["goal"] == ["To sleep better"]


def test_the_service_sends_no_half_answers(program, version):
    draft = begun(program)
    begin_answers(draft, version=version, language="en")
    with pytest.raises(AnswersMissing):
        submit_request(draft)
    assert Assessment.objects.get().state == AssessmentState.STARTED
    choose_telling(draft, talk=True, version=version, language="en")
    assert submit_request(draft).state == AssessmentState.SUBMITTED


def test_the_form_that_came_again_brings_its_own_answers(journey, signed_in, settings):
    journey.everything()
    journey.post("check/")
    again = Answering(Client(headers={"accept-language": "en"}), journey.program)
    again.everything()
    again.page("p5", q3="Something else")
    again.post("check/")
    first = Assessment.objects.sent().get()
    client = signed_in(first.person)
    page = client.get(f"/requests/{first.public_id}/newer-answers/")
    assert b"Something else" in page.content
    held = page.context["held"].public_id
    client.post(f"/requests/{first.public_id}/newer-answers/", {"keep": "newer", "held": held})
    assert Response.objects.get().assessment == first
    assert Response.objects.get().answers["goal"] == ["Something else"]


def test_whoever_is_accepted_takes_the_answers_along(journey, cora):
    journey.everything()
    journey.post("check/")
    participation = accept_request(Assessment.objects.get(), by=cora)
    response = Response.objects.get()
    assert (response.participation, response.wave) == (participation, 0)


def test_a_questionnaire_of_fifty_questions_costs_no_more_queries_than_one_of_five(visitor, program):
    def queries(count):
        version = ask_at_intake(program, make_version(program, *(choice(f"i{n}") for n in range(count))))
        journey = Answering(visitor, program)
        journey.post()
        journey.request()
        journey.telling()
        journey.page("p1", **{f"q{n + 1}": "2" for n in range(count)})
        found = []
        for path in ("page/p1/", "check/"):
            with CaptureQueriesContext(connection) as captured:
                assert journey.get(path).status_code == 200
            found.append(len(captured))
        assert Response.objects.filter(version=version).exists()
        return found

    queries(5)
    few = queries(5)
    assert queries(50) == few
    assert max(few) <= 9


@pytest.mark.parametrize("path", ["more/", "page/p2/", "page/p2/?help=on", "later/", "check/"])
def test_these_pages_are_kept_nowhere_named_neutrally_and_can_be_left_fast(journey, path):
    journey.everything()
    journey.page("p2", q1="yes", q2="Me", shown="q1,q2")
    page = journey.get(path)
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert b"data-exit" in page.content
    assert journey.program.name not in page.content.decode().split("</title>")[0]


def test_the_enter_key_goes_on_and_removes_nothing(visitor, program):
    listed = item("g", "group", item("a"), repeats=True)
    ask_at_intake(program, make_version(program, listed), offers_interview=False)
    journey = Answering(visitor, program)
    journey.request()
    assert journey.page("p1", q1_1="Ana", entries="1", act="add").url == journey.root + "page/p1/?more=1"
    html = journey.get("page/p1/?more=1").content.decode()
    assert re.findall(r'name="act" value="(\w+)"', html) == ["on", "remove1", "remove2", "add", "on", "later"]
    assert journey.page("p1", q1_1="Ana", q1_2="Bob", entries="2", act="remove1").url == journey.root + "page/p1/"
    assert Response.objects.get().answers == {"g": [{"a": ["Bob"]}]}
    assert journey.page("p1", q1_1="Bob", entries="1", act="on").url == journey.root + "check/"
