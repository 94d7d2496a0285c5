"""Before a program opens: are there numbers to call where it is, and are they still right?"""

from django.utils import timezone
from django.utils.translation import gettext as _

from programs.models import Program
from programs.queries import crisis_lines


def help_lines_to_look_at(program: Program) -> list[str]:
    """Whether there are numbers for the place of the program, and whether somebody has looked at them lately."""
    today, lines = timezone.now().astimezone(program.zone).date(), crisis_lines(program.jurisdiction)
    if not lines:
        return [_("There is no help line for this place")]
    old = [line for line in lines if line.needs_review(today)]
    return [_("The help lines were last looked at more than six months ago")] if old else []
