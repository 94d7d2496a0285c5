"""Doing long work: claim a job, do it, end it, whatever happens to the worker meanwhile.

`tries` is the fence: each claim raises it, and every later word of a worker asks for its own number. Who was thought
dead and wakes up again finds another number there, and writes nothing. All times are the database's.
"""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from programs.errors import DomainError
from programs.jobs import JobKind, job_kind
from programs.models import Job, JobState, Participation
from programs.services.events import record_event

logger = logging.getLogger(__name__)

MOST_TRIES = 3
RUN_SECONDS = 240
KEPT_DAYS = 30

CLAIM = """
UPDATE programs_job
SET state = 'running', tries = tries + 1, step = 0, at_work = '',
    beat_at = statement_timestamp(), updated_at = statement_timestamp()
WHERE id = (
    SELECT id FROM programs_job
    WHERE tries < %(most)s AND (
        state = 'queued' OR state = 'running' AND beat_at < statement_timestamp() - make_interval(secs => %(lease)s)
    )
    ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED
)
RETURNING id
"""


class Stopped(Exception):
    """The job is not this worker's any more: somebody cancelled it, or another worker has taken it up."""


def run_due(*, seconds: float = RUN_SECONDS) -> int:
    """Do what waits, one after the other, beginning nothing new after `seconds`. Returns how many were done.

    Any number of workers may run this at once.
    """
    give_up_dead()
    enough, done = time.monotonic() + seconds, 0
    while time.monotonic() < enough and (job := claim()):
        do(job)
        done += 1
    return done


def claim() -> Job | None:
    """The oldest job that waits or whose worker died, now this worker's; None when there is none."""
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, {"most": MOST_TRIES, "lease": settings.JOB_LEASE_SECONDS})
        row = cursor.fetchone()
    return Job.objects.select_related("program", "by").get(pk=row[0]) if row else None


def do(job: Job) -> None:
    """Do a claimed job to its end. Never raises but for a database that is away: then it is taken up again later."""
    kind = job_kind(job.kind)
    with translation.override(job.data.get("language") or settings.LANGUAGE_CODE):
        try:
            if kind is None:
                raise DomainError(_("This task is not known here any more."))
            with beating(job):
                found = kind.run(job, Progress(job, kind))
            _finish(job, kind, found)
        except Stopped:
            logger.info("stopped job=%s kind=%s", job.public_id, job.kind)
        except DomainError as refusal:
            _fail(job, str(refusal))
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:
            # A mistake of ours: the page gets a sentence, the log its type. Its words may repeat what a file holds.
            logger.error("failed job=%s kind=%s error=%s", job.public_id, job.kind, type(error).__name__)
            _fail(job, _("Something went wrong on our side. Nothing was changed."))


def acting(job: Job) -> Participation:
    """Who started it, as whom; refused when they do not hold that role any more."""
    found = Participation.objects.live().filter(pk=job.data.get("participation"), person=job.by_id)
    participation = found.select_related("person", "program").first()
    if participation is None:
        raise DomainError(_("You no longer have the role that this needs."))
    return participation


class Progress:
    """The job's page reads here how far it is."""

    def __init__(self, job: Job, kind: JobKind):
        self.job, self.codes = job, list(kind.steps)

    def step(self, code: str, *, number: int = 0, of: int = 0) -> None:
        changes = {"at_work": code, "step": number or self.codes.index(code) + 1, "steps": of or len(self.codes)}
        if not held(self.job).update(beat_at=Now(), **changes):
            raise Stopped


def held(job: Job) -> QuerySet:
    """The row, as long as it is this worker's."""
    return Job.objects.filter(pk=job.pk, state=JobState.RUNNING, tries=job.tries)


@contextmanager
def beating(job: Job) -> Iterator[None]:
    """While the body runs, a thread says on its own connection that this worker is alive: a step may take long."""
    done = threading.Event()
    heart = threading.Thread(target=_beat, args=(job, done), name=f"heart-{job.public_id}", daemon=True)
    heart.start()
    try:
        yield
    finally:
        done.set()
        heart.join()


def _beat(job: Job, done: threading.Event) -> None:
    try:
        while not done.wait(settings.JOB_LEASE_SECONDS / 4):
            with suppress(DatabaseError):
                held(job).update(beat_at=Now())
    finally:
        connection.close()


@transaction.atomic
def _finish(job: Job, kind: JobKind, found) -> None:
    """Write what was found and end the job, both or neither."""
    current = held(job).select_for_update().first()
    if current is None:
        raise Stopped
    result = kind.keep(job, found)
    current.move_to(JobState.DONE, result=result, step=current.steps, finished_at=timezone.now(), file=None)
    record_event("job_done", current, by=None, kind=job.kind)


@transaction.atomic
def _fail(job: Job, reason: str) -> None:
    current = held(job).select_for_update().first()
    if current is not None:
        current.move_to(JobState.FAILED, reason=reason, finished_at=timezone.now(), file=None)
        record_event("job_failed", current, by=None, kind=job.kind)


def give_up_dead() -> None:
    """What three workers died of is not tried a fourth time."""
    late = Now() - timedelta(seconds=settings.JOB_LEASE_SECONDS)
    for job in Job.objects.filter(state=JobState.RUNNING, tries__gte=MOST_TRIES, beat_at__lt=late):
        with translation.override(job.data.get("language") or settings.LANGUAGE_CODE):
            _fail(job, _("This was tried three times and did not come to an end. Nothing was changed."))


def forget_old_jobs(now: datetime) -> int:
    """Delete what ended a month ago; what came of it stays where it is. Returns how many."""
    old = Job.objects.exclude(state__in=JobState.LIVE).filter(finished_at__lt=now - timedelta(days=KEPT_DAYS))
    return old.delete()[0]
