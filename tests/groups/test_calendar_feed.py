"""A person's feed: theirs alone, unguessable, revocable, neutral, and true to the rows."""

import datetime

import icalendar
import pytest
import recurring_ical_events
from django.urls import reverse
from django.utils import timezone

from groups.models import CalendarFeed
from groups.services.calendar_feeds import feed_for, open_feed, replace_feed, revoke_feed, token_of
from groups.services.meetings import cancel_meeting, move_meeting
from groups.services.memberships import leave_group
from groups.services.series import end_series, start_series
from programs.models import Rhythm
from tests.make import hours, make_group, make_meeting, make_membership


def address(feed) -> str:
    return reverse("calendar_feed", kwargs={"token": token_of(feed)})


@pytest.fixture
def feed(mia):
    return open_feed(mia.person)


def weekly(group, **facts):
    day = timezone.now().astimezone(group.zone).date() + datetime.timedelta(days=2)
    facts = {"rhythm": Rhythm.WEEKLY, "starts_on": day, "starts_at_local": datetime.time(18)} | facts
    return start_series(group, by=None, **facts)


def instants(text: bytes, until) -> list[datetime.datetime]:
    """What a calendar would show until (and with) a moment."""
    calendar = icalendar.Calendar.from_ical(text)
    found = recurring_ical_events.of(calendar).between(datetime.date(2020, 1, 1), until + hours(0.1))
    return sorted(event.start.astimezone(datetime.UTC) for event in found if event.get("STATUS") != "CANCELLED")


def test_the_feed_shows_what_our_rows_show(client, feed, circle, cora, mia, program):
    series = weekly(circle)
    one, two, three, *_rest = series.meetings.order_by("starts_at")
    move_meeting(one, by=cora, starts_at=one.starts_at + hours(3), ends_at=one.ends_at + hours(3))
    cancel_meeting(two, by=cora)
    three.delete()
    paris = make_group(program, time_zone="Europe/Paris", members=[mia])
    weekly(paris, rhythm=Rhythm.TWICE_A_WEEK, starts_at_local=datetime.time(10))
    make_meeting(paris, starts_at=timezone.now().replace(microsecond=0) + hours(100))
    rows = [*circle.meetings.planned(), *paris.meetings.planned()]
    text = client.get(address(feed)).content
    last = min(max(row.starts_at for row in group.meetings.all()) for group in (circle, paris))
    assert instants(text, last) == sorted(row.starts_at for row in rows if row.starts_at <= last)


def test_an_ended_series_ends_in_the_calendar_too(client, feed, circle, cora):
    series = weekly(circle, starts_on=timezone.now().date() - datetime.timedelta(days=30))
    end_series(series, by=cora)
    rows = sorted(series.meetings.values_list("starts_at", flat=True))
    assert instants(client.get(address(feed)).content, timezone.now() + hours(24 * 400)) == rows
    assert len(rows) >= 4


def test_the_address_needs_no_sign_in_and_answers_as_a_calendar(client, feed, meeting):
    answer = client.get(address(feed))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, max-age=900"
    assert not answer.cookies


def test_an_unchanged_feed_is_not_sent_again(client, feed, meeting, cora):
    etag = client.get(address(feed))["ETag"]
    again = client.get(address(feed), headers={"if-none-match": etag})
    assert (again.status_code, again.content, again["Cache-Control"]) == (304, b"", "private, max-age=900")
    move_meeting(meeting, by=cora, starts_at=meeting.starts_at + hours(1), ends_at=meeting.ends_at + hours(1))
    assert client.get(address(feed), headers={"if-none-match": etag}).status_code == 200


def test_a_wrong_and_a_revoked_address_answer_alike(client, feed, mia):
    good = token_of(feed)
    wrong = [good[:-1] + ("A" if good[-1] != "A" else "B"), feed.public_id, f"{feed.public_id}.", "x.y"]
    for token in wrong:
        assert client.get(reverse("calendar_feed", kwargs={"token": token})).status_code == 404
        assert feed_for(token) is None
    replace_feed(mia.person)
    assert client.get(reverse("calendar_feed", kwargs={"token": good})).status_code == 404
    assert client.get(address(CalendarFeed.objects.get())).status_code == 200
    revoke_feed(mia.person)
    revoke_feed(mia.person)
    assert CalendarFeed.objects.count() == 0


