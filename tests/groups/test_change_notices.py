"""What people read when a meeting changes or a place is free: neutral, in their language, and only while it is true."""

import datetime

import pytest

from groups.models import Membership
from groups.services.meetings import cancel_meeting, move_meeting
from groups.services.memberships import leave_group
from groups.services.series import start_series
from programs.models import Notice, Rhythm
from programs.notices import kind_named
from programs.services.notices import owe_notice, preview_notice
from programs.services.participations import end_participation
from tests.make import hours, make_group, make_meeting, make_membership, make_participation, make_program

KINDS = ["meeting_moved", "meeting_cancelled", "place_freed", "series_ended"]


@pytest.fixture
def secret(mia):
    """A group whose every word tells something; mia is in it."""
    program = make_program("Life after alcohol", summary_en="Sober together")
    group = make_group(
        program, name="Sober Tuesdays", place="The clinic, room 3", link="https://zoom.example/j/1",
        link_password="open-sesame",
    )  # fmt: skip
    make_membership(group, make_participation(program, person=mia.person))
    return group


def about(kind, group):
    if kind == "place_freed":
        return group.memberships.get()
    if kind == "series_ended":
        day = make_meeting(group).starts_at.date()
        when = {"rhythm": Rhythm.WEEKLY, "starts_on": day, "starts_at_local": datetime.time(18)}
        return start_series(group, by=None, count=2, **when)
    return make_meeting(group, reason="A relapse in the group")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_neutral_message_tells_nothing_to_whoever_looks_on(kind, language, secret, mia):
    mia.person.language = language
    letter = preview_notice(kind, about(kind, secret), recipient=mia.person)
    for text in (letter.subject, letter.text, letter.html):
        for word in ("alcohol", "sober", "clinic", "zoom", "sesame", "relapse", "room 3"):
            assert word not in text.lower()
    assert "\n" not in letter.subject
    assert "Mia" in letter.text
    assert "/meetings/" in letter.text


@pytest.mark.parametrize("kind", KINDS)
def test_who_allowed_names_reads_the_name_of_the_group_and_never_the_link(kind, secret, mia):
    mia.person.names_in_messages = True
    letter = preview_notice(kind, about(kind, secret), recipient=mia.person)
    assert "Sober Tuesdays" in letter.subject
    assert "Sober Tuesdays" in letter.text
    assert "zoom" not in letter.text + letter.html
    assert "sesame" not in letter.text + letter.html


def test_a_message_about_a_meeting_says_when_on_the_clock_of_its_place(meeting, mia):
    letter = preview_notice("meeting_moved", meeting, recipient=mia.person)
    assert ", 18:00." in letter.text
    mia.person.time_zone = "Europe/Paris"
    letter = preview_notice("meeting_moved", meeting, recipient=mia.person)
    assert ", 18:00 (Toronto time)." in letter.text
    meeting.group.mode = "video"
    letter = preview_notice("meeting_cancelled", meeting, recipient=mia.person)
    assert "(Paris time)" in letter.text


def leaves(notice) -> bool:
    """Whether both gates let the notice through: the check of the loaded row and the fence in the database."""
    kind = kind_named(notice.kind)
    loaded = kind.load([notice.about_id]).get(notice.about_id)
    fenced = kind.fence(Notice.objects.filter(pk=notice.pk)).exists()
    assert (loaded is not None and kind.still_true(loaded, notice)) == fenced
    return fenced


def test_the_news_of_a_move_is_void_once_the_meeting_moves_again_or_is_off(meeting, cora, mia):
    def move():
        later = {"starts_at": meeting.starts_at + hours(24), "ends_at": meeting.ends_at + hours(24)}
        return move_meeting(meeting, by=cora, **later)

    meeting = move()
    first = Notice.objects.get(kind="meeting_moved", recipient=mia.person, version=1)
    assert leaves(first)
    meeting = move()
    second = Notice.objects.get(kind="meeting_moved", recipient=mia.person, version=2)
    assert not leaves(first)
    assert leaves(second)
    cancel_meeting(meeting, by=cora)
    assert not leaves(second)
    assert leaves(Notice.objects.get(kind="meeting_cancelled", recipient=mia.person))


def test_nobody_reads_of_a_place_they_gave_up(circle, mia, cora):
    membership = Membership.objects.get(participation=mia)
    notice = owe_notice("place_freed", membership, recipient=mia.person, program=circle.program)
    assert leaves(notice)
    leave_group(membership, by=cora)
    assert not leaves(notice)


@pytest.mark.parametrize("kind", KINDS)
def test_who_left_the_group_is_not_written_to_any_more(kind, secret, mia, cora):
    """A message that waited for the morning stops with the place, also for who still takes part in the program."""
    notice = owe_notice(kind, about(kind, secret), recipient=mia.person, program=secret.program)
    fence = kind_named(kind).fence
    assert fence(Notice.objects.filter(pk=notice.pk)).exists()
    leave_group(secret.memberships.get(), by=cora)
    assert not fence(Notice.objects.filter(pk=notice.pk)).exists()


@pytest.mark.parametrize("kind", KINDS)
def test_who_left_the_program_is_not_written_to_any_more(kind, secret, mia, cora):
    subject = about(kind, secret)
    notice = owe_notice(kind, subject, recipient=mia.person, program=secret.program)
    fence = kind_named(kind).fence
    assert fence(Notice.objects.filter(pk=notice.pk)).exists()
    end_participation(secret.memberships.get().participation, by=cora)
    assert not fence(Notice.objects.filter(pk=notice.pk)).exists()
