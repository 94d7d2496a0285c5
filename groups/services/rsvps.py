"""Saying “I am coming”, “I cannot come”, and taking it back."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import Answer, Meeting, Membership, Rsvp
from programs.errors import DomainError
from programs.models import Participation
from programs.services.events import record_event


class MeetingOver(DomainError):
    message = _("This meeting is over. Your answer can no longer be changed.")


class MeetingCancelled(DomainError):
    message = _("This meeting is cancelled. You do not have to do anything.")


class MeetingHasChanged(DomainError):
    message = _("This meeting has changed since you looked. Read the new time, then answer again.")


class NoSeatHere(DomainError):
    message = _("You do not have a place in this group.")


@transaction.atomic
def answer_meeting(
    meeting: Meeting,
    *,
    participation: Participation,
    answer: Answer,
    sequence: int | None = None,
    now: datetime.datetime | None = None,
) -> Rsvp:
    """The member says whether they come; the latest answer counts and the same answer twice is one answer.

    `sequence` is the version of the meeting that the member was looking at: when the meeting has moved on since, the
    answer is not taken (`MeetingHasChanged`). Raises `MeetingOver`, `MeetingCancelled`, `NoSeatHere`.
    """
    meeting = _open_meeting(meeting, participation=participation, sequence=sequence, now=now)
    before = Rsvp.objects.filter(meeting=meeting, participation=participation).first()
    if before and (before.answer, before.sequence) == (answer, meeting.sequence):
        return before
    rsvp, _created = Rsvp.objects.update_or_create(
        meeting=meeting,
        participation=participation,
        defaults={"answer": answer, "sequence": meeting.sequence, "program_id": meeting.program_id},
    )
    record_event("meeting_answered", meeting, by=participation, answer=str(answer))
    return rsvp


@transaction.atomic
def undo_answer(meeting: Meeting, *, participation: Participation, now: datetime.datetime | None = None) -> None:
    """As if the member had not answered; undoing twice is undoing once."""
    meeting = _open_meeting(meeting, participation=participation, sequence=None, now=now)
    undone, _rows = Rsvp.objects.filter(meeting=meeting, participation=participation).delete()
    if undone:
        record_event("meeting_answer_undone", meeting, by=participation)


def _open_meeting(meeting, *, participation, sequence, now) -> Meeting:
    """The meeting as it is now, held against changes, when this member can answer it."""
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.is_cancelled:
        raise MeetingCancelled
    if meeting.is_over(now or timezone.now()):
        raise MeetingOver
    if sequence is not None and sequence != meeting.sequence:
        raise MeetingHasChanged
    if not Membership.objects.current().filter(group=meeting.group_id, participation=participation).exists():
        raise NoSeatHere
    return meeting
