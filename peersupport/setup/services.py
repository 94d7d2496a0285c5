"""What begins and ends a program as a whole, and needs several floors at once."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from intake.services.house import furnish_program
from mentoring.services.training import furnish_training
from peersupport.setup.queries import going_on
from programs.errors import DomainError
from programs.models import Participation, Person, Program, SupportModel
from programs.services.blueprints import create_from_blueprint
from programs.services.programs import close_program


class StillGoingOn(DomainError):
    message = _("Meetings are still planned, or people still wait for an answer. Settle these first.")


@transaction.atomic
def found_program(blueprint: str, *, person: Person, **facts) -> Participation:
    """A draft made from a blueprint, with its questionnaires and its first survey plan; `person` coordinates it.

    Where people support each other in pairs, the training of the house is there too.

    `facts` as in `create_from_blueprint`: with the same public id twice it is the same program, furnished once.
    """
    coordinator = create_from_blueprint(blueprint, person=person, **facts)
    furnish_program(coordinator.program, by=coordinator)
    if SupportModel.MENTORING in coordinator.program.models_offered:
        furnish_training(coordinator.program, by=coordinator)
    return coordinator


@transaction.atomic
def end_program(program: Program, *, by: Participation) -> None:
    """Close the program, when no meeting is planned and no request waits; raises `StillGoingOn` otherwise."""
    left = going_on(program)
    if left.meetings or left.requests:
        raise StillGoingOn
    close_program(program, by=by)
