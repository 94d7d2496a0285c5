"""A lease on a batch of notices: how a worker claims them, and the only statements that change their state.

Each change asks for the worker's own lease; where another worker has taken over, nothing is touched. All times are the
database's.
"""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Case, QuerySet, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Now
from django.utils import timezone

from programs.models import Notice, NoticeState, Task, TaskKind
from programs.notices import NoticeKind
from programs.services.tasks import open_task

GIVE_UP_AFTER = timedelta(days=3)  # for notices without an end of their own
GIVE_UP_TRIES = 10

CLAIM = """
WITH due AS (
    SELECT id FROM programs_notice
    WHERE finished_at IS NULL AND due_at <= statement_timestamp()
      AND (state = 'owed' OR leased_until < statement_timestamp())
    ORDER BY due_at LIMIT %(limit)s FOR UPDATE SKIP LOCKED
)
UPDATE programs_notice
SET state = 'claimed', lease = %(lease)s, attempts = attempts + 1,
    leased_until = statement_timestamp() + make_interval(secs => %(seconds)s)
WHERE id = ANY(ARRAY(SELECT id FROM due))
RETURNING id
"""

# The lease and the state stand in the outer query: PostgreSQL asks for them again on a row it waited for.
TRUE_NOW = """
id = ANY(%(ids)s) AND lease = %(lease)s AND state = %(state)s
AND (expires_at IS NULL OR expires_at > statement_timestamp())
AND id IN ({fence})
"""

# Rows are locked in the order of their ids, as `void_notices` does: two who want the same rows never wait in a circle.
FENCE = """
WITH mine AS (
    SELECT id FROM programs_notice WHERE id = ANY(%(ids)s) AND lease = %(lease)s ORDER BY id FOR UPDATE
)
UPDATE programs_notice
SET state = 'sending', leased_until = statement_timestamp() + make_interval(secs => %(seconds)s)
WHERE id = ANY(ARRAY(SELECT id FROM mine)) AND {true_now} RETURNING id
"""

LOOK_AGAIN = "SELECT id FROM programs_notice WHERE {true_now}"

# Once per message, so as bare as it can be. It does not wait for the disk. When a worker dies that changes nothing:
# PostgreSQL has the row. When PostgreSQL itself dies, this may be lost, and the message is sent again under the same
# Message-ID, as after any crash between the server's yes and our commit. These are ten at most: the next ten pass the
# fence, which does wait, and what was written before it is on the disk then too.
FINISH = """
SET LOCAL synchronous_commit = off;
UPDATE programs_notice
SET state = 'sent', finished_at = statement_timestamp(), lease = NULL, leased_until = NULL, failure = ''
WHERE id = %s AND lease = %s AND state IN ('sending', 'cancelled')
"""

DELAY = """
UPDATE programs_notice
SET state = 'owed', lease = NULL, leased_until = NULL, failure = %(reason)s,
    -- 30 seconds, doubled with each try, up to 15 minutes; a quarter more or less, so that not all come back at once.
    due_at = statement_timestamp()
        + least(interval '30 seconds' * 2 ^ least(attempts - 1, 10), interval '15 minutes') * (0.75 + random() / 2)
WHERE lease = %(lease)s AND state IN ('claimed', 'sending') AND id IN (
    SELECT id FROM programs_notice WHERE id = ANY(%(ids)s) AND lease = %(lease)s ORDER BY id FOR UPDATE
)
"""


