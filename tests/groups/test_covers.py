"""Stand-ins: asked once, the first who says yes has it, and sees this one meeting."""

import threading

import pytest
from django.db import connection
from django.urls import reverse

from groups.models import Cover, CoverState, Group, Meeting, SessionLog
from groups.queries.facilitator import facilitator_home
from groups.services.covers import (
    NotAsked,
    NotYours,
    OwnCover,
    TakenAlready,
    ask_cover,
    give_back_cover,
    take_cover,
    withdraw_cover,
)
from groups.services.meetings import MeetingIsOff, MeetingIsPast, cancel_meeting
from groups.services.missing_logs import plan_missing_logs
from programs.models import Notice, NoticeState, Role, Task
from tests.make import hours, make_group, make_meeting, make_participation


@pytest.fixture
def gail(program):
    return make_participation(program, role=Role.FACILITATOR, name="Gail")


@pytest.fixture
def cover(meeting, finn, gail):
    return ask_cover(meeting, by=finn, reason="My knee")


def test_colleagues_are_told_once_and_the_desk_has_a_task(cover, meeting, finn, gail, cora):
    assert ask_cover(meeting, by=finn) == cover
    assert Notice.objects.get(kind="cover_asked").recipient == gail.person
    task = Task.objects.open().get(kind="cover")
    assert (task.person, task.note, task.about_id) == (finn.person, "My knee", meeting.pk)


def test_only_who_leads_can_ask(meeting, gail):
    with pytest.raises(NotYours):
        ask_cover(meeting, by=gail)
    assert Cover.objects.count() == 0


def test_who_stands_in_sees_this_meeting_and_no_other(cover, meeting, circle, gail, finn, mia):
    other = make_meeting(circle, starts_at=meeting.starts_at + hours(24))
    assert not Meeting.objects.visible_to(gail).exists()
    take_cover(cover, by=gail)
    assert list(Meeting.objects.visible_to(gail)) == [meeting]
    assert not Group.objects.visible_to(gail).exists()
    for row in (meeting, other):
        SessionLog.objects.create(program=circle.program, group=circle, meeting=row, mood="calm", written_by=finn)
    assert [log.meeting for log in SessionLog.objects.visible_to(gail)] == [meeting]
    assert {notice.recipient for notice in Notice.objects.filter(kind="cover_changed")} == {finn.person}
    assert not Task.objects.open().filter(kind="cover").exists()
    assert Notice.objects.get(kind="cover_asked").state == NoticeState.CANCELLED


def test_it_moves_from_one_home_to_the_other(cover, meeting, gail, finn):
    now = meeting.starts_at - hours(2)
    assert [row.pk for row in facilitator_home(gail.person, now=now).covers] == [cover.pk]
    take_cover(cover, by=gail)
    theirs, his = (facilitator_home(who.person, now=now) for who in (gail, finn))
    assert [session.meeting for session in theirs.today] == [meeting]
    assert theirs.today[0].stand_in == cover.public_id
    assert [row.participation.person.display_name for row in theirs.today[0].members] == ["Mia"]
    assert his.is_empty
    plan_missing_logs(meeting.ends_at + hours(24))
    assert Notice.objects.get(kind="log_missing").recipient == gail.person


def test_who_stands_in_gives_it_back_and_it_is_asked_again(cover, gail, finn):
    ines = make_participation(cover.program, role=Role.FACILITATOR, name="Ines")
    take_cover(cover, by=gail)
    give_back_cover(cover, by=gail)
    assert not Meeting.objects.visible_to(gail).exists()
    assert Task.objects.open().filter(kind="cover").count() == 1
    asked = Notice.objects.filter(kind="cover_asked", state=NoticeState.OWED)
    assert {notice.recipient for notice in asked} == {ines.person}
    take_cover(cover, by=ines)
    with pytest.raises(TakenAlready):
        take_cover(cover, by=gail)


def test_who_asked_takes_it_back(cover, meeting, gail, finn):
    take_cover(cover, by=gail)
    for _press in range(2):
        withdraw_cover(cover, by=finn)
    assert not Meeting.objects.visible_to(gail).exists()
    assert gail.person in {notice.recipient for notice in Notice.objects.filter(kind="cover_changed")}
    with pytest.raises(NotAsked):
        take_cover(cover, by=gail)
    assert ask_cover(meeting, by=finn) != cover


def test_refusals(cover, meeting, gail, finn):
    with pytest.raises(OwnCover):
        take_cover(cover, by=finn)
    with pytest.raises(NotYours):
        withdraw_cover(cover, by=gail)
    with pytest.raises(MeetingIsPast):
        take_cover(cover, by=gail, now=meeting.starts_at)
    cancel_meeting(meeting, by=None)
    with pytest.raises(MeetingIsOff):
        take_cover(cover, by=gail)


@pytest.mark.slow
def test_of_five_at_once_one_stands_in(committed_db):
    finn = make_participation(role=Role.FACILITATOR, name="Finn")
    cover = ask_cover(make_meeting(make_group(finn.program, facilitator=finn)), by=finn)
    people = [make_participation(cover.program, role=Role.FACILITATOR, name=f"F{number}") for number in range(5)]
    ready, outcomes = threading.Barrier(5), []

    def take(who):
        try:
            ready.wait()
            take_cover(cover, by=who)
            outcomes.append(who.pk)
        except TakenAlready:
            outcomes.append(None)
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=[who]) for who in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    cover.refresh_from_db()
    assert cover.state == CoverState.TAKEN
    assert [pk for pk in outcomes if pk] == [cover.stand_in_id]
    assert len(outcomes) == 5


def test_the_pages(signed_in, cover, meeting, finn, gail, program):
    page = reverse("cover", args=[program.public_id, cover.public_id])
    client = signed_in(gail)
    text = client.get(page).content.decode()
    assert "Finn cannot facilitate" in text
    assert "My knee" not in text
    assert "Mia" not in text
    assert "A stand-in is needed" in client.get(reverse("facilitator_home")).content.decode()
    text = client.post(page, {"act": "take"}, follow=True).content.decode()
    assert "You stand in. Thank you." in text
    assert "Mia" in text
    assert client.get(reverse("session_log", args=[program.public_id, meeting.public_id])).status_code == 200
    client = signed_in(finn)
    ask = reverse("ask_for_cover", args=[program.public_id, meeting.public_id])
    assert client.get(ask).url == page
    assert "Gail stands in." in client.get(page).content.decode()
    client.post(page, {"act": "withdraw"})
    assert "We ask your colleagues: Gail." in client.get(ask).content.decode()
    assert client.post(ask, {"reason": ""}).status_code == 302
