"""Checks of the record: kind, result, dates; never the document. Who runs out soon is said once."""

import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from mentoring.models import BackgroundCheck
from programs.errors import DomainError
from programs.models import Participation, ParticipationState, Person, Role, Task, TaskKind
from programs.services.events import record_event
from programs.services.tasks import open_task

WARNED_BEFORE = datetime.timedelta(days=30)
LOCK = 0x4348  # advisory: one at a time looks for checks that run out


class OwnCheck(DomainError):
    message = _("Somebody else writes down your own check.")


@transaction.atomic
def record_check(person: Person, *, by: Participation, **facts: Any) -> BackgroundCheck:
    """Write down what came of a check. `facts`: kind, result, done_on, expires_on."""
    if person.pk == by.person_id:
        raise OwnCheck
    check = BackgroundCheck(program=by.program, person=person, recorded_by=by, **facts)
    check.full_clean(exclude=["program", "person", "recorded_by"])
    check.save()
    record_event("check_recorded", check, by=by, kind=check.kind)
    return check


@transaction.atomic
def expiries_due(today: datetime.date) -> int:
    """A task for each check of a peer or a facilitator that runs out within thirty days and has no newer one.

    Once per check, however often this runs. Returns how many tasks are new.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    newer = BackgroundCheck.objects.filter(
        program=OuterRef("program"), person=OuterRef("person"), kind=OuterRef("kind"), done_on__gt=OuterRef("done_on")
    )
    told = Task.objects.filter(about_kind=BackgroundCheck._meta.label_lower, about_id=OuterRef("pk"))
    serves = Participation.objects.filter(
        program=OuterRef("program"),
        person=OuterRef("person"),
        role__in=[Role.SUPPORTER, Role.FACILITATOR],
        state__in=ParticipationState.LIVE,
    )
    due = BackgroundCheck.objects.filter(
        ~Exists(newer), ~Exists(told), Exists(serves), expires_on__gt=today, expires_on__lte=today + WARNED_BEFORE
    )
    checks = list(due.select_related("program", "person"))
    for check in checks:
        open_task(
            check.program,
            kind=TaskKind.EXPIRY,
            due_on=check.expires_on,
            by=None,
            about=check,
            person=check.person,
        )
    return len(checks)
