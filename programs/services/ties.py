"""The register of ties: who is to be kept apart from whom. Only coordinators read it."""

from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programs.errors import DomainError, StaleState
from programs.models import Participation, Person, Program, Tie, TieKind
from programs.services.events import record_event


class OneAndTheSame(DomainError):
    message = _("Choose two different people.")


class TiedAlready(DomainError):
    message = _("This tie stands in the register already.")


@transaction.atomic
def declare_tie(
    program: Program,
    *,
    people: tuple[Person, Person],
    kind: TieKind,
    by: Participation,
    note: str = "",
    declared_by: Person | None = None,
) -> Tie:
    """Keep two people apart from now on; `declared_by` is who asked for it, when that is not who writes it down.

    Raises `OneAndTheSame`, `TiedAlready`.
    """
    one, other = sorted(people, key=lambda person: person.pk)
    if one.pk == other.pk:
        raise OneAndTheSame
    try:
        with transaction.atomic():
            tie = Tie.objects.create(
                program=program,
                one=one,
                other=other,
                kind=kind,
                note=note.strip(),
                declared_by=declared_by or by.person,
            )
    except IntegrityError as error:
        raise TiedAlready from error
    record_event("tie_declared", tie, by=by, kind=kind)
    return tie


@transaction.atomic
def end_tie(tie: Tie, *, by: Participation) -> None:
    """The two need not be kept apart any more. The row stays, with its end."""
    if not Tie.objects.filter(pk=tie.pk, ended_at=None).update(ended_at=timezone.now()):
        raise StaleState
    record_event("tie_ended", tie, by=by)


def ties_among(program: Program, people: Collection[int]) -> set[tuple[int, int]]:
    """The pairs of these people (keys, lower first) that are to be kept apart. One query."""
    rows = Tie.objects.standing().filter(program=program, one__in=people, other__in=people)
    return set(rows.values_list("one", "other"))


def is_tied(program: Program, person: Person, others: Collection[int] | QuerySet) -> bool:
    """Whether a person is to be kept apart from one of the others (keys, or a query for them)."""
    ties = Tie.objects.standing().filter(program=program)
    return ties.filter(Q(one=person, other__in=others) | Q(other=person, one__in=others)).exists()
