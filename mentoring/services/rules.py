"""The numbers of a program for its peers, and changing them."""

from django.db import transaction

from mentoring.models import PeerRules
from programs.models import Participation, Program
from programs.services.events import record_event


def rules_of(program: Program) -> PeerRules:
    """The rules of a program; with their defaults, unsaved, where nobody has changed any."""
    return PeerRules.objects.filter(program=program).first() or PeerRules(program=program)


@transaction.atomic
def change_rules(program: Program, *, by: Participation, **changes) -> PeerRules:
    """Set some of the numbers. What was promised before keeps the number it was promised with."""
    rules, _created = PeerRules.objects.get_or_create(program=program)
    for name, value in changes.items():
        setattr(rules, name, value)
    rules.full_clean(exclude=["program"])
    rules.save(update_fields=[*changes])
    record_event("peer_rules_changed", rules, by=by, changed=sorted(changes))
    return rules
