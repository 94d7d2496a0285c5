"""On a phone without JavaScript: the answer is one tap, the log two, and a worry can be told."""

import pytest
from django.test import Client
from django.utils import timezone

from groups.models import Answer, Attendance, Mood, Rsvp, SessionLog
from programs.models import Acceptance, Role, SafetyCase
from tests.make import hours, make_group, make_meeting, make_participation, make_program

pytestmark = pytest.mark.browser


@pytest.fixture
def world(live_site, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    program = make_program()
    finn = make_participation(program, role=Role.FACILITATOR, name="Finn")
    mia = make_participation(program, name="Mia")
    make_participation(program, role=Role.COORDINATOR, name="Cora")
    group = make_group(program, facilitator=finn, members=[mia, make_participation(program, name="Awa")])
    group.memberships.update(since=timezone.now() - hours(100))
    return {"finn": finn, "mia": mia, "group": group}


@pytest.fixture
def phone(browser, live_site):
    """`phone(mia, "/home/")` is her page, in a browser that runs no script."""
    contexts = []

    def open_page(who, path):
        client = Client()
        client.force_login(who.person, backend="allauth.account.auth_backends.AuthenticationBackend")
        context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
        cookies = {"sessionid": client.cookies["sessionid"].value, "django_language": "en"}
        context.add_cookies([{"name": name, "value": value, "url": live_site} for name, value in cookies.items()])
        contexts.append(context)
        page = context.new_page()
        page.goto(live_site + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def test_one_tap_answers_and_one_takes_it_back(world, phone):
    make_meeting(world["group"])
    page = phone(world["mia"], "/home/")
    page.get_by_role("button", name="I am coming").click()
    page.get_by_text("You are coming. See you there.").wait_for()
    assert Rsvp.objects.get().answer == Answer.COMING
    page.get_by_role("button", name="Take back my answer").click()
    page.get_by_role("heading", name="Hello Mia").wait_for()
    assert not Rsvp.objects.exists()


def test_the_rules_are_accepted_from_home(world, phone):
    page = phone(world["mia"], "/home/")
    page.get_by_role("link", name="Read the rules").click()
    page.get_by_role("button", name="I accept these rules").click()
    page.get_by_text("You have accepted the ground rules.").wait_for()
    assert Acceptance.objects.get().participation == world["mia"]


def test_the_log_takes_two_taps(world, phone):
    make_meeting(world["group"], starts_at=timezone.now() - hours(1))
    page = phone(world["finn"], "/facilitating/")
    page.get_by_role("link", name="Write the log").click()
    page.get_by_text("Calm", exact=True).click()
    page.get_by_role("button", name="Save the log").click()
    page.get_by_role("heading", name="Saved. Thank you.").wait_for()
    assert SessionLog.objects.get().mood == Mood.CALM
    assert set(Attendance.objects.values_list("status", flat=True)) == {"present"}


def test_a_worry_opens_two_more_lines(world, phone):
    make_meeting(world["group"], starts_at=timezone.now() - hours(1))
    page = phone(world["finn"], "/facilitating/")
    page.get_by_role("link", name="Write the log").click()
    words = page.get_by_label("In one line, what worries you?")
    assert not words.is_visible()
    page.get_by_text("Yes, I worry about someone").click()
    words.fill("Very quiet today.")
    page.get_by_label("Who?").select_option(label="Mia")
    page.get_by_text("Hard", exact=True).click()
    page.get_by_role("button", name="Save the log").click()
    page.get_by_text("The coordinators are being told now.").wait_for()
    case = SafetyCase.objects.get()
    assert "Very quiet today." in case.note
    assert case.person == world["mia"].person
