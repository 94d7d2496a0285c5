"""Kept copies have their time: read as they are, then put away, then destroyed. A trial counts and changes nothing.

What waits, or what a safety case that is not closed speaks of, is kept however old it is.
"""

import datetime
import logging

from django.db import transaction
from django.utils import timezone

from groups.models import DestructionRun, Flag, ItemState, Snapshot
from groups.services.community.rules import rules_of
from programs.models import CaseState, Participation, Program
from programs.services.events import record_event

logger = logging.getLogger(__name__)


@transaction.atomic
def run_retention(
    program: Program,
    *,
    by: Participation | None = None,
    is_trial: bool = False,
    now: datetime.datetime | None = None,
) -> DestructionRun:
    """Put away and destroy what is due in one program, and write down the figures; a trial writes them too.

    With a copy go the words and the name of who told, which stand on its flags. That it was there stays.
    """
    now = now or timezone.now()
    Program.objects.select_for_update().get(pk=program.pk)  # a person and the nightly work: one after the other
    rules = rules_of(program)
    over = _settled(program)
    to_destroy = over.filter(taken_at__lte=now - datetime.timedelta(days=rules.destroy_days))
    to_archive = over.filter(
        archived_at=None,
        taken_at__lte=now - datetime.timedelta(days=rules.archive_days),
        taken_at__gt=now - datetime.timedelta(days=rules.destroy_days),
    )
    keys = list(to_destroy.values_list("pk", flat=True))
    if is_trial:
        archived, destroyed = to_archive.count(), len(keys)
    else:
        for flag in Flag.objects.filter(snapshot__in=keys):
            flag.words, flag.by = "", None
            flag.save(update_fields=["words", "by"])
        Snapshot.objects.filter(pk__in=keys).delete()
        archived, destroyed = to_archive.update(archived_at=now), len(keys)
    run = DestructionRun.objects.create(
        program=program, is_trial=is_trial, archived=archived, destroyed=destroyed, by=by, at=now
    )
    record_event("copies_retained", run, by=by, archived=archived, destroyed=destroyed, is_trial=is_trial)
    return run


def retain_everywhere(now: datetime.datetime | None = None, *, is_trial: bool = False) -> list[DestructionRun]:
    """Every program that keeps copies. At night only what does something is written down."""
    now, runs = now or timezone.now(), []
    for program in Program.objects.filter(pk__in=Snapshot.objects.order_by().values("program")).order_by("pk"):
        if is_trial or is_anything_due(program, now=now):
            run = run_retention(program, is_trial=is_trial, now=now)
            logger.info(
                "kept copies program=%s trial=%s archived=%d destroyed=%d",
                program.public_id, run.is_trial, run.archived, run.destroyed,
            )  # fmt: skip
            runs.append(run)
    return runs


def is_anything_due(program: Program, *, now: datetime.datetime) -> bool:
    rules = rules_of(program)
    over = _settled(program)
    put_away = over.filter(archived_at=None, taken_at__lte=now - datetime.timedelta(days=rules.archive_days))
    return put_away.exists() or over.filter(taken_at__lte=now - datetime.timedelta(days=rules.destroy_days)).exists()


def _settled(program: Program):
    """Copies of what was done, but for those of a safety case that is still open."""
    done = Snapshot.objects.filter(program=program, item__state=ItemState.DONE)
    return done.exclude(item__safety_case__state__in=CaseState.LIVE)
