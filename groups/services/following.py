"""“This and following”: from one meeting on, a series has another day, hour, length, place or link.

The series is cut in two and its rows pass to the second part: the same rows, so answers, logs and addresses stay. What
was cancelled or moved by itself stays as it was arranged; what has begun, is logged or was attended never moves.
"""

import datetime
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.following import DayIsTaken, NotPromised, Split, TooFar, split
from groups.models import Meeting, MeetingState, Series
from groups.queries.telling import members_to_tell
from groups.services.meetings import MeetingIsOff, MeetingIsPast, TimeIsPast, TimeIsTaken
from groups.services.series import AHEAD, MEETING_NOTICES, EndedAlready, make_missing, take_holiday
from programs.errors import DomainError, StaleState
from programs.models import Participation
from programs.services.events import record_event
from programs.services.notices import owe_notice, void_notices

# What a row may take from the series that goes on.
PASSED_ON = [
    "series", "original_start", "starts_at", "ends_at", "place", "link", "state", "reason", "is_holiday", "sequence",
    "updated_at",
]  # fmt: skip


class NotRegular(DomainError):
    message = _("This meeting does not belong to a series. Move it by itself.")


class OtherDay(DomainError):
    message = _("The group already meets on this day of the week. Choose another day.")


class BeyondOtherDay(DomainError):
    message = _("The two days of the week must take turns. Choose a day that lies nearer.")


@dataclass
class Change:
    """What “this and following” does: the series that goes on, and its rows as they will be. Nothing is saved yet.

    `kept`: rows to come that stay at the time that was arranged for them alone.
    """

    series: Series
    rule_before: str
    meetings: list[Meeting] = field(default_factory=list)
    moved: list[Meeting] = field(default_factory=list)
    kept: list[Meeting] = field(default_factory=list)


def plan_following(
    meeting: Meeting,
    *,
    starts_at_local: datetime.datetime,
    minutes: int,
    place: str = "",
    link: str = "",
    now: datetime.datetime | None = None,
) -> Change:
    """What would happen, for the page that asks first. `starts_at_local`: naive, where `meeting` goes.

    Raises `NotRegular`, `EndedAlready`, `MeetingIsOff`, `MeetingIsPast`, `TimeIsPast`, `TimeIsTaken`, `OtherDay`,
    `BeyondOtherDay`.
    """
    now = now or timezone.now()
    old = _check_may_change(meeting, now)
    cut = _cut(old, meeting, starts_at_local, before=now + AHEAD)
    goes_on = Series(
        program=meeting.program, group=meeting.group, time_zone=old.time_zone, rhythm=old.rhythm, follows=old,
        rule=cut.rule, starts_on=cut.first.date(), starts_at_local=cut.first.time(), minutes=minutes, place=place,
        link=link,
    )  # fmt: skip
    change = Change(goes_on, cut.before)
    rows = old.meetings.filter(original_start__gte=meeting.original_start).select_related("group", "program", "log")
    by_start = {row.original_start: row for row in rows.prefetch_related("attendances")}
    for was, will_be in cut.pairs:
        if was.start in by_start:
            _carry_over(change, by_start[was.start], old, will_be.start, now, first=was.start == meeting.original_start)
    first = next(row for row in change.meetings if row.pk == meeting.pk)
    if first.starts_at <= now:
        raise TimeIsPast
    _check_free(change)
    return change


@transaction.atomic
def change_following(
    meeting: Meeting,
    *,
    by: Participation | None,
    starts_at_local: datetime.datetime,
    minutes: int,
    place: str = "",
    link: str = "",
    sequence: int | None = None,
    now: datetime.datetime | None = None,
) -> Series:
    """This meeting and all that follow it have another day, hour, length, place or link, as `plan_following` says.

    Everyone concerned is told once; answers to meetings that change are asked anew. Changing to what is already so
    changes nothing and tells nobody. `sequence`: the version that was looked at. Returns the series that goes on.
    Raises what `plan_following` raises, and `StaleState`.
    """
    now = now or timezone.now()
    if meeting.series_id is None:
        raise NotRegular
    # The series first, as whoever ends it or tops it up does; its rows in order, as everywhere.
    Series.objects.select_for_update(of=("self",)).get(pk=meeting.series_id)
    rows = Meeting.objects.select_for_update(of=("self",)).filter(series=meeting.series_id).order_by("pk")
    list(rows.filter(original_start__gte=meeting.original_start).values_list("pk", flat=True))
    meeting = Meeting.objects.select_related("group", "program", "series").get(pk=meeting.pk)
    if is_so_already(meeting, starts_at_local=starts_at_local, minutes=minutes, place=place, link=link):
        return meeting.series
    if sequence is not None and sequence != meeting.sequence:
        raise StaleState
    change = plan_following(meeting, starts_at_local=starts_at_local, minutes=minutes, place=place, link=link, now=now)
    series, old = change.series, meeting.series
    series.save()
    old.rule, old.ended_at = change.rule_before, now
    old.save(update_fields=["rule", "ended_at"])
    for row in change.meetings:
        row.series, row.updated_at = series, now
    Meeting.objects.bulk_update(
        change.meetings,
        PASSED_ON,
    )
    make_missing(series, now)
    record_event("series_changed", series, by=by, meetings=len(change.moved))
    for row in change.moved:
        void_notices(MEETING_NOTICES, row)
    void_notices(["series_changed"], old)
    for person in members_to_tell(series.group, meetings=change.moved):
        owe_notice("series_changed", series, recipient=person, program=series.program)
    return series


