"""What follows from a report for somebody who broke a rule: written down, told, taken back. What it does to their
taking part joins verbs of several apps: `peersupport.measures.services`."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import Conflict, ConflictState, ConflictStep, Measure, MeasureKind
from groups.services.conflict_readers import people_apart
from programs.dates import day_words
from programs.errors import DomainError
from programs.models import Participation
from programs.services.events import record_event
from programs.services.notices import owe_notice, void_notices


class NotYours(DomainError):
    message = _("Only who looks after the report can do this.")


class NotAboutThem(DomainError):
    message = _("A measure can only be about somebody who has a part in this report.")


class ItIsClosed(DomainError):
    message = _("This report is closed. Open it again first.")


class RuleNeeded(DomainError):
    message = _("Say which rule it rests on, and write what the person reads.")


class DayNeeded(DomainError):
    message = _("Choose the day on which the person can come back. It has to be a day to come.")


class OnABreak(DomainError):
    message = _("A break was agreed until %(day)s. It ends by itself then.")


def whom_it_may_be_about(conflict: Conflict) -> list[Participation]:
    """Everybody with a part in it, in each role they have now, the other side first. Never the one who decides."""
    sides = dict(conflict.parties.values_list("participation__person", "side"))
    involved = {*sides, conflict.concerns_id} - {None}
    rows = Participation.objects.live().filter(program=conflict.program_id, person__in=involved)
    if conflict.handler_id:
        rows = rows.exclude(person=conflict.handler.person_id)
    order = {"other": 0, None: 0, "affected": 1, "reporter": 2}
    return sorted(rows.select_related("person", "program"), key=lambda row: (order[sides.get(row.person_id)], row.pk))


@transaction.atomic
def write_measure(
    conflict: Conflict,
    *,
    participation: Participation,
    kind: MeasureKind,
    rule: str,
    words: str,
    by: Participation,
    until: datetime.date | None = None,
    now: datetime.datetime | None = None,
) -> Measure:
    """Keep the measure, in the history of the report too; the person learns, without a word of it, that there is
    something to read.

    Raises `NotYours` for who does not look after the report or has a part in it, `NotAboutThem`, `ItIsClosed`,
    `RuleNeeded`, `DayNeeded`.
    """
    # Two who hand it over and decide at once: the later one meets what is true by then.
    conflict = Conflict.objects.select_for_update(of=("self",)).select_related("program", "handler").get(pk=conflict.pk)
    if conflict.handler_id != by.pk or by.person_id in people_apart(conflict):
        raise NotYours
    if conflict.state == ConflictState.CLOSED:
        raise ItIsClosed
    if participation.pk not in {row.pk for row in whom_it_may_be_about(conflict)}:
        raise NotAboutThem
    if not rule.strip() or not words.strip():
        raise RuleNeeded
    today = (now or timezone.now()).astimezone(conflict.program.zone).date()
    is_break = kind == MeasureKind.SUSPENSION
    if is_break and (until is None or until <= today):
        raise DayNeeded
    measure = Measure.objects.create(
        program=conflict.program, conflict=conflict, participation=participation, kind=kind, rule=rule.strip(),
        words=words.strip(), until=until if is_break else None, by=by,
    )  # fmt: skip
    note = f"{participation.person} ({participation.get_role_display()}): {measure.get_kind_display()}"
    ConflictStep.objects.create(
        program=conflict.program, conflict=conflict, what=ConflictStep.What.MEASURE, by=by, note=note
    )
    record_event("measure_taken", measure, by=by, kind=kind, sealed=True)
    owe_notice("measure_taken", measure, recipient=participation.person, program=conflict.program)
    return measure


@transaction.atomic
def take_back(measure: Measure, *, by: Participation, now: datetime.datetime | None = None) -> bool:
    """Looked at again, it does not stand. False when it was taken back before."""
    lifted = Measure.objects.standing().filter(pk=measure.pk).update(lifted_at=now or timezone.now())
    if lifted:
        measure.refresh_from_db(fields=["lifted_at"])
        void_notices(["measure_taken"], measure)
        record_event("measure_taken_back", measure, by=by, sealed=True)
    return bool(lifted)


def breaks_at_their_end(now: datetime.datetime):
    """Breaks whose last day is over where their program is."""
    tomorrow = (now + datetime.timedelta(days=1)).date()  # no place on earth is further ahead
    rows = Measure.objects.breaks().filter(until__lte=tomorrow).select_related("program", "participation__person")
    return [row for row in rows.order_by("pk") if row.until <= now.astimezone(row.program.zone).date()]


def break_of(participation: Participation) -> Measure | None:
    """The break this person is on in this role, the longest when there are several."""
    return Measure.objects.breaks().filter(participation=participation).order_by("-until").first()


def refuse_while_on_a_break(participation: Participation) -> None:
    """Raises `OnABreak`: a break that was decided does not end because somebody presses a button."""
    measure = break_of(participation)
    if measure is not None:
        raise OnABreak(OnABreak.message % {"day": day_words(measure.until)})


def to_read(person, *, since: datetime.datetime):
    """What the team has decided about this person and they may not have read: lately, or a break that goes on."""
    rows = Measure.objects.standing().filter(participation__person=person)
    lately = Q(at__gte=since) | Q(kind=MeasureKind.SUSPENSION, over_at=None)
    return rows.filter(lately).order_by("-at")
