"""The page of “this and following”: typed once, shown with its days and its message, done once, told once."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from groups.services.meetings import move_meeting
from groups.services.series import start_series
from programs.models import Notice
from tests.make import hours, make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(signed_in, cora):
    return signed_in(cora)


@pytest.fixture
def series(circle):
    circle.skips_holidays = False
    circle.save()
    today = timezone.now().astimezone(circle.zone).date()
    tuesday = today + datetime.timedelta(days=7 + (1 - today.weekday()) % 7)
    return start_series(circle, by=None, rhythm="weekly", starts_on=tuesday, starts_at_local=datetime.time(18), count=6)


@pytest.fixture
def third(series):
    return series.meetings.order_by("starts_at")[2]


def address(meeting):
    return reverse("desk_meeting_following", args=[meeting.program.public_id, meeting.public_id])


@pytest.fixture
def typed(third):
    """From the third on, on Thursdays at 19:15, for an hour, in another room."""
    day = third.local_start.date() + datetime.timedelta(days=2)
    return {"day": f"{day}", "start": "19:15", "minutes": "60", "place": "Room 4", "sequence": f"{third.sequence}"}


def clocks(circle) -> list[str]:
    return [f"{row.local_start:%a %H:%M}" for row in circle.meetings.order_by("starts_at")]


def test_it_is_shown_first_with_its_days_and_its_message(desk, circle, third, typed):
    page = desk.post(address(third), typed).content.decode()
    assert "Is this right?" in page
    assert "Every Tuesday at 18:00" in page
    assert "Every Thursday at 19:15" in page
    assert page.count("19:15</li>") == 4
    assert "A meeting lasts 60 minutes." in page
    assert "Change the meetings and tell 2 people" in page
    for name, value in typed.items():
        assert f'name="{name}" value="{value}"' in page
    assert clocks(circle) == ["Tue 18:00"] * 6
    assert not Notice.objects.exists()


def test_one_press_changes_once_and_tells_each_once(desk, circle, third, typed):
    answer = desk.post(address(third), typed | {"confirm": "1"}, follow=True)
    assert "The group now meets every Thursday at 19:15" in answer.content.decode()
    desk.post(address(third), typed | {"confirm": "1"})
    assert clocks(circle) == ["Tue 18:00"] * 2 + ["Thu 19:15"] * 4
    assert {row.place for row in circle.meetings.filter(starts_at__gte=third.starts_at)} == {"Room 4"}
    told = Notice.objects.order_by("recipient__display_name").values_list("kind", "recipient__display_name")
    assert list(told) == [("series_changed", "Finn"), ("series_changed", "Mia")]


def test_to_change_something_shows_what_was_typed(desk, circle, third, typed):
    page = desk.post(address(third), typed | {"change": "1"}).content.decode()
    assert "Show me the days" in page
    for name in ("day", "start", "minutes", "place"):
        assert f'value="{typed[name]}"' in page
    assert clocks(circle) == ["Tue 18:00"] * 6


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"day": ""}, "Error:"),
        ({"start": "half past"}, "Error:"),
        ({"day": "2020-01-02"}, "This time is in the past."),
    ],
)
@pytest.mark.parametrize("press", [{}, {"confirm": "1"}])
def test_what_is_refused_stays_typed_and_changes_nothing(desk, circle, third, typed, wrong, words, press):
    page = desk.post(address(third), typed | wrong | press).content.decode()
    assert words in page
    assert 'value="Room 4"' in page
    assert clocks(circle) == ["Tue 18:00"] * 6
    assert not Notice.objects.exists()


def test_nothing_different_is_said(desk, third):
    same = {"day": f"{third.local_start:%Y-%m-%d}", "start": "18:00", "minutes": "90", "place": "", "sequence": "0"}
    assert "Nothing is different yet." in desk.post(address(third), same).content.decode()


def test_a_colleague_was_faster(desk, circle, third, typed):
    move_meeting(third, by=None, starts_at=third.starts_at + hours(1), ends_at=third.ends_at + hours(1))
    before, told = clocks(circle), Notice.objects.count()
    page = desk.post(address(third), typed | {"confirm": "1"}).content.decode()
    assert "Error:" in page
    assert 'value="Room 4"' in page
    assert (clocks(circle), Notice.objects.count()) == (before, told)


def test_a_meeting_of_no_series_cannot(desk, circle, typed):
    single = make_meeting(circle)
    page = desk.get(address(single)).content.decode()
    assert "This meeting does not belong to a series." in page
    assert "This meeting does not belong to a series." in desk.post(address(single), typed).content.decode()
