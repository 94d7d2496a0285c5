"""Themes of meetings: filled in as a list, shown to members, named in no message. And meetings of two ways at once."""

from django.urls import reverse

from groups.models import Meeting
from groups.queries.feed import feed_text
from groups.services.themes import set_themes
from programs.services.notices import preview_notice
from tests.make import hours, make_group, make_meeting


def test_a_list_is_filled_in_and_members_see_it(signed_in, cora, mia, circle, meeting):
    other = make_meeting(circle, starts_at=meeting.starts_at + hours(24))
    client = signed_in(cora)
    page = reverse("desk_group_themes", args=[circle.program.public_id, circle.public_id])
    answer = client.post(page, {meeting.public_id: "Sleeping again", other.public_id: ""})
    assert answer.url == reverse("desk_group", args=[circle.program.public_id, circle.public_id])
    assert "Sleeping again" in client.get(answer.url).content.decode()
    assert 'value="Sleeping again"' in client.get(page).content.decode()
    mine = signed_in(mia).get(reverse("meeting_detail", args=[circle.program.public_id, meeting.public_id]))
    assert "Sleeping again" in mine.content.decode()


def test_no_message_and_no_calendar_names_it(circle, meeting, mia):
    assert set_themes(circle, {meeting.public_id: "Sleeping again"}, by=None) == 1
    meeting.refresh_from_db()
    mia.person.names_in_messages = True
    for kind in ("meeting_reminder", "meeting_moved", "meeting_cancelled"):
        letter = preview_notice(kind, meeting, recipient=mia.person)
        assert "Sleeping" not in letter.subject + letter.text + letter.html
    assert b"Sleeping" not in feed_text(mia.person, meeting.starts_at - hours(1))


def test_only_meetings_of_this_group_get_one(circle, program):
    elsewhere = make_meeting(make_group(program))
    assert set_themes(circle, {elsewhere.public_id: "Ours"}, by=None) == 0
    assert Meeting.objects.get(pk=elsewhere.pk).theme == ""


def test_who_meets_both_ways_can_move_the_place_and_the_link(signed_in, cora, mia, finn, program):
    group = make_group(program, mode="hybrid", link="https://video.example/1", facilitator=finn, members=[mia])
    meeting = make_meeting(group)
    page = signed_in(cora).get(reverse("desk_meeting_move", args=[program.public_id, meeting.public_id]))
    assert {"place", "link"} <= set(page.context["form"].fields)
    shown = signed_in(mia).get(reverse("meeting_detail", args=[program.public_id, meeting.public_id])).content.decode()
    assert "12 Elm Street" in shown
    assert "The link shows here" in shown or "Read the ground rules" in shown
