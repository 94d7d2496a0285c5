"""Owing, voiding and previewing what we tell people. A notice is a row without a body; `dispatch.py` sends it."""

import logging
import time
from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Case, DateTimeField, F, Func, Model, Q, TimeField, Value, When
from django.db.models.functions import Now

from programs.letters import Preview, write_letter
from programs.models import Channel, Notice, NoticeState, Person, Program
from programs.notices import kind_named
from programs.tasks import dispatch_notices

logger = logging.getLogger(__name__)

BROKER_AWAY_SECONDS = 30
_broker_away_until = 0.0  # of this process, on its monotonic clock


@transaction.atomic
def owe_notice(
    kind: str,
    about: Model,
    *,
    recipient: Person,
    program: Program | None,
    version: int = 0,
    due_at: datetime | None = None,
    expires_at: datetime | None = None,
) -> Notice:
    """Owe `recipient` a notice about `about`, in the caller's transaction; owing twice is owing once.

    It leaves at `due_at` (now), or after the recipient's quiet hours unless its kind disturbs, and never after
    `expires_at`. One that was voided is owed again. `version` is the version of the subject it speaks of.
    """
    due = _due(kind, recipient, due_at, expires_at)
    notice, created = Notice.objects.get_or_create(
        key=notice_key(kind, about.pk, version, recipient.pk),
        defaults={
            "kind": kind,
            "about_id": about.pk,
            "version": version,
            "recipient": recipient,
            "program": program,
            "due_at": due,
            "expires_at": expires_at,
        },
    )
    if not created and notice.state == NoticeState.CANCELLED:
        nobody_sends_it = Q(lease=None) | Q(leased_until__lt=Now())
        Notice.objects.filter(nobody_sends_it, pk=notice.pk, state=NoticeState.CANCELLED).update(
            state=NoticeState.OWED, due_at=due, expires_at=expires_at, attempts=0, finished_at=None, lease=None
        )
    notice.refresh_from_db(fields=["state", "due_at", "expires_at"])
    _nudge_after_commit()
    return notice


@transaction.atomic
def owe_notices(kind: str, subjects: Iterable[tuple[Model, Person]], *, program: Program | None) -> int:
    """As `owe_notice`, for many (about, recipient) in one statement. Returns how many were owed; one twice is one."""
    rows = [
        Notice(
            key=notice_key(kind, about.pk, 0, recipient.pk),
            kind=kind,
            about_id=about.pk,
            recipient=recipient,
            program=program,
            due_at=_due(kind, recipient, None, None),
        )
        for about, recipient in subjects
    ]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    if rows:
        _nudge_after_commit()
    return len(rows)


@transaction.atomic
def void_notices(kinds: Iterable[str], about: Model) -> int:
    """What is still owed about `about` is no longer true; return how many notices that was.

    One that is leaving at this moment counts as void until the mail server has taken it, so it is not sent again.
    """
    owed = Notice.objects.filter(kind__in=list(kinds), about_id=about.pk, state__in=NoticeState.UNSENT)
    in_turn = owed.order_by("pk").select_for_update(of=("self",))  # as at the fence
    return owed.filter(pk__in=in_turn.values("pk")).update(
        state=NoticeState.CANCELLED,
        finished_at=Now(),
        lease=Case(When(state=NoticeState.SENDING, then=F("lease")), default=None),
    )


def preview_notice(kind: str, about: Model, *, recipient: Person) -> Preview:
    """What `recipient` would read, in their language. Owes nothing."""
    program = about if isinstance(about, Program) else getattr(about, "program", None)
    return write_letter(kind_named(kind), about, recipient=recipient, program=program)


def notice_key(kind: str, about_id: int, version: int, recipient_id: int, channel: str = Channel.EMAIL) -> str:
    return f"{kind}:{about_id}:{version}:{recipient_id}:{channel}"


def _due(kind: str, recipient: Person, due_at: datetime | None, expires_at: datetime | None):
    due = Value(due_at, DateTimeField()) if due_at else Now()
    if kind_named(kind).disturbs:
        return due
    return Func(
        due,
        Value(recipient.time_zone),
        Value(recipient.quiet_from, TimeField()),
        Value(recipient.quiet_until, TimeField()),
        Value(expires_at, DateTimeField()),
        function="quiet_hours_due",
        output_field=DateTimeField(),
    )


def _nudge_after_commit() -> None:
    """Once per transaction: twelve notices of one meeting need one nudge."""
    if not any(entry[1] is _nudge for entry in connection.run_on_commit):
        transaction.on_commit(_nudge)


def _nudge() -> None:
    """Wake a worker. While the broker is away nobody waits for it again: beat comes by anyway."""
    global _broker_away_until
    if time.monotonic() < _broker_away_until:
        return
    try:
        dispatch_notices.delay()
    except dispatch_notices.OperationalError as error:
        _broker_away_until = time.monotonic() + BROKER_AWAY_SECONDS
        logger.warning("no nudge for the outbox error=%s", type(error.__cause__ or error).__name__)
