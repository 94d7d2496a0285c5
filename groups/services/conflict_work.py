"""What the named readers do with a report, up to its end. Steps are only ever added to; events say no words."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.conflict_clocks import next_word_by, promises
from groups.models import Conflict, ConflictRules, ConflictState, ConflictStep, Party, Route
from groups.services.conflict_readers import NotAReader, add_reader, fit_for, name_readers
from groups.services.conflicts import QUESTIONS, keep_once, pass_to_safety, reporter_of
from groups.services.mediation.standing import end_with_report, refuse_while_agreed
from programs.errors import DomainError, IllegalMove, StaleState
from programs.models import AccessRecord, Grade, Participation, Program
from programs.services.events import record_event, record_reading
from programs.services.notices import owe_notice, void_notices
from programs.services.safety import OPEN_FOR

What = ConflictStep.What


class WordsNeeded(DomainError):
    message = _("Write in a few words what was done.")


class OutcomeNeeded(DomainError):
    message = _("Write what the person reads about how it ended.")


def is_open_to(conflict: Conflict, by: Participation, *, now: datetime.datetime | None = None) -> bool:
    """Whether `by` pressed "open" a short while ago, so that the page shows what was said."""
    return AccessRecord.objects.filter(
        reader=by.person_id,
        subject_kind=Conflict._meta.label_lower,
        subject_id=conflict.pk,
        at__gt=(now or timezone.now()) - OPEN_FOR,
    ).exists()


@transaction.atomic
def read_report(conflict: Conflict, *, by: Participation) -> None:
    """Open what was said, for a short while. Each opening is written down, with the name and the time."""
    if not is_open_to(conflict, by):
        record_reading(conflict, by=by, why="conflict")


@transaction.atomic
def take_up_report(conflict: Conflict, *, by: Participation) -> None:
    """`by` looks after it from now on, and the person reads so. Of two at once one has it, the other is told who."""
    try:
        conflict.move_to(ConflictState.READ, handler=by)
    except (StaleState, IllegalMove) as error:
        first = conflict.steps.filter(what=What.READ).select_related("by__person").first()
        if first is None:
            raise
        raise StaleState(_("%(name)s already looks after this.") % {"name": first.by.person}) from error
    _write(conflict, What.READ, by=by)
    void_notices(["report_received"], conflict)
    _news(conflict)


@transaction.atomic
def note_on_report(conflict: Conflict, *, by: Participation, note: str) -> ConflictStep:
    """What was done or learned, for the readers only."""
    return _write(conflict, What.NOTED, by=by, note=_needed(note))


@transaction.atomic
def note_talk(conflict: Conflict, *, by: Participation, note: str) -> ConflictStep:
    """A talk with somebody who has a part in it, for the readers only."""
    return _write(conflict, What.TALKED, by=by, note=_needed(note))


@transaction.atomic
def tell_person(
    conflict: Conflict, *, by: Participation, words: str, now: datetime.datetime | None = None
) -> ConflictStep:
    """A word to who told it: it stands on their page, and a message without words says so. The clock starts anew."""
    step = _write(conflict, What.TOLD, by=by, public_words=_needed(words))
    conflict.update_by = next_word_by(conflict, now or timezone.now())
    conflict.save(update_fields=["update_by", "updated_at"])
    _news(conflict)
    return step


@transaction.atomic
def let_read(conflict: Conflict, *, participation: Participation, by: Participation) -> None:
    """One more person may read it. Raises `NotAReader`."""
    add_reader(conflict, participation=participation, by=by)
    _write(conflict, What.READER, by=by, note=str(participation.person))


@transaction.atomic
def hand_over(conflict: Conflict, *, participation: Participation, by: Participation) -> None:
    """Somebody else looks after it from now on; they may read it then. Raises `NotAReader`."""
    if participation.pk not in {row.pk for row in fit_for(conflict)}:
        raise NotAReader
    let_read(conflict, participation=participation, by=by)
    conflict.handler = participation
    conflict.save(update_fields=["handler", "updated_at"])


@transaction.atomic
def choose_route(conflict: Conflict, *, by: Participation, route: Route, note: str = "", words: str = "") -> None:
    """Another way than a mediation, which ends by it; `words` are what the person reads about it."""
    end_with_report(conflict, by=by)
    if conflict.state != ConflictState.OTHER_ROUTE:
        conflict.move_to(ConflictState.OTHER_ROUTE)
    _write(conflict, What.ROUTE, by=by, note=note.strip(), public_words=words.strip(), route=route)
    _news(conflict)


@transaction.atomic
def pass_on_to_safety(conflict: Conflict, *, by: Participation, grade: Grade, note: str = "") -> None:
    """Somebody may be in danger after all: a safety case is opened, and this road ends."""
    pass_to_safety(conflict, by=by, grade=grade)
    _write(conflict, What.SAFETY, by=by, note=note.strip())
    _news(conflict)


@transaction.atomic
def settle_report(conflict: Conflict, *, by: Participation, words: str) -> None:
    """An answer was found; `words` are what the person reads. It stays in view until it is closed."""
    if not words.strip():
        raise OutcomeNeeded
    end_with_report(conflict, by=by)
    conflict.move_to(ConflictState.SETTLED)
    _write(conflict, What.SETTLED, by=by, public_words=words.strip())
    _news(conflict)


@transaction.atomic
def close_report(conflict: Conflict, *, by: Participation, words: str, note: str = "") -> None:
    """The end; `words` tell the person how it ended, and without them nothing is closed.

    Raises `FollowUpWaits` while an agreement stands that nobody has looked at again.
    """
    if not words.strip():
        raise OutcomeNeeded
    refuse_while_agreed(conflict)
    end_with_report(conflict, by=by)
    conflict.move_to(ConflictState.CLOSED)
    _write(conflict, What.CLOSED, by=by, note=note.strip(), public_words=words.strip())
    void_notices(["report_received", "report_line", "report_stop"], conflict)
    _news(conflict)


@transaction.atomic
def reopen_report(conflict: Conflict, *, by: Participation, now: datetime.datetime | None = None) -> Conflict:
    """It goes on: a new report of the same thing, tied to the closed one, with clocks of its own."""
    if conflict.state != ConflictState.CLOSED:
        raise IllegalMove
    now = now or timezone.now()
    copied = ("program", "about", "about_kind", "about_id", "concerns", "for_somebody_else", "is_unnamed", "reach")
    facts = {name: getattr(conflict, name) for name in (*copied, *QUESTIONS)}
    facts |= promises(conflict.program, now) | {"reopens": conflict, "received_at": now}
    again, is_new = keep_once(f"reopens:{conflict.public_id}", facts)
    if not is_new:
        return again
    Party.objects.bulk_create(
        [
            Party(
                program=row.program, conflict=again, participation_id=row.participation_id, side=row.side,
                told_at=row.told_at,
            )
            for row in conflict.parties.all()
        ]
    )  # fmt: skip
    name_readers(again)
    _write(conflict, What.REOPENED, by=by)
    return again


@transaction.atomic
def change_clocks(
    program: Program, *, by: Participation, outside: dict[str, str] | None = None, **days: int
) -> ConflictRules:
    """Set the clocks, in working days, and who outside is named (`outside_fr`, `outside_en`).

    What is open keeps the days that were promised.
    """
    rules, _made = ConflictRules.objects.update_or_create(program=program, defaults=days | (outside or {}))
    record_event("report_clocks_changed", rules, by=by, **days)
    return rules


def _needed(words: str) -> str:
    if not words.strip():
        raise WordsNeeded
    return words.strip()


def _write(conflict, what, *, by, **facts) -> ConflictStep:
    step = ConflictStep.objects.create(program=conflict.program, conflict=conflict, what=what, by=by, **facts)
    record_event(f"report_{what}", conflict, by=by, step=step.pk, sealed=True)
    return step


def _news(conflict) -> None:
    """Who told it learns that there is something new on their page: once for each step."""
    teller, last = reporter_of(conflict), conflict.steps.order_by("-pk").first()
    if teller is not None and last is not None and last.by_id != teller.pk:
        owe_notice("report_news", conflict, recipient=teller.person, program=conflict.program, version=last.pk)
