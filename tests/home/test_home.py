"""The member's home: what is next, what waits, and what it costs."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from groups.models import Answer, FeedbackRequest
from groups.services.group_rules import accept_group_rules, publish_group_rules
from groups.services.meetings import cancel_meeting, move_meeting
from groups.services.rsvps import answer_meeting
from intake.models import Assessment
from programs.models import ConsentText, GroundRules, Role
from programs.services.consents import accept_rules
from tests.make import hours, make_group, make_meeting, make_membership, make_participation, make_person, make_program

HOME = "/home/"


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def accept(participation):
    rules = GroundRules.objects.get(program=participation.program)
    return accept_rules(participation, rules=rules, language="en")


def ask_to_join(person, *, program=None, state="submitted"):
    program = program or make_program("Second wind")
    return Assessment.objects.create(
        program=program,
        person=person,
        state=state,
        language="en",
        submitted_at=timezone.now(),
        promised_for=datetime.date(2026, 11, 26),
        confidentiality=ConsentText.objects.get(program=program),
        confidentiality_accepted_at=timezone.now(),
    )


@pytest.fixture
def member(signed_in, mia):
    return signed_in(mia)


def test_the_next_meeting_can_be_answered_in_one_tap(member, program, meeting):
    page = text(member.get(HOME))
    assert "Hello Mia" in page
    assert "Your next meeting" in page
    assert "18:00" in page
    action = reverse("meeting_answer", args=[program.public_id, meeting.public_id])
    assert f'action="{action}"' in page
    member.post(action, {"answer": "coming", "sequence": "0", "from": "home"})
    page = text(member.get(HOME))
    assert "You are coming. See you there." in page
    assert "seat-you-taken" in page


def test_nothing_planned_says_that_we_write(signed_in, db):
    page = text(signed_in(make_person("Zoe")).get(HOME))
    assert "Nothing planned." in page
    assert "We will write to you." in page


def test_after_a_move_the_home_says_what_is_true_and_asks_again(member, cora, meeting, mia):
    answer_meeting(meeting, participation=mia, answer=Answer.COMING)
    later = meeting.starts_at + hours(1)
    move_meeting(meeting, by=cora, starts_at=later, ends_at=later + hours(1.5))
    page = text(member.get(HOME))
    assert "This meeting has changed since your answer." in page
    assert "19:00" in page
    assert "You are coming" not in page
    assert "seat-you-open" in page


def test_a_cancelled_meeting_stands_before_the_next_one(member, cora, circle, meeting):
    following = make_meeting(circle, starts_at=meeting.starts_at + hours(24 * 7))
    cancel_meeting(meeting, by=cora, reason="Finn is ill.")
    page = text(member.get(HOME))
    assert "Finn is ill." in page
    assert page.index("Cancelled") < page.index("Your next meeting")
    assert following.public_id in page.split("Your next meeting")[1]


def test_what_waits_is_at_most_three_with_the_rules_first(member, program, circle, mia):
    ask_to_join(mia.person, state="more_asked")
    for day in (1, 2, 3):
        past = make_meeting(circle, starts_at=timezone.now() - hours(24 * day))
        FeedbackRequest.objects.create(program=program, meeting=past, participation=mia)
    page = text(member.get(HOME))
    waiting = page.split("Waiting for you")[1].split("</ul>")[0]
    assert waiting.count("<li>") == 3
    assert (
        waiting.index("The ground rules") < waiting.index("A question about your request") < waiting.index("How was it")
    )


def test_accepted_rules_and_old_feedback_no_longer_wait(member, program, circle, mia):
    accept(mia)
    past = make_meeting(circle, starts_at=timezone.now() - datetime.timedelta(days=20))
    FeedbackRequest.objects.create(program=program, meeting=past, participation=mia)
    assert "Waiting for you" not in text(member.get(HOME))


def test_my_requests_are_mine_with_their_promise(member, mia, noor):
    mine, hers = ask_to_join(mia.person), ask_to_join(noor.person)
    page = text(member.get(HOME))
    assert mine.reference in page
    assert "We answer by Thursday 26 November." in page
    assert hers.reference not in page


def test_a_request_answered_long_ago_is_no_longer_shown(member, mia):
    old = ask_to_join(mia.person, state="accepted")
    assert old.reference in text(member.get(HOME))
    Assessment.objects.filter(pk=old.pk).update(updated_at=timezone.now() - datetime.timedelta(days=31))
    assert old.reference not in text(member.get(HOME))


def test_staff_find_their_doors_and_no_empty_meeting_card(signed_in, cora, finn):
    page = text(signed_in(cora).get(HOME))
    assert f'href="{reverse("desk")}"' in page
    assert "Nothing planned" not in page
    page = text(signed_in(finn).get(HOME))
    assert f'href="{reverse("facilitator_home")}"' in page
    assert f'<h2><a href="{reverse("desk")}"' not in page


def test_who_waits_for_a_place_reads_so(signed_in, circle, noor):
    make_membership(circle, noor, state="waiting")
    assert "You are on the waiting list of Tuesday circle." in text(signed_in(noor).get(HOME))


def test_the_rules_of_a_group_wait_to_be_read_until_they_are_accepted(member, circle, cora, mia):
    accept(mia)
    publish_group_rules(circle, body="We switch our phones off.", by=cora)
    rules = publish_group_rules(circle, body="We leave our phones at the door.", by=cora)
    address = reverse("group_rules", args=[circle.program.public_id, circle.public_id])
    assert text(member.get(HOME)).count(f'href="{address}"') == 1
    accept_group_rules(rules, participation=mia)
    assert f'href="{address}"' not in text(member.get(HOME))


def test_home_costs_at_most_eleven_queries_however_much_there_is(
    member, program, circle, meeting, mia, django_assert_max_num_queries
):
    ask_to_join(mia.person)
    member.get(HOME)
    with django_assert_max_num_queries(11) as one:
        text(member.get(HOME))
    for number in range(1, 10):
        make_meeting(circle, starts_at=meeting.starts_at + hours(24 * number))
        other = make_participation(make_program(), person=mia.person, role=Role.PARTICIPANT)
        make_meeting(make_group(other.program, members=[other]))
        ask_to_join(mia.person)
        past = make_meeting(circle, starts_at=timezone.now() - hours(24 * number))
        FeedbackRequest.objects.create(program=program, meeting=past, participation=mia)
    with django_assert_max_num_queries(11) as ten:
        text(member.get(HOME))
    assert len(ten) == len(one)


def test_home_is_not_kept_by_the_browser_and_its_title_is_neutral(member, program):
    response = member.get(HOME)
    assert "no-store" in response["Cache-Control"]
    assert program.name not in text(response).split("</title>")[0]
