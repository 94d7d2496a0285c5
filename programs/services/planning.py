"""Owing what follows from the calendar: every kind that plans does so in one idempotent statement."""

import logging
from datetime import datetime

from django.db import connection, transaction

from programs.notices import KINDS, NoticeKind

logger = logging.getLogger(__name__)


def plan_due(now: datetime | None = None) -> int:
    """Let every kind plan; return how many notices are new. `now=None` is the database's clock."""
    return sum(_plan(kind, now) for kind in KINDS.values() if type(kind).plan is not NoticeKind.plan)


@transaction.atomic
def _plan(kind: NoticeKind, now: datetime | None) -> int:
    if not _alone(kind):
        return 0
    planned = kind.plan(now)
    if planned:
        logger.info("planned kind=%s count=%d", kind.name, planned)
    return planned


def _alone(kind: NoticeKind) -> bool:
    """Two planners of one kind would do the same work twice; the second leaves it to the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('plan_notices'), hashtext(%s))", [kind.name])
        return cursor.fetchone()[0]
