"""What a supporter writes after meeting somebody; the other one reads it and may ask for other words."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import Attendance, AttendanceStatus, Meeting, Mood, SecondLog, SessionLog
from groups.services.logs import LogClosed, LoggedAlready, change_log, save_log
from groups.session_account import Concern
from mentoring.models import Correction, Pairing, PairLog
from programs.errors import DomainError, StaleState
from programs.models import Mode, Participation, Task, TaskKind
from programs.services.events import record_event
from programs.services.notices import owe_notice, void_notices
from programs.services.tasks import complete_task, open_task

WORDS = ("purpose", "done", "response", "next_steps")
ANSWER_WITHIN = datetime.timedelta(days=7)


class NotTheirLog(DomainError):
    message = _("Only the peer of this pair writes its log.")


class EndsBeforeBeginning(DomainError):
    message = _("The meeting ends before it begins.")


@transaction.atomic
def write_pair_log(
    meeting: Meeting,
    *,
    by: Participation,
    came: AttendanceStatus,
    mood: Mood,
    began_at: datetime.datetime,
    ended_at: datetime.datetime,
    mode: Mode,
    concern: Concern | None = None,
    now: datetime.datetime | None = None,
    **words: str,
) -> PairLog:
    """Write the one log of a meeting of two. `words`: purpose, done, response, next_steps.

    The session log beside it holds that they met and how it was, never the words: those are for the two.
    Raises `NotTheirLog`, `EndsBeforeBeginning`, and what `save_log` raises.
    """
    pairing = Pairing.objects.select_related("program", "supporter").get(group=meeting.group_id)
    _check(pairing, by, began_at, ended_at)
    written = save_log(meeting, by=by, attendance={pairing.participation_id: came}, mood=mood, concern=concern, now=now)
    if isinstance(written, SecondLog):
        raise LoggedAlready
    log = PairLog.objects.create(
        program=pairing.program,
        pairing=pairing,
        meeting=meeting,
        began_at=began_at,
        ended_at=ended_at,
        mode=mode,
        written_by=by,
        **_stripped(words),
    )
    record_event("pair_log_written", log, by=by)
    return log


@transaction.atomic
def change_pair_log(
    log: PairLog,
    *,
    by: Participation,
    came: AttendanceStatus,
    mood: Mood,
    began_at: datetime.datetime,
    ended_at: datetime.datetime,
    mode: Mode,
    concern: Concern | None = None,
    seen: datetime.datetime | None = None,
    now: datetime.datetime | None = None,
    **words: str,
) -> PairLog:
    """Other words while the hours for it last, and for as long as a correction that was asked for waits.

    After those hours only the words change. `seen`: the log's `changed_at` when it was opened (`StaleState`).
    Raises `LogClosed`, `NotTheirLog`, `EndsBeforeBeginning`.
    """
    now = now or timezone.now()
    log = PairLog.objects.select_for_update(of=("self",)).select_related("pairing__supporter", "program").get(pk=log.pk)
    _check(log.pairing, by, began_at, ended_at)
    if seen is not None and seen != log.changed_at:
        raise StaleState
    session = SessionLog.objects.select_related("program").get(meeting=log.meeting_id)
    if session.editable_until() > now:
        change_log(session, by=by, attendance={log.pairing.participation_id: came}, mood=mood, concern=concern, now=now)
    elif not log.corrections.filter(answered_at=None).exists():
        raise LogClosed
    for name, value in {"began_at": began_at, "ended_at": ended_at, "mode": mode, **_stripped(words)}.items():
        setattr(log, name, value)
    log.save()
    record_event("pair_log_changed", log, by=by)
    return log


def can_change(log: PairLog, now: datetime.datetime) -> bool:
    session = SessionLog.objects.select_related("program").get(meeting=log.meeting_id)
    return session.editable_until() > now or log.corrections.filter(answered_at=None).exists()


def attendance_of(log: PairLog) -> str:
    """How the participant came, as the session log has it; empty when it says nothing."""
    rows = Attendance.objects.filter(meeting=log.meeting_id, participation=log.pairing.participation_id)
    return rows.values_list("status", flat=True).first() or ""


@transaction.atomic
def ask_correction(log: PairLog, *, by: Participation, text: str, now: datetime.datetime | None = None) -> Correction:
    """The participant would like something said otherwise: the peer is told, the coordination keeps an eye on it."""
    if by.pk != log.pairing.participation_id:
        raise NotTheirLog
    correction = Correction.objects.create(program=log.program, log=log, text=text.strip(), asked_by=by)
    record_event("correction_asked", correction, by=by)
    today = (now or timezone.now()).astimezone(log.program.zone).date()
    open_task(
        log.program,
        kind=TaskKind.CORRECTION,
        due_on=today + ANSWER_WITHIN,
        by=by,
        about=correction,
        person=by.person,
    )
    writer = log.pairing.supporter.participation.person
    owe_notice("correction_asked", correction, recipient=writer, program=log.program)
    return correction


@transaction.atomic
def answer_correction(
    correction: Correction, *, by: Participation, answer: str, now: datetime.datetime | None = None
) -> Correction:
    """The peer says what they changed, or why not; the wish stays. Raises `StaleState`, `NotTheirLog`."""
    correction = (
        Correction.objects.select_for_update(of=("self",))
        .select_related("program", "asked_by__person", "log__pairing__supporter")
        .get(pk=correction.pk)
    )
    if by.pk != correction.log.pairing.supporter.participation_id:
        raise NotTheirLog
    if correction.answered_at is not None:
        raise StaleState
    correction.answer, correction.answered_at = answer.strip(), now or timezone.now()
    correction.save(update_fields=["answer", "answered_at"])
    record_event("correction_answered", correction, by=by)
    void_notices(["correction_asked"], correction)
    for task in Task.objects.open().filter(about_kind=Correction._meta.label_lower, about_id=correction.pk):
        complete_task(task, by=by)
    owe_notice("correction_answered", correction, recipient=correction.asked_by.person, program=correction.program)
    return correction


def _check(pairing: Pairing, by: Participation, began_at, ended_at) -> None:
    if by.pk != pairing.supporter.participation_id:
        raise NotTheirLog
    if ended_at <= began_at:
        raise EndsBeforeBeginning


def _stripped(words: dict[str, str]) -> dict[str, str]:
    """Only our own columns; a name that is none of them is a mistake of the caller."""
    if set(words) - set(WORDS):
        raise TypeError(f"A log of a pair has no {', '.join(sorted(set(words) - set(WORDS)))}.")
    return {name: text.strip() for name, text in words.items()}
