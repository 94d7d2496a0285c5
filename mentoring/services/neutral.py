"""Who supervises somebody cannot mediate for them, nor the other way round; asked before somebody mediates."""

from django.utils.translation import gettext_lazy as _

from groups.services.mediation.neutral import partial
from mentoring.models import Supervision, Supporter
from programs.models import Program


@partial
def supervises(program: Program, involved: set[int], people: set[int]) -> list[tuple[int, str]]:
    """(person, reason) for who supervises, or was supervised by, one of the involved: named, or by a talk held."""
    all_of_them = involved | people
    named = Supporter.objects.filter(program=program, supervisor__person__in=all_of_them)
    held = Supervision.objects.filter(program=program, supervisor__person__in=all_of_them)
    pairs = set(named.values_list("supervisor__person", "participation__person"))
    pairs |= set(held.values_list("supervisor__person", "peer__person").distinct())
    above = {one for one, below in pairs if one in people and below in involved}
    below = {other for one, other in pairs if other in people and one in involved}
    return [
        *((person, _("Supervises somebody who has a part in it.")) for person in sorted(above)),
        *((person, _("Is supervised by somebody who has a part in it.")) for person in sorted(below)),
    ]
