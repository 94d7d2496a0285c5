"""The chain of a safety case: who is on duty is told first, and when nobody takes the case up, the next one.

Each step has its hour, counted from the opening; whoever looks late, because the workers stood still, takes every step
whose hour has passed, each once. A case that has come to the end of its chain stays on the desk, in the open, and
`/healthz/care` fails until somebody takes it up.
"""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programs.errors import DomainError
from programs.models import (
    CaseAlert,
    CaseState,
    ChainLink,
    DutyTurn,
    Participation,
    ParticipationState,
    Program,
    Role,
    SafetyCase,
    SafetyRules,
)
from programs.services.events import record_event
from programs.services.notices import owe_notice

WATCHERS = (Role.SAFEGUARDING, Role.COORDINATOR)
# The workers look every half minute; a step that waits longer means that they stand still.
LATE_AFTER = datetime.timedelta(minutes=10)


class NotAWatcher(DomainError):
    message = _("Only safeguarding leads and coordinators of the program can be told of danger.")


def rules_of(program: Program) -> SafetyRules:
    """The clocks of a program; the defaults, unsaved, where nobody has changed any."""
    return SafetyRules.objects.filter(program=program).first() or SafetyRules(program=program)


@transaction.atomic
def change_clocks(program: Program, *, by: Participation, **minutes: int) -> SafetyRules:
    """Set the clocks, in minutes. Cases that are open keep the hour they were promised."""
    rules, _created = SafetyRules.objects.get_or_create(program=program)
    for name, value in minutes.items():
        setattr(rules, name, value)
    rules.full_clean(exclude=["program"])
    rules.save(update_fields=[*minutes])
    record_event("safety_clocks_changed", rules, by=by, **minutes)
    return rules


@transaction.atomic
def order_chain(program: Program, *, participations: Iterable[Participation], by: Participation) -> None:
    """These are told in this order; whoever else watches comes after them. Raises `NotAWatcher`."""
    rows = list(dict.fromkeys(participations))
    if any(row.program_id != program.pk or row.role not in WATCHERS for row in rows):
        raise NotAWatcher
    Program.objects.select_for_update().get(pk=program.pk)  # of two who order at once, one order stands
    ChainLink.objects.filter(program=program).delete()
    ChainLink.objects.bulk_create(
        [ChainLink(program=program, participation=row, position=place) for place, row in enumerate(rows)]
    )
    record_event("safety_chain_ordered", program, by=by, people=[row.pk for row in rows])


@transaction.atomic
def add_turn(
    participation: Participation, *, starts_at: datetime.datetime, ends_at: datetime.datetime, by: Participation
) -> DutyTurn:
    """This person is on duty from one instant to another. Raises `NotAWatcher`, `ValidationError`."""
    if participation.role not in WATCHERS:
        raise NotAWatcher
    turn = DutyTurn(program=participation.program, participation=participation, starts_at=starts_at, ends_at=ends_at)
    turn.full_clean(exclude=["program", "participation"])
    turn.save()
    record_event("duty_turn_added", turn, by=by)
    return turn


@transaction.atomic
def remove_turn(turn: DutyTurn, *, by: Participation) -> None:
    """The turn is taken out of the roster; who was told stays told."""
    record_event("duty_turn_removed", turn, by=by)
    turn.delete()


def looking_after(program: Program):
    """The participations whose holders may be told of danger, one per person and role."""
    return Participation.objects.filter(
        program=program, role__in=WATCHERS, state=ParticipationState.ACTIVE
    ).select_related("person")


def chain_of(case: SafetyCase, now: datetime.datetime) -> list[Participation]:
    """Who is told of this case, in this order: on duty at `now`, then the chain, then leads, then coordinators.

    Each person once; never somebody whom the case is about, and nobody who is away.
    """
    watching = (
        Participation.objects.filter(
            program=case.program_id, role__in=WATCHERS, state=ParticipationState.ACTIVE, person__is_active=True
        )
        .exclude(person__in=[pk for pk in (case.person_id, case.concerns_id) if pk])
        .exclude(person__in=case.kept_from.values("pk"))
        .select_related("person", "program")
        .order_by("since", "pk")
    )
    on_duty = set(DutyTurn.objects.at(now).filter(program=case.program_id).values_list("participation", flat=True))
    places = dict(ChainLink.objects.filter(program=case.program_id).values_list("participation", "position"))
    ordered = sorted(
        watching,
        key=lambda row: (
            row.pk not in on_duty,
            row.pk not in places,
            places.get(row.pk, 0),
            row.role != Role.SAFEGUARDING,
        ),
    )
    first_of_each: dict[int, Participation] = {}
    for row in ordered:
        first_of_each.setdefault(row.person_id, row)
    return list(first_of_each.values())


