"""Pages for anyone, without an account."""

import datetime

import pytest
from django.core.checks import run_checks
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from groups.models import Series
from peersupport.checks import check_privacy_facts
from peersupport.public.queries import PublicGroup, PublicProgram, program_on_show, programs_on_show
from programs.models import ProgramState
from programs.services.programs import pause_program
from tests.make import make_group, make_meeting, make_membership, make_participation, make_program

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def page_of(client, program):
    return client.get(f"/programs/{program.slug}/")


def full_group(program, capacity=1):
    group = make_group(program, capacity=capacity, minimum=1)
    for number in range(capacity):
        make_membership(group, make_participation(program, name=f"Member{number}"))
    return group


def test_home_shows_open_public_programs_and_no_others(visitor):
    shown = make_program("Shown")
    for name, fields in {
        "Drafted": {"state": ProgramState.DRAFT},
        "Paused": {"state": ProgramState.PAUSED},
        "Closed": {"state": ProgramState.CLOSED},
        "Hidden": {"is_public": False},
    }.items():
        make_program(name, **fields)
    html = visitor.get("/").content.decode()
    assert [one.program for one in programs_on_show()] == [shown]
    assert "Shown" in html
    assert not any(name in html for name in ("Drafted", "Hidden"))


def test_help_stands_on_home_before_the_groups(visitor):
    html = visitor.get("/").content.decode()
    assert html.index("1 866 277-3553") < html.index('id="groups"')


def test_home_without_programs_still_helps(visitor):
    html = visitor.get("/").content.decode()
    assert "No group is open at the moment" in html
    assert "/help/" in html


def test_home_says_when_in_words_and_never_where_exactly(visitor):
    make_meeting(make_group(make_program(), place="12 Secret Street", link="https://zoom.us/j/1"))
    html = visitor.get("/").content.decode()
    assert "18:00" in html
    assert "Secret Street" not in html
    assert "zoom.us" not in html


@pytest.mark.parametrize("path", ["/", "/programs/{}/"])
def test_pages_cost_the_same_for_one_program_and_for_five(visitor, path):
    first = make_program()
    make_meeting(make_group(first))

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert visitor.get(path.format(first.slug)).status_code == 200
        return len(captured)

    queries()
    before = queries()
    for _number in range(4):
        program = make_program()
        make_meeting(make_group(program))
        make_meeting(make_group(program))
    assert queries() == before <= 12


def test_the_program_page_says_what_one_needs_to_know(visitor):
    program = make_program(min_age=18, access_note_en="No steps", exclusions_en="Not for a crisis", commitment_weeks=8)
    make_meeting(make_group(program))
    html = page_of(visitor, program).content.decode()
    for words in (
        "You are 18 years old or older.",
        "at least 8 weeks",
        "No steps",
        "Not for a crisis",
        "Free",
        "Cora",
        "Within 3 working days",
        "Speak as “I”",
        "There are places left.",
    ):
        assert words in html
    assert html.count(f"/join/{program.slug}/") == 2


def test_a_full_group_offers_to_wait(visitor):
    program = make_program()
    full_group(program)
    html = page_of(visitor, program).content.decode()
    assert "You can wait for a place" in html
    assert "waiting list" in html


@pytest.mark.parametrize(
    ("capacity", "taken", "words"),
    [
        (10, 2, "There are places left."),
        (10, 7, "There are a few places left."),
        (10, 9, "There is one place left."),
        (10, 10, "The group is full. You can wait for a place."),
        (10, 11, "The group is full. You can wait for a place."),
    ],
)
def test_places_are_said_in_words(capacity, taken, words):
    group = make_group(capacity=capacity)
    group.places_taken = taken
    assert PublicProgram(group.program, [PublicGroup(group, None)]).places_words == words


def test_a_free_place_in_one_group_is_a_free_place():
    program = make_program()
    full_group(program)
    make_group(program, capacity=1, minimum=1)
    assert program_on_show(program).places_left == 1


