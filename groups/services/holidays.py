"""Meetings on public holidays: taken out when they are made, put back when the group meets all the same."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import Group, Meeting, MeetingState
from groups.queries.telling import members_to_tell
from groups.services.meetings import MeetingIsPast, TimeIsTaken, cancel_meeting
from programs.errors import DomainError
from programs.models import Participation
from programs.services.events import record_event
from programs.services.notices import owe_notice, void_notices


class NoHoliday(DomainError):
    message = _("This meeting was not taken out because of a holiday.")


@transaction.atomic
def meet_all_the_same(meeting: Meeting, *, by: Participation | None, now: datetime.datetime | None = None) -> Meeting:
    """The group does not want this day off. Everyone concerned is told; doing it twice is doing it once.

    Raises `NoHoliday`, `MeetingIsPast`, `TimeIsTaken`.
    """
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("group", "program")
    meeting = rows.get(pk=meeting.pk)
    if not meeting.is_holiday:
        if meeting.is_cancelled:
            raise NoHoliday
        return meeting
    if meeting.starts_at <= (now or timezone.now()):
        raise MeetingIsPast
    if meeting.group.meetings.planned().filter(starts_at=meeting.starts_at).exists():
        raise TimeIsTaken
    _put_back(meeting)
    record_event("meeting_put_back", meeting, by=by, sequence=meeting.sequence)
    void_notices(["meeting_cancelled"], meeting)
    for person in members_to_tell(meeting.group, meetings=[meeting]):
        owe_notice(
            "meeting_moved", meeting, recipient=person, program=meeting.program, version=meeting.sequence,
            expires_at=meeting.starts_at,
        )  # fmt: skip
    return meeting


@transaction.atomic
def follow_switch(group: Group, *, by: Participation | None, now: datetime.datetime | None = None) -> int:
    """After `skips_holidays` changed: meetings to come are taken out or put back; how many that were.

    Nobody is told of a day that few have looked at yet, but where somebody has said that they come, everyone is.
    """
    now = now or timezone.now()
    rows = group.meetings.select_for_update(of=("self",)).select_related("group", "program").order_by("pk")
    rows = rows.filter(starts_at__gt=now, series__isnull=False)
    if not group.skips_holidays:
        back = list(rows.filter(is_holiday=True))
        for meeting in back:
            _put_back(meeting)
        return len(back)
    out = [meeting for meeting in rows.planned().filter(log__isnull=True) if meeting.holiday]
    for meeting in out:
        name = meeting.holiday_named(group.language)
        if meeting.rsvps.standing().coming().exists():
            cancel_meeting(meeting, by=by, reason=name, now=now)
            Meeting.objects.filter(pk=meeting.pk).update(is_holiday=True)
        else:
            meeting.move_to(MeetingState.CANCELLED, sequence=meeting.sequence + 1, reason=name, is_holiday=True)
    return len(out)


def _put_back(meeting: Meeting) -> None:
    meeting.move_to(MeetingState.PLANNED, sequence=meeting.sequence + 1, reason="", is_holiday=False)
