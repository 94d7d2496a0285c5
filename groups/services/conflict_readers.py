"""Who may read a report: one named person first, never somebody who has a part in it or is close to who has."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from groups.models import Conflict, ConflictReader, ConflictState
from programs.errors import DomainError
from programs.models import Participation, ParticipationState, Person, Program, Role
from programs.services.events import record_event
from programs.services.notices import owe_notice

HANDLERS = (Role.COORDINATOR, Role.SAFEGUARDING)


class NotAReader(DomainError):
    message = _("This person cannot read this report.")


def people_apart(conflict: Conflict) -> set[int]:
    """Ids of the persons who never see the report: who has a part in it, whom it concerns, who is tied to these."""
    involved = set(conflict.parties.values_list("participation__person", flat=True)) | {conflict.concerns_id} - {None}
    ties = conflict.program.ties.standing()
    tied = ties.filter(Q(one__in=involved) | Q(other__in=involved)).values_list("one", "other")
    return involved.union(*tied)


def handlers_of(program: Program):
    """Everybody whose role lets them lead reports to an end, coordinators first, then by how long they are there."""
    rows = Participation.objects.filter(
        program=program, role__in=HANDLERS, state=ParticipationState.ACTIVE, person__is_active=True
    )
    return sorted(rows.select_related("person", "program").order_by("since", "pk"), key=_leads_last)


def fit_for(conflict: Conflict) -> list[Participation]:
    """Who could be named as a reader, each person once."""
    apart = people_apart(conflict)
    once: dict[int, Participation] = {}
    for row in handlers_of(conflict.program):
        if row.person_id not in apart:
            once.setdefault(row.person_id, row)
    return list(once.values())


def first_to_read(program: Program, teller: Person) -> Participation | None:
    """Who would read what this person tells, as far as that is known before it is written."""
    ties = program.ties.standing().of(teller).values_list("one", "other")
    apart = {teller.pk}.union(*ties)
    return next((row for row in handlers_of(program) if row.person_id not in apart), None)


@transaction.atomic
def name_readers(conflict: Conflict, *, tell: bool = True) -> list[Participation]:
    """The first coordinator who fits; where none does, every safeguarding lead who fits; else nobody.

    With nobody the site's owner still sees that it exists, and `find_readers` looks again.
    """
    fit = fit_for(conflict)
    coordinators = [row for row in fit if row.role == Role.COORDINATOR]
    for row in coordinators[:1] or fit:
        _name(conflict, row)
        if tell:
            owe_notice("report_received", conflict, recipient=row.person, program=conflict.program)
    return coordinators[:1] or fit


@transaction.atomic
def add_reader(conflict: Conflict, *, participation: Participation, by: Participation) -> None:
    """Somebody more may read it. Raises `NotAReader` for who has a part in it, or no such role."""
    if participation.pk not in {row.pk for row in fit_for(conflict)}:
        raise NotAReader
    _name(conflict, participation)
    record_event("report_reader_added", conflict, by=by, to=participation.pk, sealed=True)
    owe_notice("report_received", conflict, recipient=participation.person, program=conflict.program)


def could_read_too(conflict: Conflict) -> list[Participation]:
    """Who fits and is not named yet; once somebody looks after it, the other readers too, who may take it over."""
    named = set(conflict.readers.values_list("participation__person", flat=True))
    taken_up, keeper = conflict.handler_id is not None, conflict.handler_id
    return [row for row in fit_for(conflict) if row.person_id not in named or (taken_up and row.pk != keeper)]


def readers_now(conflict: Conflict) -> list[Participation]:
    """The named readers who may still open it: they are there, and nothing stands between."""
    named = set(conflict.readers.values_list("participation__person", flat=True))
    return [row for row in fit_for(conflict) if row.person_id in named]


def find_readers() -> int:
    """Open reports that nobody can read any more, because a reader left or a tie was declared, get new readers."""
    found = 0
    there = ConflictReader.objects.filter(
        conflict=OuterRef("pk"),
        participation__state=ParticipationState.ACTIVE,
        participation__person__is_active=True,
        participation__role__in=HANDLERS,
    )
    waiting = Conflict.objects.filter(state__in=ConflictState.LIVE).select_related("program")
    doubtful = waiting.filter(~Exists(there) | Q(program__ties__ended_at=None, program__ties__isnull=False)).distinct()
    for conflict in doubtful:
        if not readers_now(conflict):
            found += bool(name_readers(conflict))
    return found


def _name(conflict, participation) -> None:
    ConflictReader.objects.get_or_create(
        conflict=conflict, participation=participation, defaults={"program": conflict.program}
    )


def _leads_last(row: Participation) -> bool:
    return row.role != Role.COORDINATOR
