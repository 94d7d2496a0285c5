"""What is added to a log, and how it was for those who led the session."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import Debrief, LogAddendum, SessionLog
from programs.errors import DomainError
from programs.models import Participation, Task, TaskKind
from programs.services.events import record_event
from programs.services.tasks import open_task


class NothingWritten(DomainError):
    message = _("Write what you want to add.")


class StillOpen(DomainError):
    message = _("You can still change this log. Change it instead of adding to it.")


@transaction.atomic
def add_to_log(log: SessionLog, *, by: Participation, text: str, now: datetime.datetime | None = None) -> LogAddendum:
    """Add a line to a log that can no longer be changed; nothing that was added is ever changed.

    The same line sent twice stands there once. Raises `NothingWritten`, `StillOpen`.
    """
    log = SessionLog.objects.select_for_update(of=("self",)).select_related("program").get(pk=log.pk)
    text = text.strip()
    if not text:
        raise NothingWritten
    if log.editable_until() > (now or timezone.now()):
        raise StillOpen
    for standing in log.addenda.filter(by=by):
        if standing.text == text:
            return standing
    addendum = LogAddendum.objects.create(program_id=log.program_id, log=log, by=by, text=text)
    record_event("added_to_session_log", log, by=by)
    return addendum


@transaction.atomic
def write_debrief(log: SessionLog, *, by: Participation, weight: Debrief.Weight, words: str = "") -> Debrief:
    """How the session was for `by`, once each and changed as long as they like. The coordination reads it.

    Who would like to talk about it is a follow-up of the coordination, once.
    """
    log = SessionLog.objects.select_for_update(of=("self",)).select_related("meeting", "program").get(pk=log.pk)
    facts = {"weight": weight, "words": words.strip()}
    debrief, _is_new = Debrief.objects.update_or_create(
        log=log,
        by=by,
        defaults=facts,
        create_defaults=facts | {"program_id": log.program_id, "group_id": log.group_id},
    )
    record_event("debrief_written", log, by=by)
    if weight == Debrief.Weight.TALK:
        _ask_to_talk(debrief, log, by)
    return debrief


def _ask_to_talk(debrief, log, by) -> None:
    asked = {"kind": TaskKind.FOLLOW_UP, "about_kind": Debrief._meta.label_lower, "about_id": debrief.pk}
    if not Task.objects.filter(program=log.program_id, **asked).exists():
        words = "\n".join(part for part in (str(Debrief.Weight.TALK.label), debrief.words) if part)
        today = timezone.now().astimezone(log.program.zone).date()
        open_task(
            log.program, kind=TaskKind.FOLLOW_UP, due_on=today, by=by, about=debrief, person=by.person, note=words
        )