def is_so_already(meeting: Meeting, *, starts_at_local, minutes: int, place: str, link: str) -> bool:
    """The series has this hour, length, place and link, and the meeting is where its rule puts it."""
    series = meeting.series
    return (
        meeting.original_start.astimezone(series.zone).replace(tzinfo=None) == starts_at_local
        and (series.starts_at_local, series.minutes) == (starts_at_local.time(), minutes)
        and (series.place, series.link) == (place, link)
        and not meeting.was_moved
        and (meeting.place, meeting.link) == (place, link)
    )


def _check_may_change(meeting: Meeting, now: datetime.datetime) -> Series:
    if meeting.series is None:
        raise NotRegular
    if meeting.series.ended_at is not None:
        raise EndedAlready
    if meeting.is_cancelled and not meeting.is_holiday:
        raise MeetingIsOff
    if meeting.starts_at <= now:
        raise MeetingIsPast
    return meeting.series


def _cut(series: Series, meeting: Meeting, to: datetime.datetime, *, before: datetime.datetime) -> Split:
    first = datetime.datetime.combine(series.starts_on, series.starts_at_local)
    furthest = series.meetings.order_by("-original_start").values_list("original_start", flat=True).first()
    try:
        return split(
            series.rhythm, series.rule, first=first, zone=series.zone, at=meeting.original_start, to=to,
            before=max(before, furthest + datetime.timedelta(seconds=1)),
        )  # fmt: skip
    except NotPromised:
        raise NotRegular from None
    except DayIsTaken:
        raise OtherDay from None
    except TooFar:
        raise BeyondOtherDay from None


def _carry_over(change: Change, row: Meeting, old: Series, start, now: datetime.datetime, *, first: bool) -> None:
    """One row into the series that goes on: its own arrangements stay, the rest is as the series says."""
    series = change.series
    change.meetings.append(row)
    before = (row.starts_at, row.ends_at, row.place, row.link, row.state)
    was_moved, length = row.was_moved, row.ends_at - row.starts_at
    row.original_start = start
    day = row.local_start.date()
    if (
        row.starts_at <= now
        or hasattr(row, "log")
        or row.attendances.all()
        or (row.is_cancelled and not row.is_holiday)
    ):
        return
    if was_moved and not first:
        change.kept.append(row)
        return
    own_length = length != datetime.timedelta(minutes=old.minutes)
    row.starts_at = start
    row.ends_at = start + (length if own_length and not first else datetime.timedelta(minutes=series.minutes))
    if first or row.place == old.place:
        row.place = series.place
    if first or row.link == old.link:
        row.link = series.link
    if row.is_holiday or row.local_start.date() != day:  # a day off that the group did not want off stays on
        row.state, row.reason, row.is_holiday = MeetingState.PLANNED, "", False
        take_holiday(row)
    if before != (row.starts_at, row.ends_at, row.place, row.link, row.state):
        row.sequence += 1
        change.moved.append(row)


def _check_free(change: Change) -> None:
    """No two meetings of the group at one time, neither with others nor among these."""
    planned = [row.starts_at for row in change.meetings if not row.is_cancelled]
    others = change.series.group.meetings.planned().exclude(pk__in=[row.pk for row in change.meetings])
    if (
        len(set(planned)) < len(planned)
        or others.filter(starts_at__in=[row.starts_at for row in change.moved]).exists()
    ):
        raise TimeIsTaken
