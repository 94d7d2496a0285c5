"""What a coordinator should look at in time: few people for a meeting, one facilitator for many, nothing next week.

Each watch finds all groups in one question and opens one task for each finding, once.
"""

import datetime

from django.db import connection, transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import override

from groups.models import Answer, Group, GroupKind, Meeting, Membership, Rsvp, Series
from groups.queries.desk import MANY_FOR_ONE
from programs.models import Person, ProgramState, Rhythm, Task, TaskKind
from programs.services.notices import owe_notice
from programs.services.tasks import open_task

WARNED_BEFORE = datetime.timedelta(days=2)
# How long a group of this rhythm may go without any meeting in its calendar, cancelled ones included.
QUIET = {
    Rhythm.TWICE_A_WEEK: datetime.timedelta(days=8),
    Rhythm.WEEKLY: datetime.timedelta(days=8),
    Rhythm.EVERY_TWO_WEEKS: datetime.timedelta(days=15),
    Rhythm.MONTHLY: datetime.timedelta(days=36),
}
LIVED = datetime.timedelta(days=36)  # a group that met in these days is one that goes on
WATCH_LOCK = 7_402_113  # any number that nobody else uses: one watcher at a time


@transaction.atomic
def watch_groups(now: datetime.datetime) -> int:
    """Open the tasks that are missing; how many that were. Running it twice opens none the second time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WATCH_LOCK])
    return _few_people(now) + _second_lead(now) + _empty_weeks(now)


def too_few(now: datetime.datetime) -> QuerySet[Meeting]:
    """Meetings of the next two days for which fewer people come or are undecided than their group needs."""
    members = Membership.objects.current().members().filter(group=OuterRef("group"))
    refusals = Rsvp.objects.standing().filter(
        meeting=OuterRef("pk"), answer=Answer.NOT_COMING, participation__memberships__in=_members_of("meeting__group")
    )
    meetings = Meeting.objects.planned().filter(
        starts_at__gt=now, starts_at__lte=now + WARNED_BEFORE, program__state__in=ProgramState.PUBLISHED
    )
    return (
        meetings.exclude(group__kind__in=GroupKind.APART)
        .annotate(placed=_number(members, "group"), away=_number(refusals, "meeting"))
        .filter(placed__gt=0, placed__lt=F("group__minimum") + F("away"))
    )


def _few_people(now: datetime.datetime) -> int:
    meetings = too_few(now).filter(~_task(TaskKind.FEW_PEOPLE, Meeting)).select_related("group", "program")
    found = list(meetings)
    for meeting in found:
        open_task(meeting.program, kind=TaskKind.FEW_PEOPLE, due_on=meeting.local_start.date(), by=None, about=meeting)
        for person in _leads(meeting):
            owe_notice(
                "few_people", meeting, recipient=person, program=meeting.program, version=meeting.sequence,
                expires_at=meeting.starts_at,
            )  # fmt: skip
    return len(found)


def _second_lead(now: datetime.datetime) -> int:
    seated = Membership.objects.seated().filter(group=OuterRef("pk"))
    groups = Group.objects.filter(program__state__in=ProgramState.PUBLISHED).exclude(kind__in=GroupKind.APART)
    groups = groups.annotate(members=_number(seated.members(), "group"), leads=_number(seated.facilitating(), "group"))
    found = list(
        groups.filter(~_task(TaskKind.SECOND_LEAD, Group), members__gt=MANY_FOR_ONE, leads=1).select_related("program")
    )
    for group in found:
        today = now.astimezone(group.zone).date()
        open_task(group.program, kind=TaskKind.SECOND_LEAD, due_on=today + WARNED_BEFORE, by=None, about=group)
    return len(found)


def _empty_weeks(now: datetime.datetime) -> int:
    """Groups that met and have nothing ahead, as when a cycle is over or their rhythm could not be planned."""
    here = Meeting.objects.filter(group=OuterRef("group"))
    found = []
    for rhythm, quiet in QUIET.items():
        ahead = here.filter(starts_at__gt=now, starts_at__lte=now + quiet)
        rows = Series.objects.running().filter(rhythm=rhythm, program__state__in=ProgramState.PUBLISHED)
        rows = rows.filter(Q(group__ends_on__isnull=True) | Q(group__ends_on__gte=now.date()))
        rows = rows.filter(Exists(here.filter(starts_at__gt=now - LIVED, starts_at__lte=now)), ~Exists(ahead))
        found += rows.filter(~_task(TaskKind.FOLLOW_UP, Series)).select_related("program", "group")
    for series in found:
        with override(_language(series.program)):
            note = _("Nothing is planned for this group in the coming days. Plan its meetings, or say that it ends.")
        today = now.astimezone(series.group.zone).date()
        open_task(series.program, kind=TaskKind.FOLLOW_UP, due_on=today, by=None, about=series, note=note)
    return len(found)


def _members_of(group: str) -> QuerySet[Membership]:
    return Membership.objects.current().members().filter(group=OuterRef(group))


def _leads(meeting: Meeting) -> QuerySet[Person]:
    leads = Membership.objects.current().facilitating().filter(group=meeting.group_id)
    return Person.objects.filter(participations__memberships__in=leads, is_active=True).distinct().order_by("pk")


def _task(kind: TaskKind, model) -> Exists:
    """Such a task about the row was opened before, done or not."""
    return Exists(Task.objects.filter(kind=kind, about_kind=model._meta.label_lower, about_id=OuterRef("pk")))


def _number(rows: QuerySet, of: str) -> Coalesce:
    return Coalesce(Subquery(rows.order_by().values(of).annotate(n=Count("pk", distinct=True)).values("n")), 0)


def _language(program) -> str:
    return next(iter(program.languages), "fr")
