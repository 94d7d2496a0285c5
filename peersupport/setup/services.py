"""Ending a program needs groups and requests at once: nothing may be left that somebody counts on."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peersupport.setup.queries import going_on
from programs.errors import DomainError
from programs.models import Participation, Program
from programs.services.programs import close_program


class StillGoingOn(DomainError):
    message = _("Meetings are still planned, or people still wait for an answer. Settle these first.")


@transaction.atomic
def end_program(program: Program, *, by: Participation) -> None:
    """Close the program, when no meeting is planned and no request waits; raises `StillGoingOn` otherwise."""
    left = going_on(program)
    if left.meetings or left.requests:
        raise StillGoingOn
    close_program(program, by=by)
