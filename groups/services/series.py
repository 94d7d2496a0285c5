"""Regular meetings: a rhythm becomes rows, kept twelve months ahead."""

import datetime
import logging
from collections.abc import Iterable, Iterator

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import CoverState, Group, Meeting, MeetingState, Series
from groups.queries.telling import members_to_tell
from groups.recurrence import ending_at, expand, rule_for
from programs.errors import DomainError
from programs.models import Participation, Task, TaskKind
from programs.services.events import record_event
from programs.services.notices import owe_notice, void_notices
from programs.services.tasks import open_task

logger = logging.getLogger(__name__)

AHEAD = relativedelta(months=12)
BATCH = 200  # series that are topped up in one transaction
# What may be owed about a meeting that now will not take place.
MEETING_NOTICES = ["meeting_reminder", "meeting_moved", "meeting_cancelled"]


class EndedAlready(DomainError):
    message = _("These regular meetings have already been ended.")


class NoMeetings(DomainError):
    message = _("No meeting falls between the first and the last day.")


@transaction.atomic
def start_series(
    group: Group,
    *,
    by: Participation | None,
    rhythm: str,
    starts_on: datetime.date,
    starts_at_local: datetime.time,
    minutes: int = 90,
    until: datetime.date | None = None,
    count: int | None = None,
    also_on: int | None = None,
    now: datetime.datetime | None = None,
) -> Series:
    """Let the group meet in this rhythm, on the clock of its wall; its meetings of the next twelve months are made.

    `also_on`: the second weekday (Monday = 0) of a rhythm of twice a week. The same rhythm, started twice, is started
    once. Raises `NoMeetings` when the rule gives none.
    """
    group = Group.objects.select_for_update(of=("self",)).select_related("program").get(pk=group.pk)
    rule = rule_for(rhythm, starts_on, zone=group.zone, also_on=also_on, until=until, count=count)
    facts = {
        "rhythm": rhythm,
        "rule": rule,
        "starts_on": starts_on,
        "starts_at_local": starts_at_local,
        "minutes": minutes,
    }
    same = group.series.running().filter(**facts).first()
    if same is not None:
        return same
    series = Series.objects.create(program=group.program, group=group, time_zone=group.time_zone, until=until, **facts)
    meetings = list(_meetings_of(series, after=None, before=(now or timezone.now()) + AHEAD))
    if not meetings:
        raise NoMeetings
    Meeting.objects.bulk_create(meetings)
    record_event("series_started", series, by=by, rhythm=rhythm, meetings=len(meetings))
    return series


@transaction.atomic
def end_series(series: Series, *, by: Participation | None, now: datetime.datetime | None = None) -> int:
    """No further meeting: those to come are taken out of the calendar, and the group is told once, not for each.

    What already took place stays, and so does a meeting that was moved out of the past into the future.
    Returns how many meetings were taken out. Raises `EndedAlready`.
    """
    now = now or timezone.now()
    series = Series.objects.select_for_update(of=("self",)).select_related("group", "program").get(pk=series.pk)
    if series.ended_at is not None:
        raise EndedAlready
    to_come = take_out(series.to_come(now), by=by)
    series.ended_at = now
    series.rule = ending_at(series.rule, now)
    series.save(update_fields=["ended_at", "rule"])
    record_event("series_ended", series, by=by, meetings=to_come)
    if to_come:
        for person in members_to_tell(series.group):
            owe_notice("series_ended", series, recipient=person, program=series.program)
    return to_come


def take_out(
    meetings: QuerySet[Meeting], *, by: Participation | None, promised_until: datetime.datetime | None = None
) -> int:
    """Meetings to come go out of the calendar; how many that were. The group is told by the caller, of all at once.

    Where somebody was asked to stand in the row stays, cancelled: who said yes is told of it. So does one that its rule
    goes on promising, because it was moved there from before `promised_until`: else it would be made again.
    """
    rows = list(meetings.select_related("group", "program").prefetch_related("covers__stand_in__person"))
    for meeting in rows:
        void_notices(MEETING_NOTICES, meeting)
    stay = [
        meeting
        for meeting in rows
        if meeting.covers.all() or (promised_until is not None and meeting.original_start <= promised_until)
    ]
    Meeting.objects.filter(pk__in={meeting.pk for meeting in rows} - {meeting.pk for meeting in stay}).delete()
    for meeting in stay:
        if not meeting.is_cancelled:
            _call_off(meeting, by=by)
    return len(rows)


