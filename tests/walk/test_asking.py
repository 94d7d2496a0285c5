"""The way in and the surveys as people live them: at 320 px, without JavaScript, by keyboard, in both languages.

Messages leave by a real Celery worker over SMTP, and their links are opened in a browser that knows nothing yet.
"""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from intake.house import CONNECTEDNESS
from intake.models import Assessment, Interview, InterviewState, Response, Score, SurveyRequest, SurveyState
from intake.services.house import furnish_program
from intake.services.survey_planning import plan_surveys
from intake.services.talk_times import offer_slots
from programs.models import CaseState, Mode, Notice, NoticeState, Person, Role, SafetyCase
from programs.tasks import dispatch_notices
from tests.make import make_participation, make_program
from tests.plugins.processes import wait_until
from tests.walk.keyboard import KeyboardVisitor
from tests.walk.person import asks_for_code, letters_to, plain

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.slow]

NADIA = "nadia@example.net"
MOST_PAGES = 8
HELP_LINE = "1 866 277-3553"  # of Québec, where the program is
ADDRESS = re.compile(r"https?://\S+")


@pytest.fixture
def coordinator(committed_db, post, live_site, processes):
    """Camille coordinates a furnished program; a worker sends what is owed."""
    program = make_program(min_age=18)
    camille = make_participation(program, role=Role.COORDINATOR, name="Camille", email="camille@example.net")
    furnish_program(program, by=camille)
    processes.environment["SITE_URL"] = live_site
    processes.worker()
    return camille


@pytest.fixture
def program(coordinator):
    return coordinator.program


@pytest.fixture
def someone(browser, live_site, language):
    """`someone()`: a small phone with a keyboard and no JavaScript."""
    visitors = []

    def arrive():
        visitors.append(KeyboardVisitor(browser, live_site, language=language, width=320, javascript=False))
        return visitors[-1]

    yield arrive
    for visitor in visitors:
        visitor.leaves()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_somebody_in_danger_is_helped_stops_and_goes_on_from_the_mail(language, program, post, someone):
    nadia = someone()
    begins(nadia, program)
    seen = answers_the_request(nadia, language)
    chooses_to_write(nadia)
    seen.add(says_there_is_danger(nadia))
    case = SafetyCase.objects.get()
    assert case.state == CaseState.OPEN
    assert Notice.objects.filter(kind="case_opened", recipient__email="camille@example.net").exists()
    nadia.goes_on()
    seen.add(nadia.here)
    nadia.presses("Finish later")
    assert nadia.page.locator("[name=email]").input_value() == NADIA
    nadia.goes_on()
    assert nadia.reads("Your answers are kept")

    later = someone()
    later.page.goto(link_of(post, "/go-on/"))
    assert later.heading == later.say("Go on where you stopped")
    assert "Nadia" not in later.page.content(), "the link shows no answer"
    later.goes_on()
    seen.add(later.here)
    says_what_would_help(later)
    sends(later)

    request = Assessment.objects.get()
    case.refresh_from_db()
    assert case.person == request.person
    response = Response.objects.get(assessment=request)
    assert response.is_sent
    assert response.answers["danger"] == [True]
    assert set(response.answers) == {"care", "danger", "goals", "stories"}
    assert len(seen) <= MOST_PAGES, seen
    link_is_used_up(someone(), post)


@pytest.mark.parametrize("language", ["fr"])
def test_somebody_would_rather_talk_and_books_a_time(language, program, coordinator, post, someone):
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    spans = [(tomorrow + datetime.timedelta(hours=n), tomorrow + datetime.timedelta(hours=n + 0.5)) for n in (1, 2)]
    offer_slots(coordinator, by=coordinator, spans=spans, mode=Mode.PHONE)

    nadia = someone()
    begins(nadia, program)
    answers_the_request(nadia, language)
    nadia.chooses("telling", "talk")
    nadia.goes_on()
    sends(nadia)
    assert not Response.objects.exists()

    nadia.page.goto(link_of(post, "/requests/"))
    asks_for_code(nadia, post, NADIA)
    nadia.follows("Choose a time")
    nadia.chooses("time", nadia.page.locator("[name=time]").nth(1).get_attribute("value"))
    nadia.writes("phone", "514 555-0143")
    nadia.goes_on()
    assert nadia.heading == nadia.say("Our talk")
    talk = Interview.objects.get()
    assert talk.state == InterviewState.BOOKED
    assert talk.slot.starts_at == spans[1][0]
    assert Assessment.objects.get().state == "interview"


