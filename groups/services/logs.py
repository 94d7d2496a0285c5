"""The session log: written once, corrected for a day. What follows from it stands in `after_session.py`."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import AttendanceStatus, LogDraft, Meeting, Mood, SecondLog, SessionLog
from groups.services.absences import notice_absences
from groups.services.after_session import (
    ask_for_feedback,
    check_people,
    open_follow_ups,
    raise_concern,
    raise_conflict,
    write_attendance,
    write_walk_ins,
)
from groups.session_account import Account, Concern, More
from programs.errors import DomainError, StaleState
from programs.models import Participation
from programs.services.events import record_event
from programs.services.notices import void_notices


class NotStarted(DomainError):
    message = _("This meeting has not started yet. You can write its log once it has.")


class WasCancelled(DomainError):
    message = _("This meeting was cancelled, so there is nothing to log.")


class LoggedAlready(DomainError):
    message = _("The log of this meeting is already written. Nothing of yours was saved over it.")


class LogClosed(DomainError):
    message = _("This log can no longer be changed. You can add to it.")


class KeyOfAnother(DomainError):
    message = _("This log was already sent for another meeting.")


@transaction.atomic
def save_log(
    meeting: Meeting,
    *,
    by: Participation,
    attendance: dict[int, AttendanceStatus],
    mood: Mood,
    note: str = "",
    concern: Concern | None = None,
    more: More | None = None,
    key: str = "",
    now: datetime.datetime | None = None,
) -> SessionLog | SecondLog:
    """Write the one log of a meeting; `attendance` maps participation keys to how each person came.

    `key` (at most 40 characters, made where the log is typed) makes it safe to send again: the log it wrote comes
    back and nothing happens twice. When the meeting is logged by somebody else already, or from another device, an
    account with a key is kept as a `SecondLog`; without a key it is refused with `LoggedAlready`.

    Those who came are asked for feedback; a concern opens a safety case and a conflict a task, also from a second
    account; what we still owed about a missing log is void; `by`'s draft is gone.
    Raises `NotStarted`, `WasCancelled`, `NotInGroup`, `KeyOfAnother`.
    """
    now, more = now or timezone.now(), more or More()
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("program", "group").get(pk=meeting.pk)
    standing = _sent_before(meeting, key, by)
    if standing is not None:
        return standing
    if meeting.starts_at > now:
        raise NotStarted
    logged = SessionLog.objects.filter(meeting=meeting).exists()
    if meeting.is_cancelled and not logged:
        raise WasCancelled
    if logged and not key:
        raise LoggedAlready
    check_people(meeting, attendance)
    if logged:
        written = _keep_second(meeting, by=by, attendance=attendance, mood=mood, note=note, more=more, key=key)
        if concern:
            SessionLog.objects.filter(meeting=meeting).update(had_concern=True)
        if more.conflict:
            SessionLog.objects.filter(meeting=meeting).update(had_conflict=True)
    else:
        written = SessionLog.objects.create(
            program=meeting.program,
            group=meeting.group,
            meeting=meeting,
            mood=mood,
            note=note,
            themes=list(more.themes),
            carry_over=more.carry_over,
            had_concern=concern is not None,
            had_conflict=bool(more.conflict),
            key=key or None,
            written_by=by,
        )
        write_attendance(meeting, attendance)
        write_walk_ins(written, more.walk_ins)
        open_follow_ups(meeting, more.follow_ups, by=by)
        record_event("session_logged", written, by=by, mood=str(mood))
        void_notices(["log_missing"], meeting)
        ask_for_feedback(meeting, now=now)
        notice_absences(meeting, now=now)
    if concern:
        raise_concern(meeting, concern, by=by)
    if more.conflict:
        raise_conflict(meeting, more.conflict, by=by, now=now)
    LogDraft.objects.filter(meeting=meeting, by=by).delete()
    return written


def _sent_before(meeting, key, by) -> SessionLog | SecondLog | None:
    """What this key has written already. The meeting is locked, so the same log sent twice at once finds its first."""
    if not key:
        return None
    for model, writer in ((SessionLog, "written_by_id"), (SecondLog, "by_id")):
        row = model.objects.filter(key=key).first()
        if row is None:
            continue
        if row.meeting_id != meeting.pk or getattr(row, writer) != by.pk:
            raise KeyOfAnother
        return row
    return None


def _keep_second(meeting, *, by, attendance, mood, note, more, key) -> SecondLog:
    """Somebody else was first: keep this account beside the log until one is chosen."""
    account = Account(
        attendance={pk: str(status) for pk, status in attendance.items()},
        mood=str(mood),
        note=note,
        themes=more.themes,
        carry_over=more.carry_over,
        walk_ins=more.walk_ins,
        follow_ups=more.follow_ups,
    )
    second = SecondLog.objects.create(
        program=meeting.program, meeting=meeting, by=by, key=key, content=account.as_text()
    )
    record_event("second_account_kept", second, by=by)
    return second


@transaction.atomic
def change_log(
    log: SessionLog,
    *,
    by: Participation,
    attendance: dict[int, AttendanceStatus],
    mood: Mood,
    note: str = "",
    concern: Concern | None = None,
    more: More | None = None,
    seen: datetime.datetime | None = None,
    now: datetime.datetime | None = None,
) -> SessionLog:
    """Correct the log while the program's hours for it last (`LogClosed` after that).

    `seen` is the log's `changed_at` when the facilitator opened it: when a colleague changed it since, `StaleState`.
    Who came after all is asked for feedback, who did not is no longer asked; a concern, a conflict and follow-ups come
    beside earlier ones. Without `more`, what stands behind it stays.
    """
    now = now or timezone.now()
    log = (
        SessionLog.objects.select_for_update(of=("self",))
        .select_related("program", "meeting__group", "meeting__program")
        .get(pk=log.pk)
    )
    if log.editable_until() <= now:
        raise LogClosed
    if seen is not None and log.changed_at != seen:
        raise StaleState
    check_people(log.meeting, attendance)
    log.mood, log.note = mood, note
    log.had_concern = log.had_concern or concern is not None
    if more is not None:
        log.themes, log.carry_over = list(more.themes), more.carry_over
        log.had_conflict = log.had_conflict or bool(more.conflict)
        write_walk_ins(log, more.walk_ins)
        open_follow_ups(log.meeting, more.follow_ups, by=by)
    log.save()
    write_attendance(log.meeting, attendance)
    record_event("session_log_changed", log, by=by, mood=str(mood))
    ask_for_feedback(log.meeting, now=now)
    notice_absences(log.meeting, now=now)
    if concern:
        raise_concern(log.meeting, concern, by=by)
    if more is not None and more.conflict:
        raise_conflict(log.meeting, more.conflict, by=by, now=now)
    LogDraft.objects.filter(meeting=log.meeting, by=by).delete()
    return log
