"""Single meetings: planned, moved, cancelled. A series is never touched by what happens to one of its meetings."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import Group, Meeting, MeetingState
from groups.queries.telling import members_to_tell
from programs.errors import DomainError, StaleState
from programs.models import Participation
from programs.services.events import record_event
from programs.services.notices import owe_notice, void_notices


class MeetingIsPast(DomainError):
    message = _("This meeting has already begun. It can no longer be changed.")


class MeetingIsOff(DomainError):
    message = _("This meeting is cancelled already. Nobody is told a second time.")


class TimeIsPast(DomainError):
    message = _("This time is in the past. Choose a time to come.")


class EndsBeforeStart(DomainError):
    message = _("The meeting ends before it starts.")


class TimeIsTaken(DomainError):
    message = _("The group already meets at this time.")


@transaction.atomic
def plan_meeting(
    group: Group, *, by: Participation | None, starts_at: datetime.datetime, ends_at: datetime.datetime
) -> Meeting:
    """One meeting outside every series. The same meeting planned twice is planned once."""
    if ends_at <= starts_at:
        raise EndsBeforeStart
    group = Group.objects.select_for_update(of=("self",)).select_related("program").get(pk=group.pk)
    there = group.meetings.planned().filter(starts_at=starts_at).first()
    if there is not None:
        if there.series_id is None and there.ends_at == ends_at:
            return there
        raise TimeIsTaken
    meeting = Meeting.objects.create(
        program=group.program, group=group, original_start=starts_at, starts_at=starts_at, ends_at=ends_at
    )
    record_event("meeting_planned", meeting, by=by)
    return meeting


@transaction.atomic
def move_meeting(
    meeting: Meeting,
    *,
    by: Participation | None,
    starts_at: datetime.datetime,
    ends_at: datetime.datetime,
    place: str = "",
    link: str = "",
    reason: str = "",
    sequence: int | None = None,
    now: datetime.datetime | None = None,
) -> Meeting:
    """Give one meeting another time, place or link. Reminders of the old time are void, those concerned are told,
    and answers given to the old time are asked anew (their `sequence` is behind).

    Moving it to where it is already changes nothing and tells nobody, so pressing twice acts once. `sequence` is the
    version the person looked at: when somebody changed the meeting meanwhile, `StaleState`.
    Raises `MeetingIsOff`, `MeetingIsPast`, `TimeIsPast`, `TimeIsTaken`, `EndsBeforeStart`, `StaleState`.
    """
    now = now or timezone.now()
    meeting = _locked(meeting)
    wanted = {"starts_at": starts_at, "ends_at": ends_at, "place": place, "link": link}
    if all(getattr(meeting, name) == value for name, value in wanted.items()):
        return meeting
    _check_may_change(meeting, now)
    if sequence is not None and sequence != meeting.sequence:
        raise StaleState
    if starts_at <= now:
        raise TimeIsPast
    if ends_at <= starts_at:
        raise EndsBeforeStart
    if meeting.group.meetings.planned().filter(starts_at=starts_at).exclude(pk=meeting.pk).exists():
        raise TimeIsTaken
    for name, value in {**wanted, "reason": reason, "sequence": meeting.sequence + 1}.items():
        setattr(meeting, name, value)
    meeting.save()
    record_event("meeting_moved", meeting, by=by, sequence=meeting.sequence)
    _tell("meeting_moved", meeting, expires_at=starts_at)
    return meeting


@transaction.atomic
def cancel_meeting(
    meeting: Meeting, *, by: Participation | None, reason: str = "", now: datetime.datetime | None = None
) -> Meeting:
    """The meeting does not take place. Its reminders are void and those concerned are told, once.

    Raises `MeetingIsOff` when it was cancelled before, `MeetingIsPast`.
    """
    meeting = _locked(meeting)
    _check_may_change(meeting, now or timezone.now())
    meeting.move_to(MeetingState.CANCELLED, sequence=meeting.sequence + 1, reason=reason)
    record_event("meeting_cancelled", meeting, by=by, sequence=meeting.sequence)
    _tell("meeting_cancelled", meeting, expires_at=meeting.ends_at)
    return meeting


def _locked(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_for_update(of=("self",)).select_related("group", "program").get(pk=meeting.pk)


def _check_may_change(meeting: Meeting, now: datetime.datetime) -> None:
    if meeting.is_cancelled:
        raise MeetingIsOff
    if meeting.starts_at <= now:
        raise MeetingIsPast


def _tell(kind: str, meeting: Meeting, *, expires_at: datetime.datetime) -> None:
    """What was owed about the meeting as it was is void; everyone concerned learns how it is now."""
    void_notices(["meeting_reminder", "meeting_moved", "meeting_cancelled"], meeting)
    for person in members_to_tell(meeting.group, meetings=[meeting]):
        owe_notice(
            kind, meeting, recipient=person, program=meeting.program, version=meeting.sequence, expires_at=expires_at
        )
