"""The way in through the browser: nothing is stored too early, lost, or sent twice."""

import re
from itertools import pairwise

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from intake.models import Assessment, AssessmentState
from intake.services.requests import withdraw_request
from programs.models import ConsentText, Notice, Person, ProgramState, Topic
from programs.services.programs import pause_program
from tests.intake.asking import sent
from tests.make import make_program

pytestmark = pytest.mark.django_db

POSTED = {
    "you": {"nickname": "Awa", "age": "34"},
    "reach": {"email": "Awa@Example.org", "safe": ""},
    "languages": {"contact_language": "en", "languages": ["en", "fr"], "access": ""},
    "reason": {"reason": "I feel alone"},
    "times": {"times": ["3", "5"]},
}


@pytest.fixture
def visitor(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


class Journey:
    def __init__(self, client, program):
        self.client, self.program, self.root = client, program, f"/join/{program.slug}/"

    def get(self, path=""):
        return self.client.get(self.root + path)

    def post(self, path="", **data):
        return self.client.post(self.root + path, data)

    def agree(self):
        return self.post("confidentiality/", text=self.program.consent_texts.get().pk, agree="on")

    def answer(self, key, query="", **data):
        return self.post(f"question/{key}/{query}", **(POSTED[key] | data))

    def answer_all(self):
        self.agree()
        for key in POSTED:
            response = self.answer(key)
        return response


@pytest.fixture
def journey(visitor, program):
    return Journey(visitor, program)


def title(response):
    return re.search("<title>(.*?)</title>", response.content.decode(), re.DOTALL)[1]


def test_looking_and_reading_store_nothing(journey):
    for path in ("", "confidentiality/"):
        assert journey.get(path).status_code == 200
    assert not Assessment.objects.exists()


def test_nothing_begins_without_agreement(journey):
    page = journey.post("confidentiality/", text=journey.program.consent_texts.get().pk)
    assert page.status_code == 200
    assert title(page).startswith("Error: ")
    assert b'href="#id_agree"' in page.content
    assert not Assessment.objects.exists()
    assert journey.answer("you").url == journey.root
    assert not Assessment.objects.exists()


def test_a_text_that_changed_meanwhile_is_shown_again(journey):
    old = journey.program.consent_texts.get()
    ConsentText.objects.create(
        program=journey.program, purpose=old.purpose, version=2, body_en="The new text", body_fr="Le nouveau texte"
    )
    page = journey.post("confidentiality/", text=old.pk, agree="on")
    assert b"The new text" in page.content
    assert b"has just changed" in page.content
    assert not Assessment.objects.exists()


def test_the_whole_way_from_start_to_number(journey, cora):
    journey.program.min_age = 18
    journey.program.save()
    assert journey.agree().url == journey.root + "question/you/"
    keys = list(POSTED)
    for key, following in pairwise(keys):
        assert journey.answer(key).url == journey.root + f"question/{following}/"
    assert journey.answer("times").url == journey.root + "check/"
    check = journey.get("check/").content.decode()
    assert "Monday: evening" not in check
    assert "Tuesday: morning, evening" in check
    assert check.count("Not given") == 2
    assert journey.post("check/").url == journey.root + "sent/"
    request = Assessment.objects.get()
    assert request.state == AssessmentState.SUBMITTED
    assert request.person.email == "awa@example.org"
    page = journey.get("sent/").content.decode()
    assert request.reference in page
    assert f"/requests/{request.public_id}/" in page


def test_reloading_and_pressing_again_send_nothing_twice(journey, cora):
    journey.answer_all()
    for _press in range(3):
        assert journey.post("check/").url == journey.root + "sent/"
        assert journey.get("sent/").status_code == 200
    assert Assessment.objects.count() == 1
    assert Notice.objects.count() == 2


def test_a_flood_is_stopped_and_what_was_typed_is_kept(journey, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"send_request": "1/h/ip"}
    journey.answer_all()
    journey.post("check/")
    journey.post(again="on")
    journey.answer_all()
    page = journey.client.post(journey.root + "check/", follow=True)
    assert "Wait an hour" in page.content.decode()
    assert Assessment.objects.sent().count() == 1
    assert journey.get("check/").status_code == 200, "the answers are still there"


@pytest.mark.parametrize("path", ["question/you/", "check/", "other-help/"])
def test_going_back_after_sending_leads_to_what_was_sent(journey, path):
    journey.answer_all()
    journey.post("check/")
    assert journey.get(path).url == journey.root + "sent/"
    assert journey.answer("you").url == journey.root + "sent/"
    assert Assessment.objects.get().answers["nickname"] == "Awa"


@pytest.mark.parametrize("path", ["question/you/", "check/", "sent/", "other-help/"])
def test_without_a_beginning_every_page_leads_to_the_beginning(journey, path):
    assert journey.get(path).url == journey.root


def test_changing_an_answer_returns_straight_to_the_check(journey):
    journey.answer_all()
    assert journey.get("question/you/?from=check").context["back_url"] == journey.root + "check/"
    assert journey.answer("you", "?from=check", nickname="Ana").url == journey.root + "check/"
    assert "Ana" in journey.get("check/").content.decode()


def test_check_leads_to_the_first_question_without_an_answer(journey):
    journey.agree()
    journey.answer("you")
    assert journey.get("check/").url == journey.root + "question/reach/"
    assert journey.post("check/").url == journey.root + "check/"
    assert Assessment.objects.get().state == AssessmentState.STARTED


def test_coming_back_later_goes_on_where_it_stopped_or_starts_again(journey):
    journey.agree()
    journey.answer("you")
    assert journey.get().context["resume"] == journey.root + "question/reach/"
    assert journey.post().url == journey.root + "confidentiality/"
    assert not Assessment.objects.exists()


@pytest.mark.parametrize(
    ("page", "key", "kept"),
    [
        ("you", "nickname", "x" * 61),
        ("reach", "email", "awa at example"),
        ("you", "age", "about forty"),
        ("reason", "reason", "y" * 501),
        ("reach", "safe", "z" * 201),
        ("languages", "access", "z" * 301),
    ],
)
def test_a_mistake_is_said_above_and_beside_and_what_was_typed_stays(journey, page, key, kept):
    journey.agree()
    page = journey.answer(page, **{key: kept})
    html = page.content.decode()
    assert page.status_code == 200
    assert title(page).startswith("Error: ")
    assert f'href="#id_{key}"' in html
    assert 'class="field-error"' in html
    assert kept in html
    assert key not in Assessment.objects.get().answers


def test_an_age_that_does_not_fit_shows_other_help_and_may_go_on(journey):
    journey.program.min_age = 18
    journey.program.save()
    young, old = make_program("For the young", max_age=25), make_program("For the old", min_age=60)
    journey.agree()
    assert journey.answer("you", age="17").url == journey.root + "other-help/"
    page = journey.get("other-help/").content.decode()
    assert "people of 18 and over" in page
    assert young.name in page
    assert old.name not in page
    assert page.count("1 866 277-3553") == 1
    assert journey.root + "question/reach/" in page
    journey.answer_all()
    journey.answer("you", "?from=check", age="17")
    assert b"probably not the right one" in journey.get("check/").content
    journey.post("check/")
    assert Assessment.objects.get().state == AssessmentState.SUBMITTED


def test_an_age_that_fits_meets_no_other_help(journey):
    journey.program.min_age = 18
    journey.program.save()
    journey.agree()
    assert journey.answer("you", age="18").url == journey.root + "question/reach/"
    assert journey.get("other-help/").url == journey.root + "check/"


def test_topics_are_asked_only_where_there_are_several(journey):
    first, second = (Topic.objects.create(slug=s, name_en=s, name_fr=s) for s in ("grief-1", "hope-1"))
    journey.agree()
    journey.program.topics.set([first])
    assert b"grief-1" not in journey.get("question/reason/").content
    journey.answer("reason")
    assert Assessment.objects.get().answers["topics"] == [first.pk]
    journey.program.topics.set([first, second])
    assert b"grief-1" in journey.get("question/reason/").content
    journey.answer("reason", topics=[str(second.pk)], reason="")
    assert Assessment.objects.get().answers["topics"] == [second.pk]


def test_what_the_week_held_is_ticked_when_one_comes_back(journey):
    journey.agree()
    journey.answer("times", times=["5"])
    html = journey.get("question/times/").content.decode()
    assert re.findall(r'name="times" value="(\d+)" id="[^"]+" checked', html) == ["5"]


def test_whoever_is_signed_in_is_not_asked_for_what_we_know(signed_in, mia, program):
    journey = Journey(signed_in(mia), program)
    journey.agree()
    assert mia.person.email in journey.get("question/reach/").content.decode()


def test_a_program_that_closes_meanwhile_says_so_and_keeps_the_answers(journey, cora):
    journey.answer_all()
    pause_program(journey.program, by=cora)
    assert journey.post("check/").url == journey.root
    assert b"takes no requests at the moment" in journey.get().content
    assert Assessment.objects.get().state == AssessmentState.STARTED


@pytest.mark.parametrize("hidden", [{"state": ProgramState.DRAFT}, {"is_public": False}])
def test_a_program_nobody_published_is_not_there(visitor, hidden):
    assert Journey(visitor, make_program(**hidden)).get().status_code == 404


def test_the_browser_learns_nothing_of_an_address_that_asked_before(visitor, program):
    earlier = sent(program, email="awa@example.org", reason="Very private")
    journey = Journey(visitor, program)
    journey.answer_all()
    page = journey.client.get(journey.post("check/").url).content.decode()
    other = Journey(Client(headers={"accept-language": "en"}), program)
    other.agree()
    other.answer_all()
    other.answer("reach", email="new@example.org")
    fresh = other.client.get(other.post("check/").url).content.decode()

    def bare(html):
        return re.sub(r'D-\d+|/requests/\w+/|csrfmiddlewaretoken" value="\w+', "", html)

    assert bare(page) == bare(fresh)
    assert earlier.reference not in page
    assert "sessionid" in journey.client.cookies
    assert journey.client.get(f"/requests/{earlier.public_id}/").status_code == 302
    withdraw_request(earlier, by=earlier.person)
    assert Person.objects.filter(email="awa@example.org").count() == 1


@pytest.mark.parametrize("path", ["", "confidentiality/", "question/you/", "check/", "sent/"])
def test_pages_of_the_way_in_are_kept_nowhere_and_named_neutrally(journey, path):
    journey.agree()
    if path in {"check/", "sent/"}:
        journey.answer_all()
    if path == "sent/":
        journey.post("check/")
    page = journey.get(path)
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert journey.program.name not in title(page)
    assert b"data-exit" in page.content
    assert title(page).strip().endswith("Support")


def test_a_question_costs_the_same_however_many_programs_there_are(journey):
    journey.agree()

    def queries():
        with CaptureQueriesContext(connection) as captured:
            journey.get("question/you/")
        return len(captured)

    queries()  # help lines are read once a minute
    before = queries()
    for _program in range(4):
        make_program()
    assert queries() == before <= 6
