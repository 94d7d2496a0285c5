"""One meeting moves or is cancelled: what was owed is void, those concerned are told once, the rest stays."""

import pytest
from django.utils import timezone

from groups.models import Meeting, Rsvp
from groups.services.meetings import (
    EndsBeforeStart,
    MeetingIsOff,
    MeetingIsPast,
    TimeIsPast,
    TimeIsTaken,
    cancel_meeting,
    move_meeting,
    plan_meeting,
)
from groups.services.memberships import join_waiting_list, leave_group
from groups.services.rsvps import answer_meeting
from programs.errors import StaleState
from programs.models import Event, Notice, NoticeState
from programs.services.notices import owe_notice
from tests.make import hours, make_meeting

ONE_DAY = hours(24)


def moved(meeting, by, later=ONE_DAY, **changes) -> Meeting:
    times = {"starts_at": meeting.starts_at + later, "ends_at": meeting.ends_at + later}
    return move_meeting(meeting, by=by, **times | changes)


def told(kind):
    return {notice.recipient.display_name for notice in Notice.objects.filter(kind=kind, state=NoticeState.OWED)}


def test_moving_voids_the_reminder_and_tells_who_has_a_place(meeting, cora, mia, noor):
    reminder = owe_notice("meeting_reminder", meeting, recipient=mia.person, program=meeting.program)
    join_waiting_list(meeting.group, participation=noor, by=cora)
    start = meeting.starts_at
    after = moved(meeting, cora, reason="The room is being painted.")
    reminder.refresh_from_db()
    assert reminder.state == NoticeState.CANCELLED
    assert (after.starts_at, after.original_start, after.sequence) == (start + hours(24), start, 1)
    assert told("meeting_moved") == {"Mia", "Finn"}
    assert {notice.version for notice in Notice.objects.filter(kind="meeting_moved")} == {1}
    assert Event.objects.get(verb="meeting_moved").data == {"sequence": 1}


def test_who_left_the_group_never_learns_when_it_meets_now(meeting, cora, mia):
    """Even who had said that they come: somebody may have been taken out of the group for the safety of the others."""
    answer_meeting(meeting, participation=mia, answer="coming")
    leave_group(meeting.group.memberships.get(participation=mia), by=cora)
    moved(meeting, cora)
    assert told("meeting_moved") == {"Finn"}


def test_answers_to_the_old_time_are_behind(meeting, cora, mia):
    rsvp = answer_meeting(meeting, participation=mia, answer="coming")
    after = moved(meeting, cora)
    rsvp.refresh_from_db()
    assert rsvp.sequence < after.sequence
    assert answer_meeting(after, participation=mia, answer="coming").sequence == after.sequence
    assert Rsvp.objects.count() == 1


def test_moving_again_leaves_only_the_newest_message(meeting, cora):
    again = moved(moved(meeting, cora), cora)
    assert again.sequence == 2
    owed = Notice.objects.filter(kind="meeting_moved", state=NoticeState.OWED)
    assert {notice.version for notice in owed} == {2}


def test_pressing_twice_moves_and_tells_once(meeting, cora):
    target = {"starts_at": meeting.starts_at + hours(24), "ends_at": meeting.ends_at + hours(24)}
    for _press in range(2):
        after = move_meeting(meeting, by=cora, sequence=0, **target)
    assert after.sequence == 1
    assert Notice.objects.filter(kind="meeting_moved").count() == 2  # mia and finn
    assert Event.objects.filter(verb="meeting_moved").count() == 1


def test_of_two_coordinators_the_second_is_told_to_look_again(meeting, cora):
    moved(meeting, cora, sequence=0)
    with pytest.raises(StaleState):
        moved(meeting, cora, later=hours(48), sequence=0)


def test_another_place_is_a_change_that_people_are_told(meeting, cora):
    after = moved(meeting, cora, later=hours(0), place="The library")
    assert after.where == "The library"
    assert told("meeting_moved") == {"Mia", "Finn"}


def test_others_of_the_series_stay(meeting, cora):
    other = make_meeting(meeting.group, starts_at=meeting.starts_at + hours(24 * 7))
    moved(meeting, cora)
    cancel_meeting(other, by=cora)
    assert Meeting.objects.get(pk=meeting.pk).is_cancelled is False
    assert Meeting.objects.get(pk=other.pk).starts_at == other.starts_at


def test_the_past_does_not_move(meeting, cora):
    begun = meeting.starts_at
    with pytest.raises(MeetingIsPast):
        moved(meeting, cora, now=begun)
    with pytest.raises(MeetingIsPast):
        cancel_meeting(meeting, by=cora, now=begun)


@pytest.mark.parametrize(
    ("start", "length", "error"), [(hours(-1), hours(1), TimeIsPast), (hours(5), hours(0), EndsBeforeStart)]
)
def test_a_time_that_cannot_be_is_refused(meeting, cora, start, length, error):
    now = timezone.now()
    with pytest.raises(error):
        move_meeting(meeting, by=cora, starts_at=now + start, ends_at=now + start + length, now=now)
    meeting.refresh_from_db()
    assert meeting.sequence == 0


def test_a_meeting_does_not_move_onto_another_of_its_group(meeting, cora):
    other = make_meeting(meeting.group, starts_at=meeting.starts_at + ONE_DAY)
    with pytest.raises(TimeIsTaken):
        moved(meeting, cora)
    cancel_meeting(other, by=cora)
    assert moved(meeting, cora).starts_at == other.starts_at, "what is cancelled takes no time"


def test_cancelling_voids_what_was_owed_and_tells_once(meeting, cora, mia):
    reminder = owe_notice("meeting_reminder", meeting, recipient=mia.person, program=meeting.program)
    moved(meeting, cora)
    off = cancel_meeting(meeting, by=cora, reason="The heating is broken.")
    reminder.refresh_from_db()
    assert reminder.state == NoticeState.CANCELLED
    assert told("meeting_moved") == set()
    assert told("meeting_cancelled") == {"Mia", "Finn"}
    off.refresh_from_db()
    assert (off.is_cancelled, off.sequence, off.reason) == (True, 2, "The heating is broken.")
    with pytest.raises(MeetingIsOff):
        cancel_meeting(meeting, by=cora)
    with pytest.raises(MeetingIsOff):
        moved(meeting, cora, later=hours(72))
    assert Notice.objects.filter(kind="meeting_cancelled").count() == 2


def test_one_meeting_outside_every_series(circle, cora):
    start = timezone.now() + hours(50)
    planned = plan_meeting(circle, by=cora, starts_at=start, ends_at=start + hours(2))
    assert (planned.series, planned.original_start) == (None, start)
    assert plan_meeting(circle, by=cora, starts_at=start, ends_at=start + hours(2)) == planned
    with pytest.raises(TimeIsTaken):
        plan_meeting(circle, by=cora, starts_at=start, ends_at=start + hours(1))
    with pytest.raises(EndsBeforeStart):
        plan_meeting(circle, by=cora, starts_at=start, ends_at=start)
