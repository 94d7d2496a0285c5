"""The session log: who came, the mood, a worry if there is one."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import CAME, Attendance, AttendanceStatus, FeedbackRequest, Meeting, Membership, Mood, SessionLog
from intake.models import Trigger
from intake.services.surveys import ask_after, call_off
from programs.errors import DomainError, StaleState
from programs.models import Participation, ParticipationState, Role, Task, TaskKind
from programs.services.events import record_event
from programs.services.notices import owe_notice, void_notices
from programs.services.tasks import open_task

FEEDBACK_OPEN_FOR = datetime.timedelta(days=7)


class NotStarted(DomainError):
    message = _("This meeting has not started yet. You can write its log once it has.")


class WasCancelled(DomainError):
    message = _("This meeting was cancelled, so there is nothing to log.")


class LoggedAlready(DomainError):
    message = _("The log of this meeting is already written. Nothing of yours was saved over it.")


class LogClosed(DomainError):
    message = _("This log can no longer be changed. If something is wrong, tell the coordinator.")


class NotInGroup(DomainError):
    message = _("One of these people is not in the group.")


@dataclass(frozen=True)
class Concern:
    """A worry in one line; `about` is a member of the group, or None when it is about the group."""

    words: str
    about: Participation | None = None


@transaction.atomic
def save_log(
    meeting: Meeting,
    *,
    by: Participation,
    attendance: dict[int, AttendanceStatus],
    mood: Mood,
    note: str = "",
    concern: Concern | None = None,
    now: datetime.datetime | None = None,
) -> SessionLog:
    """Write the one log of a meeting; `attendance` maps participation keys to how each person came.

    Those who came are asked for feedback; a concern becomes an urgent task, and who looks after people is told at
    once; what we still owed about a missing log is void. Of two who save at once the second gets `LoggedAlready`.
    Raises `NotStarted`, `WasCancelled`, `NotInGroup`.
    """
    now = now or timezone.now()
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("program", "group").get(pk=meeting.pk)
    if meeting.is_cancelled:
        raise WasCancelled
    if meeting.starts_at > now:
        raise NotStarted
    if SessionLog.objects.filter(meeting=meeting).exists():
        raise LoggedAlready
    log = SessionLog.objects.create(
        program=meeting.program,
        group=meeting.group,
        meeting=meeting,
        mood=mood,
        note=note,
        had_concern=concern is not None,
        written_by=by,
    )
    _write_attendance(meeting, attendance)
    record_event("session_logged", log, by=by, mood=str(mood))
    void_notices(["log_missing"], meeting)
    _ask_for_feedback(meeting, now=now)
    if concern:
        _raise_concern(meeting, concern, by=by, now=now)
    return log


@transaction.atomic
def change_log(
    log: SessionLog,
    *,
    by: Participation,
    attendance: dict[int, AttendanceStatus],
    mood: Mood,
    note: str = "",
    concern: Concern | None = None,
    seen: datetime.datetime | None = None,
    now: datetime.datetime | None = None,
) -> SessionLog:
    """Correct the log while the program's hours for it last (`LogClosed` after that).

    `seen` is the log's `changed_at` when the facilitator opened it: when a colleague changed it since, `StaleState`.
    Who came after all is asked for feedback, who did not is no longer asked; a concern is raised beside earlier ones.
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
    log.mood, log.note = mood, note
    log.had_concern = log.had_concern or concern is not None
    log.save()
    _write_attendance(log.meeting, attendance)
    record_event("session_log_changed", log, by=by, mood=str(mood))
    _ask_for_feedback(log.meeting, now=now)
    if concern:
        _raise_concern(log.meeting, concern, by=by, now=now)
    return log


def _write_attendance(meeting, attendance) -> None:
    """One row per person named; people who have left the group since keep theirs."""
    known = set(
        Membership.objects.members()
        .filter(group=meeting.group_id, participation__in=attendance)
        .values_list("participation_id", flat=True)
    )
    if set(attendance) - known:
        raise NotInGroup
    Attendance.objects.bulk_create(
        [
            Attendance(program_id=meeting.program_id, meeting=meeting, participation_id=pk, status=status)
            for pk, status in attendance.items()
        ],
        update_conflicts=True,
        unique_fields=["meeting", "participation"],
        update_fields=["status"],
    )


def _ask_for_feedback(meeting, *, now) -> None:
    """Ask those who came and were not asked yet; take back what was asked of those who did not come after all.

    The surveys that the program plans after a session go the same way.
    """
    asked = {row.participation_id: row for row in FeedbackRequest.objects.filter(meeting=meeting)}
    statuses = dict(Attendance.objects.filter(meeting=meeting).values_list("participation_id", "status"))
    for participation_id, request in asked.items():
        if statuses.get(participation_id) not in CAME and not request.answered:
            void_notices(["feedback_asked"], request)
            request.delete()
    absent = [pk for pk in asked if statuses.get(pk) not in CAME]
    if absent:
        call_off(program=meeting.program, occasion=occasion_of(meeting), participations=absent)
    people = list(
        Participation.objects.live()
        .filter(pk__in=[pk for pk, status in statuses.items() if status in CAME and pk not in asked])
        .select_related("person")
    )
    ask_after(
        Trigger.SESSION,
        program=meeting.program,
        participations=people,
        occasion=occasion_of(meeting),
        on=meeting.ends_at.astimezone(meeting.program.zone).date(),
    )
    requests = FeedbackRequest.objects.bulk_create(
        [FeedbackRequest(program_id=meeting.program_id, meeting=meeting, participation=row) for row in people]
    )
    asked_at = max(now, meeting.ends_at)
    for request in requests:
        owe_notice(
            "feedback_asked",
            request,
            recipient=request.participation.person,
            program=meeting.program,
            due_at=asked_at,
            expires_at=asked_at + FEEDBACK_OPEN_FOR,
        )


def occasion_of(meeting: Meeting) -> str:
    """What surveys call this session."""
    return f"meeting:{meeting.public_id}"


def _raise_concern(meeting, concern, *, by, now) -> Task:
    task = open_task(
        meeting.program,
        kind=TaskKind.CONCERN,
        due_on=now.astimezone(meeting.program.zone).date(),
        by=by,
        about=meeting,
        person=concern.about.person if concern.about else None,
        note=concern.words,
        urgent=True,
    )
    told = Participation.objects.filter(
        program=meeting.program_id,
        role__in=[Role.COORDINATOR, Role.SAFEGUARDING],
        state=ParticipationState.ACTIVE,
    )
    for row in told.select_related("person"):
        owe_notice("concern_raised", task, recipient=row.person, program=meeting.program)
    return task
