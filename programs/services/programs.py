"""The life of a program: published, paused, resumed, closed; its rules published."""

from django.db import transaction
from django.utils import timezone

from programs.models import GroundRules, Participation, Program, ProgramState
from programs.services.events import record_event


@transaction.atomic
def publish_program(program: Program, *, by: Participation) -> None:
    """Open the program: visitors find it (when it is public) and can ask to join; its ground rules are published."""
    program.move_to(ProgramState.OPEN)
    rules = GroundRules.objects.filter(program=program).first()
    if rules is not None and rules.published_at is None:
        publish_rules(rules, by=by)
    record_event("program_published", program, by=by, program=program)


@transaction.atomic
def pause_program(program: Program, *, by: Participation) -> None:
    """Stop taking requests; meetings go on."""
    program.move_to(ProgramState.PAUSED)
    record_event("program_paused", program, by=by, program=program)


@transaction.atomic
def resume_program(program: Program, *, by: Participation) -> None:
    program.move_to(ProgramState.OPEN)
    record_event("program_resumed", program, by=by, program=program)


@transaction.atomic
def publish_rules(rules: GroundRules, *, by: Participation) -> None:
    """From now on every member is asked to accept this version."""
    rules.published_at = timezone.now()
    rules.save(update_fields=["published_at"])
    record_event("rules_published", rules, by=by, version=rules.version)
