"""Planning, moving and cancelling on the desk: shown first with the messages, done once, refused in words."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from groups.models import Meeting, Series
from programs.models import Notice
from tests.make import make_membership, make_participation


def at(name, *things):
    return reverse(name, args=[thing.public_id for thing in things])


@pytest.fixture
def desk(signed_in, cora):
    return signed_in(cora)


@pytest.fixture
def tuesday(circle):
    """A Tuesday to come, on the group's wall."""
    today = timezone.now().astimezone(circle.zone).date()
    return today + datetime.timedelta(days=7 + (1 - today.weekday()) % 7)


@pytest.fixture
def plan(tuesday):
    return {
        "rhythm": "weekly", "starts_on": f"{tuesday}", "starts_at_local": "18:00", "minutes": "90", "ends": "count",
        "count": "8",
    }  # fmt: skip


def test_a_rhythm_is_read_back_before_it_is_saved(desk, program, circle, plan, tuesday):
    url = at("desk_series_new", program, circle)
    page = desk.post(url, plan).content.decode()
    assert "meets every Tuesday at 18:00, 8 times." in page
    assert page.count("18:00</li>") == 8
    assert Series.objects.count() == 0
    for _press in range(2):
        answer = desk.post(url, plan | {"confirm": "1"})
    assert answer.url == at("desk_group", program, circle)
    assert Series.objects.count() == 1
    assert Meeting.objects.count() == 8
    assert Meeting.objects.first().local_start.date() == tuesday


def test_the_form_comes_back_as_it_was(desk, program, circle, plan):
    answer = desk.post(at("desk_series_new", program, circle), plan | {"change": "1"})
    assert 'value="18:00"' in answer.content.decode()
    assert Series.objects.count() == 0


