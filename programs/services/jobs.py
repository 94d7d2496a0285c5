"""Starting and cancelling long work. A job is a row; a worker finds it there, nudged or not."""

import logging

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from programs.errors import DomainError, IllegalMove, StaleState
from programs.jobs import JOB_KINDS
from programs.models import Job, JobState, Participation, Person
from programs.services.events import record_event
from programs.tasks import run_jobs

logger = logging.getLogger(__name__)

MOST_AT_ONCE = 3  # of one person


class TooMuchAtOnce(DomainError):
    message = _("Three of your tasks are still under way. Wait until one has ended, or cancel one.")


class EndedAlready(StaleState):
    message = _("It had ended already.")


@transaction.atomic
def start_job(kind: str, *, by: Participation, data: dict | None = None, file: bytes | None = None) -> Job:
    """Let a worker do `kind` for `by`, with `data` (ids, numbers, codes) and perhaps a file.

    What it says when it ends is written in the language that is active now. Raises `TooMuchAtOnce`.
    """
    if kind not in JOB_KINDS:
        raise LookupError(kind)
    Person.objects.select_for_update().get(pk=by.person_id)  # of two uploads at once, one is counted first
    if Job.objects.live().filter(by=by.person_id).count() >= MOST_AT_ONCE:
        raise TooMuchAtOnce
    facts = {"participation": by.pk, "language": get_language() or by.person.language}
    job = Job.objects.create(
        kind=kind,
        program=by.program,
        by=by.person,
        data=(data or {}) | facts,
        file=file,
        steps=len(JOB_KINDS[kind].steps),
    )
    record_event("job_started", job, by=by, kind=kind)
    transaction.on_commit(_nudge)
    return job


@transaction.atomic
def cancel_job(job: Job, *, by: Participation) -> None:
    """Stop it: at once while it waits, before its next step while it is being done. Nothing of it is kept.

    Raises `EndedAlready` when it has ended meanwhile.
    """
    current = Job.objects.select_for_update().get(pk=job.pk)
    try:
        current.move_to(JobState.CANCELLED, finished_at=timezone.now(), file=None)
    except (IllegalMove, StaleState) as error:
        raise EndedAlready from error
    record_event("job_cancelled", job, by=by, kind=job.kind)


def _nudge() -> None:
    try:
        run_jobs.delay()
    except run_jobs.OperationalError as error:  # no broker: beat comes by anyway
        logger.warning("no nudge for long work error=%s", type(error.__cause__ or error).__name__)
