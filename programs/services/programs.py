"""The life of a program: changed, published, paused, resumed, closed."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from programs.errors import DomainError
from programs.models import GroundRules, Opening, Participation, Program, ProgramState
from programs.readiness import Gap, gaps_of
from programs.services.events import acting_person, record_event
from programs.services.texts import publish_rules


class NotReady(DomainError):
    """Something is missing; `gaps` says what. With a reason it may open all the same, unless a gap is final."""

    message = _("Something is still missing. Complete it, or say why the program opens all the same.")

    def __init__(self, gaps: list[Gap]):
        super().__init__()
        self.gaps = gaps


@transaction.atomic
def change_program(program: Program, *, part: str, by: Participation, topics=None, **values) -> None:
    """Write the columns of `values`. `part` names the page, so that the set-up knows what somebody has read.

    Only what differs is written: a colleague may save another page, or close the program, at the same moment.
    """
    changed = sorted(name for name, value in values.items() if _differs(getattr(program, name), value))
    for name in changed:
        setattr(program, name, values[name])
    program.clean_fields(exclude={field.name for field in program._meta.fields} - set(values))
    program.validate_constraints()
    program.save(update_fields=[*changed, "updated_at"])
    if topics is not None:
        program.topics.set(topics)
    record_event("program_changed", program, by=by, program=program, part=part, columns=changed)


@transaction.atomic
def publish_program(program: Program, *, by: Participation, reason: str = "") -> None:
    """Open the program: visitors find it (when it is public) and can ask to join; its ground rules are published.

    Refused with `NotReady` while something is missing. A `reason` overrides what is not final, and is kept. It sends
    nothing.
    """
    gaps = gaps_of(program)
    if any(gap.is_final for gap in gaps) or (gaps and not reason.strip()):
        raise NotReady(gaps)
    program.move_to(ProgramState.OPEN)
    Opening.objects.create(
        program=program,
        by=acting_person(by),
        missing=[gap.key for gap in gaps],
        reason=reason.strip() if gaps else "",
    )
    rules = GroundRules.objects.filter(program=program).first()
    if rules.published_at is None:
        publish_rules(rules, by=by)
    record_event("program_published", program, by=by, program=program, missing=[gap.key for gap in gaps])


@transaction.atomic
def pause_program(program: Program, *, by: Participation) -> None:
    """Stop taking requests; meetings go on."""
    program.move_to(ProgramState.PAUSED)
    record_event("program_paused", program, by=by, program=program)


@transaction.atomic
def resume_program(program: Program, *, by: Participation) -> None:
    """Take requests again."""
    program.move_to(ProgramState.OPEN)
    record_event("program_resumed", program, by=by, program=program)


@transaction.atomic
def close_program(program: Program, *, by: Participation) -> None:
    """End the program for good: nobody can ask to join any more. What happened in it stays."""
    program.move_to(ProgramState.CLOSED)
    record_event("program_closed", program, by=by, program=program)


def _differs(old, new) -> bool:
    """An empty translation is null in one row and "" in another; both are nothing."""
    return (old or "") != new if isinstance(new, str) else old != new
