"""A facilitator's pages: today, logs to write, and the log in two taps."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from groups.models import Answer, Attendance, Meeting, MembershipState, Mood, Rsvp, SessionLog
from groups.queries.facilitator import roster
from groups.queries.session_log import LogPage
from groups.services.logs import save_log
from groups.services.rsvps import answer_meeting
from programs.models import Notice, SafetyCase
from tests.make import hours, make_meeting, make_membership, make_participation


def page_of(name, *things):
    return reverse(name, args=[thing.public_id for thing in things])


def text(response):
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def leader(signed_in, finn):
    return signed_in(finn)


@pytest.fixture
def session(circle):
    """A meeting of the circle that started an hour ago; mia has had her place for a month."""
    circle.memberships.update(since=timezone.now() - datetime.timedelta(days=30))
    return make_meeting(circle, starts_at=timezone.now() - hours(1))


@pytest.fixture
def url(program, session):
    return page_of("session_log", program, session)


def two_taps(session, **changes):
    """What a browser sends when only the mood is tapped: everything that is ticked beforehand, and nothing else."""
    sent = {"came": [seat.key for seat in roster(session) if seat.is_ticked], "mood": "calm", "worried": "no"}
    sent |= {f"how_{seat.key}": seat.in_other_words for seat in roster(session)}
    return sent | changes


def test_everyone_is_ticked_beforehand_so_that_mood_and_save_are_enough(leader, url, session, mia):
    page = text(leader.get(url))
    assert page.count("checked") == 2  # mia, and “no” to the worry
    response = leader.post(url, two_taps(session), follow=True)
    assert "Saved. Thank you." in text(response)
    assert "Change the log" in text(response)
    assert Attendance.objects.get().status == "present"
    assert SessionLog.objects.get().mood == Mood.CALM


def test_who_said_they_cannot_come_starts_as_excused_and_a_tick_still_wins(leader, url, session, mia):
    answer_meeting(session, participation=mia, answer=Answer.NOT_COMING)
    assert "said: cannot come" in text(leader.get(url))
    leader.post(url, two_taps(session))
    assert Attendance.objects.get().status == "excused"
    leader.post(url, two_taps(session, seen=SessionLog.objects.get().changed_at.isoformat(), came=[mia.public_id]))
    assert Attendance.objects.get().status == "present"


@pytest.mark.parametrize(
    ("ticked", "how", "status"),
    [(True, "", "present"), (False, "", "absent"), (True, "late", "late"), (True, "excused", "excused")],
)
def test_ticks_and_words_say_how_somebody_came(leader, url, session, mia, ticked, how, status):
    came = [mia.public_id] if ticked else []
    leader.post(url, two_taps(session, came=came) | {f"how_{mia.public_id}": how})
    assert Attendance.objects.get().status == status


def test_without_a_mood_nothing_is_saved_and_everything_typed_stays(leader, url, session, mia):
    page = text(leader.post(url, two_taps(session, came=[], mood="", note="We spoke about sleep.")))
    assert "Choose the mood of the group." in page
    assert "We spoke about sleep." in page
    assert page.split("<title>")[1].startswith("Error:")
    assert not SessionLog.objects.exists()
    assert page.count("checked") == 1  # mia stays unticked


def test_a_worry_needs_a_line_and_goes_to_the_coordinators(leader, url, session, cora, mia):
    page = text(leader.post(url, two_taps(session, worried="yes")))
    assert "Say in one line what worries you." in page
    leader.post(url, two_taps(session, worried="yes", worry_about=mia.public_id, worry_words="Very quiet."))
    case = SafetyCase.objects.get()
    assert (case.person, case.note) == (mia.person, "Very quiet.")
    assert Notice.objects.get(kind="case_opened").recipient == cora.person
    assert "Very quiet." not in text(leader.get(url))


def test_a_worry_that_was_written_is_never_lost_by_a_forgotten_tap(leader, url, session):
    page = text(leader.post(url, two_taps(session, worry_words="Very quiet.")))
    assert "You wrote that something worries you." in page
    assert "Very quiet." in page
    assert not SessionLog.objects.exists()


def test_the_second_facilitator_learns_that_a_log_exists_and_keeps_their_note(leader, url, session, circle, mia):
    other = make_participation(circle.program, role="facilitator", name="Fay")
    save_log(session, by=other, attendance={mia.pk: "late"}, mood=Mood.HARD, note="Fay’s words")
    page = text(leader.post(url, two_taps(session, note="Finn’s words")))
    assert "Not saved" in page
    assert "Finn’s words" in page
    log = SessionLog.objects.get()
    assert (log.mood, log.note) == (Mood.HARD, "Fay’s words")


def test_a_log_can_be_changed_for_a_day(leader, url, session, finn, mia):
    log = save_log(session, by=finn, attendance={mia.pk: "present"}, mood=Mood.CALM)
    page = text(leader.get(url, {"change": "1"}))
    assert log.changed_at.isoformat() in page
    leader.post(url, two_taps(session, mood="hard", seen=log.changed_at.isoformat()))
    assert SessionLog.objects.get().mood == Mood.HARD
    SessionLog.objects.update(written_at=timezone.now() - hours(25))
    closed = text(leader.get(url, {"change": "1"}))
    assert "can no longer be changed" in closed
    assert '<form class="log"' not in closed
    seen = SessionLog.objects.get().changed_at.isoformat()
    assert "can no longer be changed" in text(leader.post(url, two_taps(session, seen=seen)))
    assert SessionLog.objects.get().mood == Mood.HARD


def test_a_stale_change_is_refused(leader, url, session, finn, mia):
    save_log(session, by=finn, attendance={mia.pk: "present"}, mood=Mood.CALM)
    page = text(leader.post(url, two_taps(session, mood="hard", seen="2026-01-01T00:00:00+00:00")))
    assert "Not saved" in page
    assert SessionLog.objects.get().mood == Mood.CALM


def test_before_the_start_the_page_says_from_when(leader, program, meeting):
    url = page_of("session_log", program, meeting)
    assert "You can write the log from" in text(leader.get(url))
    assert "has not started yet" in text(leader.post(url, {"mood": "calm", "worried": "no"}))
    assert not SessionLog.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("mia", 403), ("cora", 403), ("otto", 404)])
def test_only_facilitators_open_the_log(signed_in, request, url, who, status):
    client = signed_in(request.getfixturevalue(who))
    assert client.get(url).status_code == status
    assert client.post(url, {"mood": "calm"}).status_code == status


def test_a_facilitator_of_another_group_gets_404(signed_in, program, url):
    other = make_participation(program, role="facilitator", name="Fay")
    assert signed_in(other).get(url).status_code == 404


def test_the_home_shows_today_what_is_missing_and_who_is_coming(leader, program, circle, session, meeting, mia):
    mia.profile.access_needs = "A seat near the door"
    mia.profile.save()
    answer_meeting(meeting, participation=mia, answer=Answer.COMING)
    missing = make_meeting(circle, starts_at=timezone.now() - hours(72))
    page = text(leader.get(reverse("facilitator_home")))
    assert page_of("session_log", program, missing) in page
    assert "Logs to write" in page
    assert "Mia: A seat near the door" in page
    coming = page.split("Coming sessions")[1]
    assert page_of("meeting_detail", program, meeting) in coming
    assert "Mia" in coming.split("Coming</dt>")[1].split("</dd>")[0]


def test_an_answer_to_an_old_time_is_not_shown_as_coming(leader, meeting, mia):
    answer_meeting(meeting, participation=mia, answer=Answer.COMING)
    Meeting.objects.filter(pk=meeting.pk).update(sequence=1)
    assert Rsvp.objects.count() == 1
    assert "Nobody has answered yet." in text(leader.get(reverse("facilitator_home")))


def test_at_most_five_missing_logs_are_shown(leader, circle):
    for day in range(2, 9):
        make_meeting(circle, starts_at=timezone.now() - datetime.timedelta(days=day))
    assert text(leader.get(reverse("facilitator_home"))).count("/log/") == 5


def test_nothing_on_says_so(leader, circle):
    assert "Every log is written." in text(leader.get(reverse("facilitator_home")))


def test_a_member_has_no_facilitator_home(signed_in, mia):
    assert signed_in(mia).get(reverse("facilitator_home")).status_code == 404


def test_the_home_costs_the_same_for_one_row_and_ten(
    leader, program, circle, session, meeting, django_assert_max_num_queries
):
    home = reverse("facilitator_home")
    leader.get(home)
    with django_assert_max_num_queries(12) as one:
        leader.get(home)
    for number in range(1, 10):
        member = make_participation(program, name=f"Member{number}")
        make_membership(circle, member)
        coming = make_meeting(circle, starts_at=meeting.starts_at + hours(24 * number))
        answer_meeting(coming, participation=member, answer=Answer.COMING)
    with django_assert_max_num_queries(12) as ten:
        leader.get(home)
    assert len(ten) == len(one)


def test_the_log_costs_the_same_for_one_member_and_ten(leader, program, circle, url, django_assert_max_num_queries):
    leader.get(url)
    with django_assert_max_num_queries(12) as one:
        leader.get(url)
    for number in range(1, 10):
        make_membership(circle, make_participation(program, name=f"Member{number}"))
    with django_assert_max_num_queries(12) as ten:
        leader.get(url)
    assert len(ten) == len(one)


def test_who_left_after_the_session_is_counted_on_the_saved_page(session, circle, finn, mia):
    log = save_log(session, by=finn, attendance={mia.pk: "late"}, mood=Mood.CALM)
    circle.memberships.get(participation=mia).move_to(MembershipState.LEFT)
    assert LogPage(session, log, roster(session)).came == 1
