"""Whom outside a program somebody can turn to when its last answer does not help them."""

from django.utils.translation import gettext_lazy as _

from groups.conflict_clocks import rules_of
from programs.models import Jurisdiction, Program

# Public bodies that hear people for nothing. A program names its own, nearer ones on the desk.
PUBLIC_BODIES = {
    Jurisdiction.QUEBEC: [_("The human rights commission of Quebec (CDPDJ)")],
    Jurisdiction.CANADA: [_("The human rights commission of your province or territory")],
    Jurisdiction.FRANCE: [_("The Defender of Rights (Défenseur des droits)"), _("A conciliator of justice")],
    Jurisdiction.UNITED_STATES: [_("The human rights office of your state or city")],
    Jurisdiction.EUROPE: [_("The ombudsman, or the equality body, of your country")],
}


def recourse_of(program: Program) -> list[str]:
    """In the language of the reader: what the program has written, or the public bodies of its jurisdiction."""
    written = [line.strip() for line in rules_of(program).outside.splitlines() if line.strip()]
    return written or [str(name) for name in PUBLIC_BODIES[Jurisdiction(program.jurisdiction)]]
