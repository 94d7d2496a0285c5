"""Public lists hold what a group said may be listed, and never what opens a door."""

import datetime
import json
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from groups.services.series import start_series
from programs.models import ProgramState
from tests.make import make_group, make_program

pytestmark = pytest.mark.django_db


def next_tuesday():
    today = timezone.now().date()
    return today + datetime.timedelta(days=(1 - today.weekday()) % 7 or 7)


def listed(program, *, rhythm="weekly", starts_on=None, hour=18, **fields):
    group = make_group(program, **{"is_listed": True} | fields)
    series = start_series(
        group, by=None, rhythm=rhythm, starts_on=starts_on or next_tuesday(), starts_at_local=datetime.time(hour),
        count=None,
    )  # fmt: skip
    return group, series


def guide(client):
    return client.get(reverse("meeting_guide"))


def linked(client, program):
    page = client.get(reverse("program_page", args=[program.slug])).content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.loads(found[1]) if found else None


def test_a_weekly_group_stands_in_the_guide(client, program, settings):
    settings.SITE_URL = "https://site.example"
    listed(program, language="fr", name_fr="Cercle du mardi")
    (row,) = guide(client).json()
    assert row["name"] == "Cercle du mardi"
    assert (row["day"], row["time"], row["end_time"]) == (2, "18:00", "19:30")
    assert row["timezone"] == "America/Toronto"
    assert row["formatted_address"] == "12 Elm Street, room 3"
    assert row["notes"] == "Un lieu calme pour parler."
    assert row["url"] == f"https://site.example/programs/{program.slug}/"


def test_sunday_is_day_nought_and_twice_a_week_is_two_rows(client, program):
    sunday = next_tuesday() + datetime.timedelta(days=5)
    listed(program, starts_on=sunday)
    listed(program, rhythm="twice_a_week", starts_on=sunday)
    rows = guide(client).json()
    assert sorted(row["day"] for row in rows) == [0, 0, 3]
    assert len({row["slug"] for row in rows}) == 3


@pytest.mark.parametrize("rhythm", ["every_two_weeks", "monthly"])
def test_other_rhythms_are_on_the_page_and_not_in_the_guide(client, program, rhythm):
    listed(program, rhythm=rhythm)
    assert guide(client).json() == []
    assert linked(client, program)[0]["eventSchedule"]["repeatFrequency"] in {"P2W", "P1M"}


def test_a_slug_is_short_and_unique_however_long_and_equal_the_names(client, program):
    for _number in range(3):
        listed(program, name_en="A very long name " * 5, name_fr="A very long name " * 5)
    slugs = [row["slug"] for row in guide(client).json()]
    assert len(set(slugs)) == 3
    assert max(map(len, slugs)) <= 64
    assert all(re.fullmatch(r"[a-z0-9-]+", slug) for slug in slugs)


@pytest.mark.parametrize(
    "hidden", [{"state": ProgramState.DRAFT}, {"state": ProgramState.CLOSED}, {"is_public": False}]
)
def test_a_program_that_is_not_public_never_leaks(client, hidden):
    program = make_program("Hidden harbour", **hidden)
    listed(program, name="Hidden circle")
    answer = guide(client)
    assert answer.json() == []
    assert linked(client, program) is None


def test_a_group_that_did_not_say_so_is_not_listed(client, program):
    listed(program, is_listed=False)
    listed(program, kind="pair")
    assert guide(client).json() == []
    assert linked(client, program) is None


def test_neither_list_holds_a_link_a_password_or_a_name(client, program, finn, mia):
    listed(
        program, mode="hybrid", link="https://zoom.example/secret", link_password="hush-hush", facilitator=finn,
        members=[mia],
    )  # fmt: skip
    listed(program, mode="video", place="", link="https://zoom.example/secret", link_password="hush-hush")
    words = guide(client).content.decode() + json.dumps(linked(client, program))
    assert words.count("12 Elm Street") >= 2
    for secret in ("zoom.example", "hush-hush", "Finn", "Mia", "Cora"):
        assert secret not in words


def test_linked_data_is_an_event_series_with_its_next_event(client, program):
    group, _series = listed(program)
    (data,) = linked(client, program)
    first = group.meetings.earliest("starts_at")
    assert (data["@context"], data["@type"]) == ("https://schema.org", "EventSeries")
    assert data["eventSchedule"]["byDay"] == ["https://schema.org/Tuesday"]
    assert data["eventSchedule"]["repeatFrequency"] == "P1W"
    (event,) = data["subEvent"]
    assert datetime.datetime.fromisoformat(event["startDate"]) == first.starts_at
    assert event["location"]["@type"] == "Place"
    assert event["isAccessibleForFree"] is True


def test_a_name_cannot_end_the_script(client, program):
    listed(program, name_en="</script><b>", name_fr="</script><b>")
    assert linked(client, program)[0]["name"] == "</script><b>"


def test_the_guide_may_be_kept_and_asked_for_again(client, program):
    listed(program)
    answer = guide(client)
    assert "public" in answer["Cache-Control"]
    assert answer["ETag"]
    assert client.get(reverse("meeting_guide"), headers={"if-none-match": answer["ETag"]}).status_code == 304
    assert not answer.cookies


def test_the_guide_asks_as_much_for_many_groups_as_for_few(client, program, django_assert_max_num_queries):
    for number in range(12):
        listed(program, name=f"Group {number}", hour=8 + number)
    with django_assert_max_num_queries(3):
        assert len(guide(client).json()) == 12