def test_nobody_gets_the_calendar_of_someone_who_may_not_sign_in(client, feed, mia):
    mia.person.is_active = False
    mia.person.save()
    assert client.get(address(feed)).status_code == 404


def test_the_feed_holds_only_groups_in_which_the_person_has_a_place(client, feed, meeting, mia, cora):
    make_meeting(make_group(meeting.program))
    events = icalendar.Calendar.from_ical(client.get(address(feed)).content).walk("VEVENT")
    assert [event["UID"] for event in events] == [f"{meeting.public_id}@rendez-vous"]
    leave_group(meeting.group.memberships.get(participation=mia), by=cora)
    assert b"VEVENT" not in client.get(address(feed)).content


def test_the_feed_says_nothing_of_the_subject(client, feed, program, mia):
    group = make_group(
        program, name="Life after alcohol", place="12 Elm Street", link="https://zoom.example/j/1",
        link_password="open-sesame", members=[mia], mode="video",
    )  # fmt: skip
    weekly(group)
    make_meeting(group, place="The clinic", link="https://zoom.example/j/2", reason="Moved to the clinic")
    text = client.get(address(feed)).content.decode().replace("\r\n ", "")
    assert "SUMMARY:Appointment" in text
    for secret in ("alcohol", "Still waters", "Elm", "clinic", "zoom", "sesame"):
        assert secret not in text
    mia.person.names_in_messages = True
    mia.person.save()
    text = client.get(address(feed)).content.decode().replace("\r\n ", "")
    assert "SUMMARY:Life after alcohol" in text
    assert "LOCATION:12 Elm Street" in text
    for secret in ("zoom", "sesame", "Moved to"):
        assert secret not in text


def test_the_feed_costs_the_same_for_few_and_many(client, feed, circle, program, mia, django_assert_num_queries):
    weekly(circle)
    with django_assert_num_queries(4):
        client.get(address(feed))
    for _ in range(5):
        weekly(make_group(program, members=[mia]))
        make_meeting(make_group(program, members=[mia]))
    with django_assert_num_queries(4):
        client.get(address(feed))


def test_the_page_gives_replaces_and_stops_the_address(signed_in, mia):
    client, url = signed_in(mia), reverse("calendar_choices")
    assert "Give me a calendar address" in client.get(url).content.decode()
    assert CalendarFeed.objects.count() == 0
    first = client.post(url, {"act": "open"}, follow=True).context["address"]
    assert first == client.post(url, {"act": "open"}, follow=True).context["address"]
    assert f'value="{first}"' in client.get(url).content.decode()
    assert first.replace("http://", "webcal://") in client.get(url).content.decode()
    second = client.post(url, {"act": "replace"}, follow=True).context["address"]
    assert second != first
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    client.post(url, {"act": "stop"})
    assert client.get(second).status_code == 404
    assert client.post(url, {"act": "dance"}).status_code == 404


def test_one_meeting_as_a_file(signed_in, meeting, mia, noor, otto):
    url = reverse("meeting_file", args=[meeting.program.public_id, meeting.public_id])
    answer = signed_in(mia).get(url)
    (event,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert event.start == meeting.starts_at
    assert event["SUMMARY"] == "Appointment"
    assert "circle" not in answer["Content-Disposition"]
    assert signed_in(noor).get(url).status_code == 404
    assert signed_in(otto).get(url).status_code == 404


def test_who_only_waits_gets_no_file(signed_in, circle, noor, meeting):
    make_membership(circle, noor, state="waiting")
    url = reverse("meeting_file", args=[meeting.program.public_id, meeting.public_id])
    assert signed_in(noor).get(url).status_code == 404
