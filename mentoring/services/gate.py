"""Who may be given somebody to support, and who may lead a group: asked of the database for many people at once."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Max, Q, Sum
from django.utils import timezone

from mentoring.models import (
    BackgroundCheck,
    CheckKind,
    CheckResult,
    HourEntry,
    HourKind,
    Module,
    ModuleCompletion,
    PeerRules,
    Rest,
    RoleChange,
    RoleChangeState,
    Supporter,
)
from mentoring.obstacle_words import all_words
from mentoring.qualification import BEFORE_LEADING, Check, Code, Demand, Obstacle, Standing, obstacles_of
from programs.gates import LEAD_A_GROUP, gate
from programs.models import Participation, ParticipationState, Program, Role

GOOD = frozenset({CheckResult.CLEAR, CheckResult.WITH_CONDITIONS})

# Somebody in a program, as keys: what was learned in one role counts in the other.
Who = tuple[int, int]


def obstacles(supporters: Iterable[Supporter], day: datetime.date) -> dict[int, tuple[Obstacle, ...]]:
    """What keeps each of these peers from somebody new on that day: key of the supporter → obstacles.

    Whoever is ready has an empty tuple. A queryset or a list of rows; eight statements, however many peers.
    How many people they support already is not asked here: that is counted under a lock.
    """
    peers = list(
        Supporter.objects.filter(pk__in=[row.pk for row in supporters]).values_list(
            "pk", "program_id", "participation__person_id", "participation__state", "returns_on"
        )
    )
    facts = _facts([(program, person) for _pk, program, person, *_rest in peers], day)
    rests = dict(
        Rest.objects.filter(supporter__in=[peer[0] for peer in peers], starts_on__lte=day, ends_on__gte=day)
        .values("supporter")
        .annotate(until=Max("ends_on"))
        .values_list("supporter", "until")
    )
    demands = _demands({program for _pk, program, *_rest in peers})
    return {
        pk: obstacles_of(
            Standing(
                **facts[program, person],
                is_paused=state == ParticipationState.PAUSED,
                has_left=state == ParticipationState.LEFT,
                returns_on=returns_on,
                rests_until=rests.get(pk),
            ),
            demands[program],
            day,
        )
        for pk, program, person, state, returns_on in peers
    }


def today_of(program: Program, now: datetime.datetime | None = None) -> datetime.date:
    return (now or timezone.now()).astimezone(program.zone).date()


@gate(LEAD_A_GROUP)
def what_keeps_from_leading(participation: Participation, day: datetime.date) -> list[str]:
    """Who leads needs the mandatory modules, where the program has any, and no check or module that has run out.

    A supervisor has another training: what peers must have learned is not asked of them, but a check that ran out is.
    """
    who = (participation.program_id, participation.person_id)
    found = obstacles_of(Standing(**_facts([who], day)[who]), _demands({who[0]})[who[0]], day)
    asked = BEFORE_LEADING
    if participation.role == Role.SUPERVISOR:
        asked = BEFORE_LEADING - {Code.MODULE_MISSING, Code.MODULE_EXPIRED}
    return all_words(obstacle for obstacle in found if obstacle.code in asked)


def _demands(programs: Collection[int]) -> dict[int, Demand]:
    """What each program asks for. Two statements."""
    rules = {row.program_id: row for row in PeerRules.objects.filter(program__in=programs)}
    modules = defaultdict(dict)
    for module in Module.objects.filter(program__in=programs, course__is_active=True, is_mandatory=True):
        modules[module.program_id][module.pk] = module.title
    default = PeerRules()
    return {
        program: Demand(
            minutes=rules.get(program, default).required_hours * 60,
            practice_minutes=rules.get(program, default).practice_hours * 60,
            check_required=rules.get(program, default).check_required,
            modules=modules[program],
        )
        for program in programs
    }


def _facts(everybody: Collection[Who], day: datetime.date) -> dict[Who, dict]:
    """What `Standing` wants to know of each, but for absence and rest. Four statements."""
    inside = {"program__in": {who[0] for who in everybody}}
    theirs = {**inside, "participation__person__in": {who[1] for who in everybody}}
    facts = {who: {"checks": [], "modules": {}} for who in everybody}
    people = {who[1] for who in everybody}
    for known, check in _known(facts, _last_checks(inside, people, day)):
        known["checks"].append(check)
    for known, (module, expires_on) in _known(facts, _modules_done(theirs, day)):
        known["modules"][module] = expires_on
    for known, (kind, minutes) in _known(facts, _minutes(theirs, day)):
        known["minutes" if kind == HourKind.TRAINING else "practice_minutes"] = minutes
    for known, ready_on in _known(facts, _ready_days(theirs)):
        known["ready_on"] = ready_on
    return facts


def _known(facts: dict[Who, dict], rows: Iterable):
    """Two filters by `in` also find a person of one program in another: those are left out."""
    for who, found in rows:
        if who in facts:
            yield facts[who], found


def _last_checks(inside: dict, people: Collection[int], day: datetime.date):
    rows = (
        BackgroundCheck.objects.filter(**inside, person__in=people, done_on__lte=day)
        .order_by("program_id", "person_id", "kind", "-done_on", "-pk")
        .distinct("program_id", "person_id", "kind")
    )
    for row in rows:
        yield (
            (row.program_id, row.person_id),
            Check(row.result in GOOD, row.expires_on, proves_record=row.kind != CheckKind.IDENTITY),
        )


def _modules_done(theirs: dict, day: datetime.date):
    rows = (
        ModuleCompletion.objects.filter(**theirs, done_on__lte=day)
        .order_by()
        .values("program", "participation__person", "module")
        .annotate(last=Max("expires_on"), for_good=Max("pk", filter=Q(expires_on=None)))
        .values_list("program", "participation__person", "module", "last", "for_good")
    )
    for program, person, module, last, for_good in rows:
        yield (program, person), (module, None if for_good else last)


def _minutes(theirs: dict, day: datetime.date):
    rows = (
        HourEntry.objects.filter(**theirs, day__lte=day, kind__in=[HourKind.TRAINING, HourKind.PRACTICE])
        .order_by()
        .values("program", "participation__person", "kind")
        .annotate(total=Sum("minutes"))
        .values_list("program", "participation__person", "kind", "total")
    )
    for program, person, kind, total in rows:
        yield (program, person), (kind, total)


def _ready_days(theirs: dict):
    rows = (
        RoleChange.objects.filter(**theirs, state__in=[RoleChangeState.ASKED, RoleChangeState.AGREED])
        .values("program", "participation__person")
        .annotate(last=Max("ready_on"))
        .values_list("program", "participation__person", "last")
    )
    for program, person, last in rows:
        yield (program, person), last