def has_an_order(program_id: int, now: datetime.datetime) -> bool:
    """Whether somebody has said who is told first. Where nobody has, everybody is told at once."""
    return (
        ChainLink.objects.filter(program=program_id).exists()
        or DutyTurn.objects.at(now).filter(program=program_id).exists()
    )


def planned_step(case: SafetyCase, rules: SafetyRules, position: int) -> datetime.datetime:
    """The hour of one step: 0 at the opening, 1 when the promise has run out, then at even distances."""
    if position == 0:
        return case.opened_at
    return case.acknowledge_by + (position - 1) * rules.step(case.grade)


@transaction.atomic
def begin_chain(case: SafetyCase, *, at_once: bool, now: datetime.datetime) -> None:
    """Tell the first of the chain, or everybody at once; to be called in the transaction that opens the case."""
    chain = chain_of(case, now)
    if at_once or not has_an_order(case.program_id, now):
        tell_everybody(case, chain)
    else:
        tell_everybody(case, chain[:1])
    _take_step(case, 0, chain[0] if chain else None, planned_at=now, now=now)


def tell_everybody(case: SafetyCase, chain: list[Participation] | None = None) -> None:
    """Owe these, or all of the chain, the first message about the case; who was told is not told again by it."""
    for watcher in chain_of(case, timezone.now()) if chain is None else chain:
        owe_notice("case_opened", case, recipient=watcher.person, program=case.program)


def advance_chains(now: datetime.datetime | None = None) -> int:
    """Take every step whose hour has passed, of every case that nobody has taken up. Returns how many were taken.

    Any number of workers may do so at once: one holds a case, and a step that was taken is not taken again.
    """
    now = now or timezone.now()
    waiting = SafetyCase.objects.unacknowledged().filter(chain_ended_at=None, acknowledge_by__lte=now)
    return sum(_advance(pk, now) for pk in waiting.order_by("acknowledge_by", "pk").values_list("pk", flat=True))


@transaction.atomic
def _advance(pk: int, now: datetime.datetime) -> int:
    rows = SafetyCase.objects.unacknowledged().select_for_update(of=("self",), skip_locked=True)
    case = rows.select_related("program").filter(pk=pk, chain_ended_at=None).first()
    if case is None:
        return 0
    rules = rules_of(case.program)
    taken = list(case.alerts.order_by("position").values_list("position", "participation__person"))
    told = {person for _position, person in taken if person}
    position = taken[-1][0] + 1 if taken else 0
    steps = 0
    while case.chain_ended_at is None and planned_step(case, rules, position) <= now:
        planned = planned_step(case, rules, position)
        following = next((row for row in chain_of(case, now) if row.person_id not in told), None)
        _take_step(case, position, following, planned_at=planned, now=now)
        if following is not None:
            told.add(following.person_id)
            owe_notice("case_waits", case, recipient=following.person, program=case.program, version=position)
        position += 1
        steps += 1
    return steps


def _take_step(case, position, watcher, *, planned_at, now) -> None:
    CaseAlert.objects.create(
        program=case.program, case=case, position=position, participation=watcher, planned_at=planned_at, at=now
    )
    if watcher is not None:
        record_event("case_passed_on" if position else "case_told", case, by=None, step=position, to=watcher.pk)
        return
    case.chain_ended_at = now
    SafetyCase.objects.filter(pk=case.pk).update(chain_ended_at=now, updated_at=now)
    record_event("case_chain_ended", case, by=None, step=position)
    for everybody in chain_of(case, now):  # once more, and all together
        owe_notice("case_waits", case, recipient=everybody.person, program=case.program, version=position)


def is_cared_for(now: datetime.datetime | None = None) -> bool:
    """Whether no open case has come to the end of its chain, and the workers take the steps in time."""
    late = (now or timezone.now()) - LATE_AFTER
    waiting = SafetyCase.objects.filter(state=CaseState.OPEN)
    if waiting.filter(chain_ended_at__isnull=False).exists():
        return False
    without_second_step = Q(acknowledge_by__lte=late) & ~Q(alerts__position__gte=1)
    return not waiting.filter(without_second_step).exists()