@pytest.mark.parametrize("language", ["en"])
def test_a_survey_is_answered_from_the_mail_without_signing_in(language, program, post, someone):
    yesterday = timezone.now().astimezone(program.zone) - datetime.timedelta(days=1)
    member = make_participation(program, name="Nadia", email=NADIA, language=language)
    type(member).objects.filter(pk=member.pk).update(since=yesterday - datetime.timedelta(days=1))
    plan_surveys(now=yesterday.replace(hour=12))  # nobody is asked at night
    address = link_of(post, "/answer/")

    nadia = someone()
    nadia.page.goto(address)
    nadia.fits()
    nadia.goes_on()
    for number in range(1, 6):
        nadia.chooses(f"q{number}", "4")  # “often”, which counts 3
    nadia.goes_on()
    assert nadia.heading == nadia.say("Check your answers")
    nadia.presses("Send my answers")
    assert nadia.heading == nadia.say("Your answers have arrived. Thank you.")

    request = SurveyRequest.objects.get()
    assert request.state == SurveyState.DONE
    score = Score.objects.get()
    assert (score.code, score.value, score.wave, score.participation) == (CONNECTEDNESS.score.code, 15, 0, member)

    again = someone()
    again.page.goto(address)
    assert again.heading == again.say("Your answers have arrived. Thank you.")
    assert again.page.locator("[name=q1]").count() == 0


def begins(nadia, program):
    nadia.opens("program_page", program.slug)
    nadia.follows("Make a request")
    nadia.goes_on()
    nadia.ticks(nadia.page.locator("[name=agree]"))
    nadia.goes_on()


def answers_the_request(nadia, language):
    """The pages that every program asks; returns their addresses."""
    writing = {"nickname": "Nadia", "age": "41", "email": NADIA, "reason": "J’ai besoin de parler."}
    seen = set()
    while "/question/" in nadia.here:
        seen.add(nadia.here)
        assert len(seen) < MOST_PAGES, seen
        for name, words in writing.items():
            if nadia.page.locator(f"[name={name}]").count():
                nadia.writes(name, words)
        if nadia.page.locator("[name=contact_language]").count():
            nadia.chooses("contact_language", language)
        if nadia.page.locator("[name=times]").count():
            nadia.chooses("times", "2")
        nadia.goes_on()
    assert nadia.here.endswith("/more/")
    return seen | {nadia.here}


def chooses_to_write(nadia):
    nadia.chooses("telling", "write")
    nadia.goes_on()


def says_there_is_danger(nadia):
    """What happens is said before the answer; the help lines are the next page, before anything else."""
    page = nadia.here
    said = nadia.page.locator("main").inner_text()
    before = {"fr": "des numéros d’aide s’affichent tout de suite", "en": "numbers that help at once"}[nadia.language]
    assert before in said
    nadia.chooses("q1", "3")
    nadia.chooses("q2", "yes")
    nadia.goes_on()
    assert nadia.heading == nadia.say("Thank you for telling us")
    lines = nadia.page.locator(".phones a[href^='tel:']")
    assert HELP_LINE in lines.all_inner_texts()
    assert nadia.reads("One of your answers worries us. We told our team at once.")
    assert "Camille" in nadia.page.locator("main").inner_text()
    return page


def says_what_would_help(nadia):
    nadia.chooses("q3", "2")
    nadia.chooses("q4", "2")
    nadia.goes_on()


def sends(nadia):
    assert nadia.heading == nadia.say("Check your answers")
    nadia.goes_on()
    assert nadia.heading == nadia.say("Sent. Thank you.")


def link_of(post, path) -> str:
    """The newest letter to Nadia whose link leads there; nothing in it says what it is about."""
    wakes_up()
    dispatch_notices.delay()
    letters = wait_until(
        lambda: [letter for letter in letters_to(post, NADIA) if path in plain(letter)],
        because=f"no letter with a link to {path} came",
    )
    letter = plain(letters[-1])
    assert "Still waters" not in letter + letters[-1]["Subject"]
    return next(address for address in ADDRESS.findall(letter) if path in address)


def wakes_up():
    """The hour at which the test runs may be one of quiet: all are awake now."""
    Person.objects.update(quiet_from=datetime.time(0), quiet_until=datetime.time(0))
    Notice.objects.filter(state=NoticeState.OWED).update(due_at=timezone.now())


def link_is_used_up(nadia, post):
    nadia.page.goto(link_of(post, "/go-on/"))
    assert nadia.heading == nadia.say("Your answers were sent already")
    assert reverse("account_login") in nadia.page.locator("main").inner_html()
