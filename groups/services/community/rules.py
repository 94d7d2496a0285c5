"""What is on between meetings, and when the team reads: a program's choice."""

from django.db import transaction

from groups.models import CommunityRules, Group
from programs.models import Participation, Program
from programs.services.events import record_event

OF_AGE = 18


def rules_of(program: Program) -> CommunityRules:
    """Those the program chose, or unsaved defaults: everything is off.

    Where young people come nobody writes to another unseen, whatever was chosen before they came.
    """
    rules = CommunityRules.objects.filter(program=program).first() or CommunityRules(program=program)
    rules.private_words_are_on &= not takes_young_people(program)
    return rules


def takes_young_people(program: Program, group: Group | None = None) -> bool:
    """Somebody under 18 may come: as far as a lowest age is written down, for the group or else for the program."""
    youngest = program.min_age if group is None or group.min_age is None else group.min_age
    return youngest is not None and youngest < OF_AGE


@transaction.atomic
def change_rules(program: Program, *, by: Participation, **choices) -> CommunityRules:
    """Write what was chosen. What people wrote stays where a kind of board is switched off; nobody reads it then."""
    rules, _created = CommunityRules.objects.update_or_create(program=program, defaults=choices)
    record_event("community_rules_changed", rules, by=by, fields=sorted(choices))
    return rules
