"""What the ground's pages need."""

import time
from collections.abc import Iterable

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from programs.access import GRANTS, Permission
from programs.models import (
    Acceptance,
    Consent,
    CrisisLine,
    GroundRules,
    Participation,
    ParticipationState,
    Person,
    Role,
    Task,
    TaskKind,
)

KEEP_SECONDS = 60
_kept: dict[str, tuple[float, list[CrisisLine]]] = {}


def crisis_lines(jurisdiction: str | None = None) -> list[CrisisLine]:
    """The help lines of a country or region, in their order.

    They stand on every page, so each process keeps them for a minute; an edit shows within that time.
    """
    jurisdiction = jurisdiction or settings.DEFAULT_JURISDICTION
    until, lines = _kept.get(jurisdiction, (0.0, []))
    if time.monotonic() >= until:
        lines = list(CrisisLine.objects.filter(jurisdiction=jurisdiction))
        _kept[jurisdiction] = (time.monotonic() + KEEP_SECONDS, lines)
    return lines


def forget_crisis_lines() -> None:
    """Read them anew at the next page: for tests, and after an edit in this process."""
    _kept.clear()


def rules_to_accept(person: Person) -> list[GroundRules]:
    """The current ground rules, with their program, of each program the person takes part in and has not accepted."""
    return [rules for rules in _current_rules(person) if not rules.accepted]


def _current_rules(person: Person) -> Iterable[GroundRules]:
    taking_part = [role for role, granted in GRANTS.items() if Permission.TAKE_PART in granted]
    programs = Participation.objects.filter(person=person, state=ParticipationState.ACTIVE, role__in=taking_part)
    accepted = Acceptance.objects.filter(rules=OuterRef("pk"), participation__person=person)
    return (
        GroundRules.objects.filter(published_at__isnull=False, program__in=programs.values("program"))
        .order_by("program_id", "-version")
        .distinct("program_id")
        .annotate(accepted=Exists(accepted))
        .select_related("program")
    )


def rules_with_acceptance(program, person: Person) -> tuple[GroundRules | None, Acceptance | None]:
    """The current ground rules of a program, and when this person accepted them (in any of their roles)."""
    rules = GroundRules.objects.current(program).first()
    if rules is None:
        return None, None
    return rules, Acceptance.objects.filter(rules=rules, participation__person=person).order_by("at").first()


def consents_of(person: Person) -> list[Consent]:
    """The person's own ledger, newest first, each with its program, its text and its withdrawal if there is one."""
    return list(
        Consent.objects.filter(person=person)
        .select_related("program", "text", "withdrawal", "given_by")
        .order_by("-given_at", "-pk")
    )


def standing_consents(person: Person, *, program_id: str, purpose: str) -> list[Consent]:
    """What holds now for one purpose in the program with this public id; more than one when a text was renewed."""
    return list(
        Consent.objects.standing()
        .filter(person=person, program__public_id=program_id, text__purpose=purpose)
        .select_related("program", "text")
        .order_by("-given_at")
    )


def taking_part(person: Person) -> QuerySet[Participation]:
    """The person's live participations with their programs."""
    return Participation.objects.live().of(person).select_related("program").order_by("since", "pk")


def coordinators_of(program) -> list[str]:
    """How those who coordinate the program are called, for “who reads this”."""
    rows = Participation.objects.live().in_role(Role.COORDINATOR).filter(program=program)
    return list(rows.order_by("person__display_name").values_list("person__display_name", flat=True).distinct())


def private_words_of(program, person: Person) -> QuerySet[Task]:
    """When a person spoke in private, and whether it was seen to; what they said stays sealed."""
    rows = Task.objects.filter(program=program, kind=TaskKind.APART, person=person, created_by=person)
    return rows.select_related("completion").defer("note").order_by("-created_at")
