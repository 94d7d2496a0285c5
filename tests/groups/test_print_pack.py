"""Paper for a session: who comes, the rules, the course, and whether the course fits."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from groups.agenda import plan, usual_lines
from groups.models import Group
from groups.services.agendas import set_agenda
from programs.models import Event
from tests.make import make_meeting, make_membership, make_participation

STEP = st.fixed_dictionaries(
    {"text": st.just("x"), "minutes": st.integers(1, 240), "per_person": st.booleans()},
)


def address(name, meeting):
    return reverse(name, args=[meeting.program.public_id, meeting.public_id])


def fill(group, people):
    for number in range(people):
        make_membership(group, make_participation(group.program, name=f"Person {number}"))


@given(st.lists(STEP, max_size=12), st.integers(0, 60), st.integers(1, 300))
def test_a_course_leaves_no_gap_and_says_what_is_missing(lines, people, available):
    agenda = plan(lines, people=people, available=available)
    ends = 0
    for step, line in zip(agenda.steps, lines, strict=True):
        assert step.begins == ends
        assert step.minutes == line["minutes"] * (people if line["per_person"] else 1)
        ends += step.minutes
    assert agenda.total == ends
    assert (agenda.total <= available) == (agenda.over == 0)


def test_the_usual_course_fits_twelve_people_into_ninety_minutes_and_not_thirteen():
    assert plan(usual_lines("fr"), people=12).over == 0
    assert plan(usual_lines("fr"), people=13).over == 1
    assert plan(usual_lines("en"), people=9).round == 18


def test_the_attendance_sheet_has_each_name_and_the_code_of_the_log(signed_in, finn, circle, mia):
    meeting = make_meeting(circle)
    page = signed_in(finn).get(address("print_attendance", meeting)).content.decode()
    assert f">{mia}</th>" in page
    assert '<div class="qr" role="img"' in page
    assert "The rules of the group" not in page
    assert "The course of the session" not in page


def test_everything_stands_on_one_page(signed_in, finn, circle):
    page = signed_in(finn).get(address("print_pack", make_meeting(circle))).content.decode()
    assert page.count('<section class="paper">') == 3


def test_who_leads_is_warned_when_the_check_in_does_not_fit(signed_in, finn, circle):
    Group.objects.update(capacity=30)
    meeting, client = make_meeting(circle), signed_in(finn)
    assert "longer than the session" not in client.get(address("print_agenda", meeting)).content.decode()
    fill(circle, 20)  # with mia and who leads: 22 people, 44 minutes of 90
    page = client.get(address("print_agenda", meeting)).content.decode()
    assert "This is 19 minutes longer than the session." in page
    assert "With 22 people, the check-in takes 44 of 90 minutes." in page


def test_the_pack_costs_as_many_queries_for_fifty_people_as_for_five(
    signed_in, finn, circle, django_assert_num_queries
):
    Group.objects.update(capacity=60)
    meeting, client = make_meeting(circle), signed_in(finn)
    client.get(address("print_pack", meeting))
    fill(circle, 4)
    with CaptureQueriesContext(connection) as few:
        client.get(address("print_pack", meeting))
    fill(circle, 45)
    with django_assert_num_queries(len(few)):
        client.get(address("print_pack", meeting))


@pytest.fixture
def editor(signed_in, cora, circle):
    return signed_in(cora), reverse("desk_group_agenda", args=[circle.program.public_id, circle.public_id])


def test_a_coordinator_writes_the_course_of_a_group(editor, circle):
    client, url = editor
    assert "Does it fit?" in client.get(url).content.decode()
    sent = {"text_0": "Bonjour", "minutes_0": "5", "text_1": "Tour", "minutes_1": "3", "each_1": "on"}
    assert client.post(url, sent).status_code == 302
    circle.refresh_from_db()
    assert circle.agenda == [
        {"text": "Bonjour", "minutes": 5, "per_person": False},
        {"text": "Tour", "minutes": 3, "per_person": True},
    ]
    assert Event.objects.filter(verb="agenda_set").count() == 1


def test_words_without_minutes_are_asked_about_and_nothing_is_kept(editor, circle):
    client, url = editor
    page = client.post(url, {"text_0": "Bonjour"}).content.decode()
    assert "Say how many minutes this takes." in page
    assert 'value="Bonjour"' in page
    circle.refresh_from_db()
    assert circle.agenda == []


def test_no_line_brings_the_usual_course_back(editor, circle, cora):
    client, url = editor
    set_agenda(circle, by=cora, lines=[{"text": "x", "minutes": 3, "per_person": False}])
    client.post(url, {})
    circle.refresh_from_db()
    assert circle.agenda == []
