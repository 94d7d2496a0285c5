"""Whether the agreement holds: a task and a question on the promised day; what does not hold is opened again."""

import datetime

from django.db import transaction
from django.db.models import DateField, Exists, F, Func, OuterRef, Subquery, Value
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.models import (
    Conflict,
    ConflictState,
    Mediation,
    MediationState,
    PartyConsent,
    Settlement,
    SettlementAnswer,
)
from groups.services.conflict_readers import readers_now
from groups.services.conflict_work import close_report, reopen_report
from groups.services.mediation.settlements import current_settlement
from groups.services.mediation.standing import (
    end_talks,
    go_another_way,
    lock_mediation,
    note_event,
    tell_mediators,
    tell_parties,
    tell_report_readers,
)
from programs.errors import IllegalMove
from programs.models import Completion, Participation, ParticipationState, Task, TaskKind
from programs.services.tasks import open_task


@transaction.atomic
def plan_follow_ups(now: datetime.datetime | None = None) -> int:
    """Every agreement whose day has come becomes a task of who looks after the report, and a question to everybody
    else, once. Run twice at once it still does so once. Returns how many."""
    now = now or timezone.now()
    local = Cast(Func(F("program__time_zone"), Value(now), function="timezone"), DateField())
    latest = Settlement.objects.filter(mediation=OuterRef("pk")).order_by("-version").values("follow_up_on")[:1]
    begun = Task.objects.filter(
        kind=TaskKind.SETTLEMENT, about_kind=Mediation._meta.label_lower, about_id=OuterRef("pk")
    )
    due = (
        Mediation.objects.filter(~Exists(begun), state=MediationState.FOLLOW_UP)
        .annotate(day=Subquery(latest), today=local)
        .filter(day__lte=F("today"))
        .select_related("program", "conflict__program", "conflict__handler")
        .select_for_update(of=("self",), skip_locked=True)
    )
    rows = list(due)
    for mediation in rows:
        conflict = mediation.conflict
        readers = readers_now(conflict)
        open_task(
            mediation.program,
            kind=TaskKind.SETTLEMENT,
            due_on=mediation.day,
            by=None,
            about=mediation,
            owner=next((row for row in readers if row.pk == conflict.handler_id), next(iter(readers), None)),
            note=conflict.reference,
        )
        event = note_event("follow_up_due", mediation, by=None)
        tell_mediators(mediation, event)
        tell_parties(mediation, event)
    return len(rows)


@transaction.atomic
def say_whether_it_holds(consent: PartyConsent, *, holds: bool) -> None:
    """A party says on their page whether the agreement holds; who mediated and who reads the report learn of it.

    Raises `IllegalMove`, `TalksAreOver`.
    """
    mediation = lock_mediation(consent.mediation)
    if mediation.state != MediationState.FOLLOW_UP:
        raise IllegalMove
    settlement = current_settlement(mediation)
    said = SettlementAnswer.objects.filter(settlement=settlement, party=consent.party).exclude(holds=holds)
    if said.update(holds=holds):
        event = note_event("follow_up_answered", mediation, by=None, consent=consent.pk)
        tell_mediators(mediation, event)
        tell_report_readers(mediation, event)


@transaction.atomic
def end_follow_up(
    mediation: Mediation, *, by: Participation, holds: bool, now: datetime.datetime | None = None
) -> Conflict:
    """It was looked at again. It holds: the talks are over and the report can be closed. It does not: the report is
    closed and goes on under a new number, tied to the first. Returns the report that stands.

    Raises `IllegalMove`, `TalksAreOver`.
    """
    mediation = lock_mediation(mediation)
    if mediation.state != MediationState.FOLLOW_UP:
        raise IllegalMove
    event = end_talks(mediation, by=by, now=now)
    _done(mediation, by=by)
    conflict, again = mediation.conflict, None
    if not holds:
        if conflict.state != ConflictState.CLOSED:
            close_report(conflict, by=by, words=_("The agreement did not hold. It goes on under a new number."))
        again = reopen_report(conflict, by=by, now=now)
    tell_parties(mediation, event)
    tell_mediators(mediation, event, but=by)
    tell_report_readers(mediation, event, but=by)
    return again or conflict


@transaction.atomic
def end_without_agreement(mediation: Mediation, *, by: Participation) -> None:
    """The mediators, or who looks after the report, end the talks; the report goes on by another way.

    Raises `TalksAreOver`, and `IllegalMove` once an agreement stands.
    """
    mediation = lock_mediation(mediation)
    if mediation.state == MediationState.FOLLOW_UP:
        raise IllegalMove
    event = go_another_way(mediation, by=by, state=MediationState.ENDED)
    tell_parties(mediation, event)
    tell_mediators(mediation, event, but=by)
    tell_report_readers(mediation, event, but=by)


@transaction.atomic
def end_where_somebody_left() -> int:
    """Talks with a party who does not take part in the program any more end, and the report goes on by another way.

    An agreement that stands is left to who looks at it again. Returns how many ended.
    """
    gone = PartyConsent.objects.filter(mediation=OuterRef("pk"), party__participation__state=ParticipationState.LEFT)
    talking = MediationState.LIVE - {MediationState.FOLLOW_UP}
    rows = list(Mediation.objects.filter(Exists(gone), state__in=talking).select_related("begun_by").order_by("pk"))
    for mediation in rows:
        end_without_agreement(mediation, by=mediation.begun_by)
    return len(rows)


def _done(mediation: Mediation, *, by: Participation) -> None:
    tasks = Task.objects.open().filter(
        kind=TaskKind.SETTLEMENT, about_kind=Mediation._meta.label_lower, about_id=mediation.pk
    )
    for task in tasks:
        Completion.objects.get_or_create(task=task, defaults={"by": by.person})
