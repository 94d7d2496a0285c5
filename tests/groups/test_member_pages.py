"""A member's pages: my meetings, one meeting with its link, the answer in one tap, feedback."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from groups.models import Answer, Attendance, FeedbackRequest, Meeting, MembershipState, Rsvp, SessionFeedback
from groups.services.meetings import cancel_meeting, move_meeting
from groups.services.rsvps import answer_meeting
from programs.models import GroundRules
from programs.services.consents import accept_rules
from tests.make import hours, make_group, make_meeting, make_membership, make_participation

LINK = "https://zoom.example/j/123"


def page_of(name, *things):
    return reverse(name, args=[thing.public_id for thing in things])


def text(response):
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def member(signed_in, mia):
    return signed_in(mia)


@pytest.fixture
def accepted(program, mia):
    return accept_rules(mia, rules=GroundRules.objects.get(program=program), language="en")


@pytest.fixture
def online(program, finn, mia):
    """An online circle with mia in it."""
    return make_group(
        program, facilitator=finn, members=[mia], mode="video", place="", link=LINK, link_password="wave 77"
    )


def soon(group, minutes=10):
    return make_meeting(group, starts_at=timezone.now() + datetime.timedelta(minutes=minutes))


def test_the_link_shows_from_a_quarter_of_an_hour_before_with_its_password(member, program, online, accepted):
    page = text(member.get(page_of("meeting_detail", program, soon(online))))
    assert LINK in page
    assert "wave 77" in page


def test_earlier_the_page_says_when_the_link_shows(member, program, online, accepted):
    meeting = make_meeting(online)
    page = text(member.get(page_of("meeting_detail", program, meeting)))
    assert LINK not in page
    assert "wave 77" not in page
    assert "The link shows here" in page
    assert "17:45" in page


def test_who_has_not_accepted_the_current_rules_sees_no_link(member, program, online):
    page = text(member.get(page_of("meeting_detail", program, soon(online))))
    assert LINK not in page
    assert "wave 77" not in page
    assert page_of("ground_rules", program) in page


def test_a_new_version_of_the_rules_closes_the_link_until_it_is_accepted(member, program, online, mia, accepted):
    meeting = soon(online)
    newer = GroundRules.objects.create(program=program, version=2, body_en="Be kind", published_at=timezone.now())
    assert LINK not in text(member.get(page_of("meeting_detail", program, meeting)))
    accept_rules(mia, rules=newer, language="en")
    assert LINK in text(member.get(page_of("meeting_detail", program, meeting)))


def test_after_the_end_nobody_sees_the_link(member, program, online, accepted):
    meeting = make_meeting(online, starts_at=timezone.now() - hours(3))
    assert LINK not in text(member.get(page_of("meeting_detail", program, meeting)))


def test_a_cancelled_meeting_shows_its_reason_and_the_next_date_and_no_link(member, program, cora, online, accepted):
    meeting = soon(online)
    following = make_meeting(online)
    cancel_meeting(meeting, by=cora, reason="Finn is ill.")
    page = text(member.get(page_of("meeting_detail", program, meeting)))
    assert "Finn is ill." in page
    assert page_of("meeting_detail", program, following) in page
    assert LINK not in page
    assert page_of("meeting_answer", program, meeting) not in page


@pytest.mark.parametrize("name", ["meeting_detail", "meeting_answer"])
def test_who_is_not_in_the_group_gets_404(signed_in, program, meeting, noor, name):
    client = signed_in(noor)
    url = page_of(name, program, meeting)
    assert (client.post(url, {"answer": "coming"}) if name == "meeting_answer" else client.get(url)).status_code == 404
    assert not Rsvp.objects.exists()


def test_who_waits_for_a_place_does_not_see_the_meeting(signed_in, program, circle, meeting, noor):
    make_membership(circle, noor, state=MembershipState.WAITING)
    assert signed_in(noor).get(page_of("meeting_detail", program, meeting)).status_code == 404


def test_the_title_says_nothing_and_nothing_is_kept(member, program, meeting):
    response = member.get(page_of("meeting_detail", program, meeting))
    title = text(response).split("<title>")[1].split("</title>")[0]
    assert "Tuesday" not in title
    assert program.name not in title
    assert "no-store" in response["Cache-Control"]


def test_one_tap_answers_and_leads_back_home(member, program, meeting, mia):
    response = member.post(
        page_of("meeting_answer", program, meeting), {"answer": "coming", "sequence": "0", "from": "home"}
    )
    assert (response.status_code, response["Location"]) == (302, reverse("home"))
    assert Rsvp.objects.get().answer == Answer.COMING
    page = text(member.get(page_of("meeting_detail", program, meeting)))
    assert "You are coming. See you there." in page
    member.post(page_of("meeting_answer", program, meeting), {"answer": "undo"})
    assert not Rsvp.objects.exists()


def test_an_answer_to_an_old_time_is_not_taken_and_the_page_says_what_is_true(member, program, cora, meeting, mia):
    answer_meeting(meeting, participation=mia, answer=Answer.COMING)
    later = meeting.starts_at + hours(1)
    move_meeting(meeting, by=cora, starts_at=later, ends_at=later + hours(1.5))
    response = member.post(
        page_of("meeting_answer", program, meeting), {"answer": "away", "sequence": "0"}, follow=True
    )
    page = text(response)
    assert "This meeting has changed since" in page
    assert "19:00" in page
    assert Rsvp.objects.get().answer == Answer.COMING  # the old answer, which no longer stands
    assert "You are coming. See you there." not in page


def test_an_answer_to_a_past_meeting_is_refused_kindly(member, program, circle):
    meeting = make_meeting(circle, starts_at=timezone.now() - hours(5))
    response = member.post(page_of("meeting_answer", program, meeting), {"answer": "coming"}, follow=True)
    assert "This meeting is over." in text(response)
    assert not Rsvp.objects.exists()


def test_nonsense_changes_nothing(member, program, meeting):
    url = page_of("meeting_answer", program, meeting)
    assert member.post(url, {"answer": "perhaps", "sequence": "ten"}).status_code == 302
    assert member.get(url).status_code == 405
    assert not Rsvp.objects.exists()


def test_my_meetings_are_those_of_my_groups(member, program, circle, meeting, mia):
    elsewhere = make_meeting(make_group(program, name="Other"))
    past = make_meeting(circle, starts_at=timezone.now() - hours(50))
    Attendance.objects.create(program=program, meeting=past, participation=mia, status="present")
    coming = text(member.get(reverse("my_meetings")))
    assert page_of("meeting_detail", program, meeting) in coming
    assert page_of("meeting_detail", program, elsewhere) not in coming
    assert page_of("meeting_detail", program, past) not in coming
    over = text(member.get(reverse("my_meetings"), {"when": "past"}))
    assert page_of("meeting_detail", program, past) in over
    assert "You came" in over


def test_my_meetings_cost_the_same_for_one_and_ten(member, circle, meeting, django_assert_max_num_queries):
    member.get(reverse("my_meetings"))
    with django_assert_max_num_queries(12) as one:
        member.get(reverse("my_meetings"))
    for day in range(1, 10):
        make_meeting(circle, starts_at=meeting.starts_at + datetime.timedelta(days=day))
    with django_assert_max_num_queries(12) as ten:
        assert text(member.get(reverse("my_meetings"))).count('class="meeting"') == 10
    assert len(ten) == len(one)


def test_a_meeting_page_costs_at_most_12_queries(member, program, circle, meeting, django_assert_max_num_queries):
    member.get(page_of("meeting_detail", program, meeting))
    with django_assert_max_num_queries(12):
        member.get(page_of("meeting_detail", program, meeting))


@pytest.fixture
def asked(program, circle, mia):
    meeting = make_meeting(circle, starts_at=timezone.now() - hours(5))
    return FeedbackRequest.objects.create(program=program, meeting=meeting, participation=mia)


def test_feedback_is_sent_once_and_thanked(member, program, asked):
    url = page_of("feedback", program, asked)
    assert "Your name is not kept" in text(member.get(url))
    answers = {"felt_heard": "5", "felt_safe": "", "was_useful": "2"}
    assert "Thank you." in text(member.post(url, answers, follow=True))
    member.post(url, answers, follow=True)
    assert list(SessionFeedback.objects.values_list("felt_heard", "felt_safe", "was_useful")) == [(5, None, 2)]
    assert "Thank you." in text(member.get(url))


def test_feedback_outside_the_scale_is_refused_beside_the_question(member, program, asked):
    page = text(member.post(page_of("feedback", program, asked), {"felt_heard": "9", "felt_safe": "4"}))
    assert "error-summary" in page
    assert page.split("<title>")[1].startswith("Error:")
    assert not SessionFeedback.objects.exists()


def test_feedback_of_somebody_else_is_404(signed_in, program, asked, noor):
    url = page_of("feedback", program, asked)
    client = signed_in(noor)
    assert client.get(url).status_code == 404
    assert client.post(url, {"felt_heard": "1"}).status_code == 404
    assert not SessionFeedback.objects.exists()


def test_a_meeting_of_another_zone_is_said_on_both_clocks(member, program, online, mia):
    mia.person.time_zone = "Europe/Paris"
    mia.person.save()
    meeting = Meeting.objects.get(pk=make_meeting(online).pk)
    page = text(member.get(page_of("meeting_detail", program, meeting)))
    assert "18:00 to 19:30" in page
    assert "on your clock" in page


def test_who_leads_one_group_and_is_a_member_of_another_has_the_file_of_both(signed_in, program, meeting, finn):
    member = make_participation(program, person=finn.person)
    other = make_meeting(make_group(program, name="Thursday circle", members=[member]))
    client = signed_in(finn)
    for one in (meeting, other):
        assert client.get(reverse("meeting_file", args=[program.public_id, one.public_id])).status_code == 200