def _call_off(meeting: Meeting, *, by: Participation | None) -> None:
    meeting.move_to(MeetingState.CANCELLED, sequence=meeting.sequence + 1)
    record_event("meeting_cancelled", meeting, by=by, sequence=meeting.sequence)
    for cover in meeting.covers.all():
        if cover.state == CoverState.TAKEN:
            owe_notice(
                "meeting_cancelled", meeting, recipient=cover.stand_in.person, program=meeting.program,
                version=meeting.sequence, expires_at=meeting.ends_at,
            )  # fmt: skip


def top_up_meetings(now: datetime.datetime) -> int:
    """Make what is missing of the meetings of the next twelve months, for every running series; how many that were.

    Idempotent. A series that cannot be expanded (a time zone that no longer exists) does not stop the others: it
    becomes an urgent task on the desk of its program.
    """
    ids = list(Series.objects.running().order_by("pk").values_list("pk", flat=True))
    return sum(_top_up(ids[start : start + BATCH], now) for start in range(0, len(ids), BATCH))


@transaction.atomic
def _top_up(ids: list[int], now: datetime.datetime) -> int:
    # Locked, so that a series that is being ended gets no new meeting behind the back of whoever ends it.
    batch = (
        Series.objects.running().select_for_update(of=("self",)).select_related("program", "group").filter(pk__in=ids)
    )
    known = set(
        Meeting.objects.filter(series__in=ids, original_start__gt=now).values_list("series_id", "original_start")
    )
    missing = [
        meeting
        for meeting in _meetings_of_all(batch, after=now, before=now + AHEAD)
        if (meeting.series_id, meeting.original_start) not in known
    ]
    Meeting.objects.bulk_create(missing, batch_size=1000, ignore_conflicts=True)
    return len(missing)


def make_missing(series: Series, now: datetime.datetime) -> int:
    """Make the meetings of one series, locked by the caller, that are still missing in the next twelve months."""
    known = set(series.meetings.values_list("original_start", flat=True))
    missing = [
        meeting
        for meeting in _meetings_of(series, after=now, before=now + AHEAD)
        if meeting.original_start not in known
    ]
    Meeting.objects.bulk_create(missing)
    return len(missing)


def _meetings_of_all(batch: Iterable[Series], *, after, before) -> Iterator[Meeting]:
    for series in batch:
        try:
            yield from list(_meetings_of(series, after=after, before=before))
        except (ValueError, LookupError):  # ZoneInfoNotFoundError is a LookupError
            logger.exception("series %s cannot be expanded", series.pk)
            _raise_alarm(series, today=before.date() - AHEAD)


def _raise_alarm(series: Series, *, today: datetime.date) -> None:
    """Once: a task that is still open is alarm enough."""
    about = {"about_kind": series._meta.label_lower, "about_id": series.pk}
    if not Task.objects.open().filter(**about).exists():
        open_task(
            series.program,
            kind=TaskKind.FOLLOW_UP,
            due_on=today,
            by=None,
            about=series,
            urgent=True,
            note=str(_("The meetings of this group could not be planned ahead. Please look at its rhythm.")),
        )


def _meetings_of(series: Series, *, after: datetime.datetime | None, before: datetime.datetime) -> Iterator[Meeting]:
    """Unsaved rows, none after the planned end of the group; a meeting lasts its minutes in real time, also in a night
    when the clock jumps.
    """
    length = datetime.timedelta(minutes=series.minutes)
    first = datetime.datetime.combine(series.starts_on, series.starts_at_local)
    over = series.group.over_after
    if over is not None:
        before = min(before, over + datetime.timedelta(seconds=1))
    for occurrence in expand(series.rule, first=first, zone=series.zone, after=after, before=before):
        meeting = Meeting(
            program=series.program,
            group=series.group,
            series=series,
            original_start=occurrence.start,
            starts_at=occurrence.start,
            ends_at=occurrence.start + length,
            place=series.place,
            link=series.link,
        )
        take_holiday(meeting)
        yield meeting


def take_holiday(meeting: Meeting) -> None:
    """An unsaved meeting on a day off is there, but cancelled: calendars and members see why nobody meets."""
    name = meeting.holiday_named(meeting.group.language) if meeting.group.skips_holidays else ""
    if name:
        meeting.state, meeting.reason, meeting.is_holiday = MeetingState.CANCELLED, name, True