@dataclass(frozen=True)
class Lease:
    """The right to send these notices, for as long as nobody else has claimed them."""

    id: uuid.UUID
    claimed: tuple[int, ...]

    @classmethod
    def claim(cls, limit: int) -> "Lease | None":
        """Up to `limit` notices that are due, or whose worker died; None when there are none."""
        lease = uuid.uuid4()
        parameters = {"limit": limit, "lease": lease, "seconds": settings.NOTICE_LEASE_SECONDS}
        with connection.cursor() as cursor:
            cursor.execute(CLAIM, parameters)
            claimed = tuple(row[0] for row in cursor.fetchall())
        return cls(lease, claimed) if claimed else None

    def notices(self) -> list[Notice]:
        """With recipient and program, by kind."""
        return list(
            Notice.objects.filter(pk__in=self.claimed, lease=self.id)
            .select_related("recipient", "program")
            .order_by("kind", "pk")
        )

    def pass_fence(self, kind: NoticeKind, ids: Collection[int]) -> set[int]:
        """Mark as leaving those that still may, for another term of the lease; end the rest. Return the former."""
        passed = self._true_now(FENCE, kind, ids, NoticeState.CLAIMED)
        if len(passed) < len(ids):
            self.drop(ids)
        return passed

    def look_again(self, kind: NoticeKind, ids: Collection[int]) -> set[int]:
        """Of those that have passed the fence and wait for a slow mail server, which still may leave. End the rest."""
        still = self._true_now(LOOK_AGAIN, kind, ids, NoticeState.SENDING)
        if len(still) < len(ids):
            self._end(set(ids) - still, NoticeState.SENDING)
        return still

    def finish(self, notice_id: int) -> None:
        """The mail server said yes, even if the notice was voided meanwhile."""
        with connection.cursor() as cursor:
            cursor.execute(FINISH, [notice_id, self.id])

    def drop(self, ids: Collection[int]) -> int:
        """Too late, or not true any more: not an error. Only what has not passed the fence."""
        return self._end(ids, NoticeState.CLAIMED)

    def delay(self, ids: Collection[int], reason: str) -> None:
        """Back to owed, a little later each time; what has no end of its own is given up after three days."""
        held = self._held(ids, NoticeState.CLAIMED, NoticeState.SENDING)
        hopeless = held.filter(
            expires_at=None, created_at__lt=Now() - GIVE_UP_AFTER, attempts__gte=GIVE_UP_TRIES
        ).select_related("recipient", "program")
        for notice in hopeless:
            self.fail(notice, reason)
        with connection.cursor() as cursor:
            cursor.execute(DELAY, {"ids": list(ids), "lease": self.id, "reason": reason[:60]})

    @transaction.atomic
    def fail(self, notice: Notice, reason: str) -> None:
        """It will never arrive: the coordinators find a task on their desk, one per person however many messages."""
        failed = self._held([notice.pk], NoticeState.CLAIMED, NoticeState.SENDING).update(
            state=NoticeState.FAILED, finished_at=Now(), lease=None, leased_until=None, failure=reason[:60]
        )
        if not failed or notice.program is None:
            return
        told = Task.objects.open().filter(program=notice.program, person=notice.recipient, kind=TaskKind.DELIVERY)
        if not told.exists():
            today = timezone.now().astimezone(notice.program.zone).date()
            open_task(
                notice.program,
                kind=TaskKind.DELIVERY,
                due_on=today,
                by=None,
                about=notice,
                person=notice.recipient,
            )

    def _true_now(self, statement: str, kind: NoticeKind, ids: Collection[int], state: NoticeState) -> set[int]:
        fence, values = fence_of(kind)
        facts = values | {
            "ids": list(ids),
            "lease": self.id,
            "state": state,
            "seconds": settings.NOTICE_LEASE_SECONDS,
        }
        with connection.cursor() as cursor:
            cursor.execute(statement.format(true_now=TRUE_NOW.format(fence=fence)), facts)
            return {row[0] for row in cursor.fetchall()}

    @transaction.atomic
    def _end(self, ids: Collection[int], state: NoticeState) -> int:
        in_turn = self._held(ids, state).order_by("pk").select_for_update(of=("self",))
        return (
            self._held(ids, state)
            .filter(pk__in=in_turn.values("pk"))
            .update(
                state=Case(When(expires_at__lte=Now(), then=Value("expired")), default=Value("cancelled")),
                finished_at=Now(),
                lease=None,
                leased_until=None,
            )
        )

    def _held(self, ids: Collection[int], *states: NoticeState) -> QuerySet:
        return Notice.objects.filter(pk__in=ids, lease=self.id, state__in=states)


def expire_late() -> int:
    """End what is owed but came too late; return how many. A lapsed claim is looked at when it is claimed again."""
    return Notice.objects.filter(
        finished_at=None, state=NoticeState.OWED, due_at__lte=Now(), expires_at__lte=Now()
    ).update(state=NoticeState.EXPIRED, finished_at=Now())


@cache
def fence_of(kind: NoticeKind) -> tuple[str, dict]:
    """The kind's fence around `ids` as SQL, and the values in it by name.

    Built once per process: Django takes longer to build such a query than PostgreSQL to answer it. So a fence must not
    hold what changes, like the time of a Python clock; the database's `Now()` is asked anew each time.
    """
    ids = RawSQL("SELECT unnest(%s)", [_IDS])
    sql, values = kind.fence(Notice.objects.filter(pk__in=ids)).order_by().values("pk").query.sql_with_params()
    names = ["ids" if value is _IDS else f"fence_{number}" for number, value in enumerate(values)]
    return sql.replace("%%", "%%%%") % tuple(f"%({name})s" for name in names), dict(zip(names, values, strict=True))


_IDS = object()  # where the ids will stand
