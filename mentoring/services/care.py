"""What is looked at by itself, so that no peer is forgotten: hard sessions, supervision, certificates that run out."""

import datetime

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import Meeting
from mentoring.models import Certificate, PeerRules, Rest, Supporter
from mentoring.queries.load import hard_runs
from mentoring.queries.overdue import overdue_supervisions
from programs.errors import DomainError
from programs.models import Participation, ParticipationState, Program, ProgramState, Task, TaskKind
from programs.services.events import record_event
from programs.services.notices import owe_notice
from programs.services.tasks import open_task

LOCK = 0x50454552  # of the advisory lock: one at a time looks after peers
TALK_WITHIN = datetime.timedelta(days=2)
CERTIFICATE_TASK_DAYS = 30


class RestIsOver(DomainError):
    message = _("This rest is over already.")


@transaction.atomic
def look_after_peers(now: datetime.datetime | None = None) -> int:
    """Open every task that is due, each once; return how many are new. Safe to run at any time, any number of times."""
    now = now or timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    running = list(Program.objects.filter(state__in=ProgramState.PUBLISHED, supporters__isnull=False).distinct())
    days = {program.pk: now.astimezone(program.zone).date() for program in running}
    made = _after_hard_sessions(days)
    for program in running:
        day = days[program.pk]
        made += _overdue(program, day) + _running_out(program, day) + _meant_to_be_back(program, day)
    return made


def _after_hard_sessions(days: dict[int, datetime.date]) -> int:
    """The team speaks with the peer; the peer reads that a rest is possible, and decides."""
    runs = hard_runs(PeerRules().hard_sessions)
    supporters = Supporter.objects.select_related("program", "participation__person", "supervisor").in_bulk(
        [pk for pk, *_others in runs]
    )
    meetings = Meeting.objects.in_bulk([meeting for *_others, meeting in runs])
    made = 0
    for pk, _who, meeting in runs:
        supporter = supporters[pk]
        if supporter.program_id not in days:
            continue
        task = open_task(
            supporter.program,
            kind=TaskKind.DEBRIEF,
            due_on=days[supporter.program_id] + TALK_WITHIN,
            by=None,
            about=meetings[meeting],
            person=supporter.participation.person,
        )
        owe_notice("rest_offered", task, recipient=supporter.participation.person, program=supporter.program)
        made += 1
    return made


def _overdue(program: Program, day: datetime.date) -> int:
    told = Task.objects.open().filter(program=program, kind=TaskKind.SUPERVISION).values("person")
    peers = Supporter.objects.filter(program=program).exclude(participation__person__in=told)
    late = overdue_supervisions(peers, day)
    for one in late:
        open_task(
            program,
            kind=TaskKind.SUPERVISION,
            due_on=day,
            by=None,
            about=one.supporter,
            person=one.supporter.participation.person,
        )
    return len(late)


def _running_out(program: Program, day: datetime.date) -> int:
    told = Task.objects.filter(
        kind=TaskKind.EXPIRY, about_kind=Certificate._meta.label_lower, about_id=OuterRef("pk"), program=program
    )
    soon = (
        last_certificates()
        .filter(program=program, expires_on__lte=day + datetime.timedelta(days=CERTIFICATE_TASK_DAYS))
        .filter(~Exists(told), expires_on__gte=day, participation__state__in=ParticipationState.LIVE)
        .select_related("participation__person")
        .order_by("pk")
    )
    for certificate in soon:
        open_task(
            program,
            kind=TaskKind.EXPIRY,
            due_on=certificate.expires_on - datetime.timedelta(days=1),
            by=None,
            about=certificate,
            person=certificate.participation.person,
        )
    return len(soon)


def _meant_to_be_back(program: Program, day: datetime.date) -> int:
    """Who pauses and had planned to be back by now: the team asks how they are, once for each planned day."""
    told = Task.objects.filter(
        kind=TaskKind.FOLLOW_UP,
        about_kind=Supporter._meta.label_lower,
        about_id=OuterRef("pk"),
        due_on=OuterRef("returns_on"),
    )
    away = (
        Supporter.objects.filter(
            ~Exists(told), program=program, participation__state=ParticipationState.PAUSED, returns_on__lte=day
        )
        .select_related("participation__person")
        .order_by("pk")
    )
    for supporter in away:
        open_task(
            program,
            kind=TaskKind.FOLLOW_UP,
            due_on=supporter.returns_on,
            by=None,
            about=supporter,
            person=supporter.participation.person,
        )
    return len(away)


def last_certificates():
    """Of everybody the one that counts: not revoked, and not followed by another."""
    later = Certificate.objects.filter(
        participation=OuterRef("participation"), revoked_at=None, expires_on__gt=OuterRef("expires_on")
    )
    return Certificate.objects.filter(~Exists(later), revoked_at=None)


@transaction.atomic
def end_rest(rest: Rest, *, by: Participation, day: datetime.date) -> None:
    """Back before the planned day, from `day` on; a rest that has not begun is taken out. Raises `RestIsOver`."""
    rest = Rest.objects.select_for_update().get(pk=rest.pk)
    if rest.ends_on < day:
        raise RestIsOver
    record_event("rest_ended", rest, by=by)
    if rest.starts_on >= day:
        rest.delete()
        return
    rest.ends_on = day - datetime.timedelta(days=1)
    rest.save(update_fields=["ends_on"])