def test_one_meeting_alone(desk, program, circle, plan, tuesday):
    url = at("desk_series_new", program, circle)
    once = plan | {"rhythm": "once"}
    assert "One meeting" in desk.post(url, once).content.decode()
    for _press in range(2):
        desk.post(url, once | {"confirm": "1"})
    assert Meeting.objects.get().series is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"starts_on": "2020-01-07"}, "starts_on"),
        ({"starts_on": "soon"}, "starts_on"),
        ({"starts_at_local": "25:00"}, "starts_at_local"),
        ({"minutes": "5"}, "minutes"),
        ({"count": ""}, "count"),
        ({"count": "100000"}, "count"),
        ({"ends": "until"}, "until"),
        ({"ends": "until", "until": "2021-01-01"}, "until"),
        ({"rhythm": "twice_a_week"}, "also_on"),
        ({"rhythm": "twice_a_week", "also_on": "1"}, "also_on"),
        ({"rhythm": "daily"}, "rhythm"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_beside_its_field(desk, program, circle, plan, change, field):
    answer = desk.post(at("desk_series_new", program, circle), plan | change | {"confirm": "1"})
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert Meeting.objects.count() == 0


def test_ending_a_series_shows_the_message_and_ends_once(desk, program, circle, plan):
    desk.post(at("desk_series_new", program, circle), plan | {"confirm": "1"})
    url = at("desk_series_end", program, Series.objects.get())
    page = desk.get(url).content.decode()
    assert "8 meetings to come are taken out" in page
    assert "Your regular appointments end" in page
    assert Meeting.objects.count() == 8
    for _press in range(2):
        desk.post(url)
    assert Meeting.objects.count() == 0
    assert Notice.objects.filter(kind="series_ended").count() == 2  # mia and finn


def move(meeting, **change):
    start = meeting.local_start + datetime.timedelta(days=1)
    facts = {"day": f"{start:%Y-%m-%d}", "start": "19:30", "minutes": "90", "sequence": meeting.sequence}
    return facts | change


def test_moving_shows_each_message_in_its_language_and_acts_once(desk, program, meeting, mia):
    awa = make_participation(program, name="Awa", language="fr")
    quiet = make_participation(program, name="Zoe", language="fr")
    type(quiet.person).objects.filter(pk=quiet.person.pk).update(email=None, phone="514 555 0100")
    for who in (awa, quiet):
        make_membership(meeting.group, who)
    url = at("desk_meeting_move", program, meeting)
    answer = desk.post(url, move(meeting))
    told = answer.context["telling"]
    assert [(letter.language, letter.names) for letter in told.letters] == [("en", "Finn, Mia"), ("fr", "Awa")]
    assert all("19" in letter.text for letter in told.letters)
    assert [person.display_name for person in told.unreachable] == ["Zoe"]
    assert "514 555 0100" in answer.content.decode()
    assert "tell 3 people" in answer.content.decode()
    assert Notice.objects.count() == 0
    for _press in range(2):
        assert desk.post(url, move(meeting, confirm="1")).url == at("desk_group", program, meeting.group)
    after = Meeting.objects.get()
    assert (after.local_start.hour, after.local_start.minute, after.sequence) == (19, 30, 1)
    assert Notice.objects.filter(kind="meeting_moved", recipient=mia.person).count() == 1


def test_the_preview_is_what_is_sent(desk, program, meeting, mia):
    told = desk.post(at("desk_meeting_move", program, meeting), move(meeting)).context["telling"]
    desk.post(at("desk_meeting_move", program, meeting), move(meeting, confirm="1"))
    recipients = {notice.recipient for notice in Notice.objects.filter(kind="meeting_moved")}
    assert recipients == {person for letter in told.letters for person in letter.people}


def test_showing_who_is_told_costs_the_same_for_few_and_many(desk, program, meeting, django_assert_max_num_queries):
    url = at("desk_meeting_cancel", program, meeting)
    desk.get(url)
    with django_assert_max_num_queries(15) as few:
        desk.get(url)
    for number in range(20):
        make_membership(meeting.group, make_participation(program, name=f"Person{number}"))
    with django_assert_max_num_queries(15) as many:
        assert "tell 22 people" in desk.get(url).content.decode()
    assert len(few) == len(many)


def test_moving_what_a_colleague_moved_asks_to_look_again(desk, program, meeting):
    stale = move(meeting, confirm="1")
    Meeting.objects.update(sequence=3)
    answer = desk.post(at("desk_meeting_move", program, meeting), stale)
    assert "Someone changed this a moment ago" in answer.content.decode()
    assert Notice.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "field"),
    [({"day": "2020-01-01"}, "start"), ({"day": ""}, "day"), ({"start": "x"}, "start"), ({"minutes": "0"}, "minutes")],
)
def test_a_move_that_cannot_be_is_refused_beside_its_field(desk, program, meeting, change, field):
    answer = desk.post(at("desk_meeting_move", program, meeting), move(meeting, **change))
    assert list(answer.context["form"].errors) == [field]


def test_a_move_to_the_same_time_is_no_move(desk, program, meeting):
    same = {"day": f"{meeting.local_start:%Y-%m-%d}", "start": "18:00"}
    answer = desk.post(at("desk_meeting_move", program, meeting), move(meeting, **same))
    assert "Nothing is different yet" in answer.content.decode()


def test_cancelling_shows_the_messages_and_acts_once(desk, program, meeting, mia):
    url = at("desk_meeting_cancel", program, meeting)
    page = desk.get(url).content.decode()
    assert "Your appointment is cancelled" in page
    assert "tell 2 people" in page
    assert Notice.objects.count() == 0
    for _press in range(2):
        desk.post(url, {"reason": "The heating is broken."})
    assert Meeting.objects.get().is_cancelled
    assert Notice.objects.filter(kind="meeting_cancelled", recipient=mia.person).count() == 1
    page = desk.get(at("desk_group", program, meeting.group)).content.decode()
    assert "The heating is broken." in page
    assert "cancelled already" in desk.get(url).content.decode()


def test_a_meeting_that_has_begun_cannot_be_moved(desk, program, meeting):
    now = timezone.now()
    Meeting.objects.update(starts_at=now - datetime.timedelta(hours=1))
    assert "already begun" in desk.get(at("desk_meeting_move", program, meeting)).content.decode()
    assert (
        "already begun"
        in desk.post(at("desk_meeting_move", program, meeting), move(meeting, confirm="1")).content.decode()
    )