def test_a_closed_group_that_has_begun_counts_no_more():
    program = make_program()
    closed = make_group(program, admission="closed")
    assert len(program_on_show(program).groups) == 1
    make_meeting(closed, starts_at=timezone.now() - datetime.timedelta(days=2))
    assert program_on_show(program).groups == []


def test_a_pair_and_a_cancelled_meeting_are_nobodys_business():
    program = make_program()
    make_meeting(make_group(program, kind="pair", capacity=2, minimum=2))
    group = make_group(program)
    make_meeting(group, state="cancelled")
    assert [(each.group, each.next_meeting) for each in program_on_show(program).groups] == [(group, None)]


def test_every_two_weeks_is_said():
    group = make_group()
    start = datetime.datetime(2026, 12, 1, 18, tzinfo=group.zone)
    series = Series.objects.create(
        program=group.program, group=group, rhythm="every_two_weeks", rule="x", starts_on=start.date(),
        starts_at_local=start.time(), time_zone=group.time_zone,
    )  # fmt: skip
    meeting = make_meeting(group, series=series, starts_at=start)
    assert PublicGroup(group, meeting).when == "Tuesdays, 18:00 to 19:30, every 2 weeks"


def test_a_paused_program_says_so_and_names_others(visitor, program, cora):
    other = make_program("Another shore")
    pause_program(program, by=cora)
    html = page_of(visitor, program).content.decode()
    assert "takes no requests at the moment" in html
    assert other.name in html
    assert "/join/" not in html


def test_a_program_that_ended_says_so(visitor):
    assert b"This program has ended" in page_of(visitor, make_program(state=ProgramState.CLOSED)).content


@pytest.mark.parametrize("hidden", [{"state": ProgramState.DRAFT}, {"is_public": False}])
def test_what_is_not_published_is_not_there(visitor, hidden):
    program = make_program(**hidden)
    assert page_of(visitor, program).status_code == 404
    assert visitor.get(f"/programs/{program.slug}/poster/").status_code == 404


def test_the_poster_carries_a_code_and_the_address(visitor, settings, program):
    settings.SITE_URL = "https://support.example.org"
    html = visitor.get(f"/programs/{program.slug}/poster/").content.decode()
    assert f"support.example.org/programs/{program.slug}/" in html
    assert "<svg" in html.split('class="qr"')[1]
    assert "style=" not in html


def test_help_lists_each_country_the_sites_own_first(visitor, settings):
    settings.DEFAULT_JURISDICTION = "FR"
    html = visitor.get("/help/").content.decode()
    numbers = [html.index(number) for number in (">3114<", ">1 866 277-3553<", ">9-8-8<", ">988<", ">112<")]
    assert numbers == sorted(numbers)


def test_help_lines_follow_the_country_of_the_program(visitor):
    html = page_of(visitor, make_program(jurisdiction="FR")).content.decode()
    assert ">3114<" in html
    assert "277-3553" not in html


def test_privacy_names_who_answers_when_the_settings_do(visitor, settings):
    settings.PRIVACY_OFFICER_NAME, settings.PRIVACY_OFFICER_EMAIL = "Ines Roy", "privacy@example.org"
    settings.HOSTING_NOTE = "Kept in Montreal."
    html = visitor.get("/privacy/").content.decode()
    for words in ("Ines Roy", "privacy@example.org", "Kept in Montreal."):
        assert words in html
    assert check_privacy_facts(None) == []


def test_a_deployment_check_warns_while_nobody_is_named(settings):
    settings.PRIVACY_OFFICER_NAME = settings.PRIVACY_OFFICER_EMAIL = settings.HOSTING_NOTE = ""
    assert len(check_privacy_facts(None)) == 3
    assert "peersupport.W001" in {message.id for message in run_checks(include_deployment_checks=True)}
    assert "peersupport.W001" not in {message.id for message in run_checks()}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("path", ["/", "/help/", "/privacy/"])
def test_pages_speak_both_languages(client, settings, language, path):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page = client.get(path)
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.content.decode()
