"""What is on between meetings, and when the team reads: a program's choice."""

from django.db import transaction

from groups.models import CommunityRules
from programs.models import Participation, Program
from programs.services.events import record_event


def rules_of(program: Program) -> CommunityRules:
    """Those the program chose, or unsaved defaults: everything is off."""
    return CommunityRules.objects.filter(program=program).first() or CommunityRules(program=program)


@transaction.atomic
def change_rules(program: Program, *, by: Participation, **choices) -> CommunityRules:
    """Write what was chosen. What people wrote stays where a kind of board is switched off; nobody reads it then."""
    rules, _created = CommunityRules.objects.update_or_create(program=program, defaults=choices)
    record_event("community_rules_changed", rules, by=by, fields=sorted(choices))
    return rules
