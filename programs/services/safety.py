"""Safety cases: opened in the transaction of what worries, told at once, taken up and closed by a person."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programs.errors import DomainError, IllegalMove, StaleState
from programs.models import (
    AccessRecord,
    CaseOrigin,
    CaseOutcome,
    CaseState,
    CaseStep,
    Grade,
    Participation,
    Person,
    Program,
)
from programs.models import SafetyCase as Case
from programs.services.duty import begin_chain, rules_of, tell_everybody
from programs.services.events import record_event, record_reading
from programs.services.notices import void_notices

OPEN_FOR = datetime.timedelta(minutes=15)  # what was said is covered again by itself
REFERENCE_TRIES = 30  # short numbers meet now and then; the constraint refuses, the next one fits


class NoteNeeded(DomainError):
    message = _("Write in a few words what was done.")


@transaction.atomic
def open_case(
    program: Program,
    *,
    key: str,
    origin: CaseOrigin,
    about,
    note: str,
    person: Person | None = None,
    by: Participation | Person | None = None,
    grade: Grade = Grade.SAME_DAY,
    concerns: Person | None = None,
    kept_from: Iterable[Person | int] = (),
) -> Case:
    """Open the case of this occasion, or find it: `key` opens one case, however often and from how many tabs.

    Who is on duty is told in the same transaction; where nobody has said who that is, or it cannot wait, everybody who
    looks after people in the program. With the mail server down the case stands, and the desk shows it. `concerns` is
    somebody of the team whose conduct it is about: for them there is no such case, nor for those in `kept_from`.
    """
    now = timezone.now()
    facts = {
        "program": program,
        "person": person,
        "origin": origin,
        "about_kind": about._meta.label_lower,
        "about_id": about.pk,
        "note": note,
        "grade": grade,
        "concerns": concerns,
        "opened_at": now,
        "acknowledge_by": now + rules_of(program).limit(grade),
    }
    standing, is_new = _one_per_key(key, facts)
    if is_new:
        standing.kept_from.set(kept_from)
        record_event("case_opened", standing, by=by, origin=origin)
        begin_chain(standing, at_once=grade == Grade.IMMEDIATE, now=now)
    return standing


def _one_per_key(key: str, facts: dict) -> tuple[Case, bool]:
    """The case of this occasion and whether it is new. Who comes second waits for the first, then finds its case."""
    for _attempt in range(REFERENCE_TRIES):
        case = Case(key=key, **facts)
        Case.objects.bulk_create([case], ignore_conflicts=True)
        standing = Case.objects.filter(key=key).first()
        if standing is not None:
            return standing, standing.public_id == case.public_id
    return Case.objects.create(key=key, **facts), True


@transaction.atomic
def add_to_case(case: Case, words: str) -> bool:
    """More was said before anybody took the case up: it stands in the same note. False once somebody has."""
    standing = Case.objects.select_for_update().get(pk=case.pk)
    if standing.state != CaseState.OPEN:
        return False
    if words not in standing.note:
        standing.note = f"{standing.note}\n{words}"
        standing.save(update_fields=["note", "updated_at"])
    return True


@transaction.atomic
def name_person(about, person: Person) -> None:
    """Who sent the form is known now: the cases about it are about that person."""
    Case.objects.filter(about_kind=about._meta.label_lower, about_id=about.pk, person=None).update(person=person)


def is_open_to(case: Case, by: Participation, *, now: datetime.datetime | None = None) -> bool:
    """Whether `by` pressed "open" a short while ago, so that the page shows what was said."""
    since = (now or timezone.now()) - OPEN_FOR
    return AccessRecord.objects.filter(
        reader=by.person_id, subject_kind=Case._meta.label_lower, subject_id=case.pk, at__gt=since
    ).exists()


@transaction.atomic
def read_case(case: Case, *, by: Participation) -> None:
    """Open what was said, for a short while. Each opening is written down, with the name and the time."""
    if not is_open_to(case, by):
        record_reading(case, by=by, why="case")


@transaction.atomic
def take_up_case(case: Case, *, by: Participation) -> None:
    """`by` looks after it from now on. Of two who press at once one has it, and the other is told who."""
    try:
        case.move_to(CaseState.ACKNOWLEDGED)
    except (StaleState, IllegalMove) as error:
        first = CaseStep.objects.filter(case=case).select_related("by__person").first()
        if first is None:
            raise
        raise StaleState(_("%(name)s already looks after this.") % {"name": first.by.person}) from error
    _write(case, CaseStep.What.ACKNOWLEDGED, by=by)
    void_notices(["case_opened", "case_waits"], case)


@transaction.atomic
def note_on_case(case: Case, *, by: Participation, note: str) -> CaseStep:
    """Add what was done or learned. Nothing that was written is ever changed."""
    if not note.strip():
        raise NoteNeeded
    return _write(case, CaseStep.What.NOTED, by=by, note=note.strip())


@transaction.atomic
def report_outside(case: Case, *, by: Participation, note: str) -> CaseStep:
    """Note that an outside service was told: which one, when, what it answered. Nothing is sent from here."""
    if not note.strip():
        raise NoteNeeded
    return _write(case, CaseStep.What.REPORTED, by=by, note=note.strip())


@transaction.atomic
def regrade_case(case: Case, *, grade: Grade, by: Participation, note: str) -> None:
    """It is needed sooner or later than it seemed. The clock runs from the opening, with the new limit.

    While nobody has taken it up, what cannot wait is told to everybody at once.
    """
    if not note.strip():
        raise NoteNeeded
    case = Case.objects.select_for_update(of=("self",)).select_related("program").get(pk=case.pk)
    if case.state == CaseState.CLOSED:
        raise StaleState
    case.grade = grade
    case.acknowledge_by = case.opened_at + rules_of(case.program).limit(grade)
    case.save(update_fields=["grade", "acknowledge_by", "updated_at"])
    _write(case, CaseStep.What.REGRADED, by=by, note=note.strip(), grade=grade)
    if case.state == CaseState.OPEN and grade == Grade.IMMEDIATE:
        tell_everybody(case)


@transaction.atomic
def close_case(case: Case, *, by: Participation, note: str, outcome: CaseOutcome = CaseOutcome.SUPPORTED) -> None:
    """Close it with a word on how it ended; `outcome` says it in one of a few words, for the monthly picture."""
    if not note.strip():
        raise NoteNeeded
    case.move_to(CaseState.CLOSED)
    _write(case, CaseStep.What.CLOSED, by=by, note=note.strip(), outcome=outcome)


def _write(case, what, *, by, note="", **facts):
    step = CaseStep.objects.create(program=case.program, case=case, what=what, by=by, note=note, **facts)
    record_event(f"case_{what}", case, by=by, step=step.pk)
    return step
