"""Who can mediate: nobody with a part in the conflict, or close to somebody who has.

Groups do not know of supervision. What stands higher in the house registers here what else makes somebody partial:

    @partial
    def supervises(program, involved, people):
        return [(person, _("Supervises somebody who has a part in it."))]    # ids of persons
"""

from collections import defaultdict
from collections.abc import Callable, Collection

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models import Conflict, GroupKind, Membership, MembershipRole
from groups.services.conflict_readers import people_apart
from programs.access import GRANTS, Permission
from programs.errors import DomainError
from programs.models import Participation, ParticipationState, Program

Reasons = list[tuple[int, str]]
Check = Callable[[Program, set[int], set[int]], Reasons]

_checks: list[Check] = []

TWO = 2  # so many mediate


class NotNeutral(DomainError):
    """Says what stands in the way, and never who it is or to whom they are close."""

    message = _("This person cannot mediate here.")

    def __init__(self, reasons: Collection[str] = ()):
        super().__init__(" ".join([str(self.message), *map(str, reasons)]))


def partial(check: Check) -> Check:
    """Decorator: ask this function too before somebody mediates."""
    if check not in _checks:
        _checks.append(check)
    return check


def mediators_of(program: Program) -> list[Participation]:
    """Everybody whose role lets them mediate, by name."""
    roles = [role for role, granted in GRANTS.items() if Permission.MEDIATE in granted]
    rows = Participation.objects.filter(
        program=program, role__in=roles, state=ParticipationState.ACTIVE, person__is_active=True
    )
    return list(rows.select_related("person", "program").order_by("person__display_name", "pk"))


def reasons_against(conflict: Conflict, candidates: Collection[Participation]) -> dict[int, list[str]]:
    """In words, why each of these (by participation) cannot mediate; who is not in it can. Few queries for many."""
    people = {row.person_id for row in candidates}
    involved = set(conflict.parties.values_list("participation__person", flat=True)) | {conflict.concerns_id} - {None}
    reading = set(conflict.readers.values_list("participation__person", flat=True))
    close = people_apart(conflict) - involved
    found: Reasons = [(one, _("Has a part in it.")) for one in people & involved]
    found += [(one, _("Is kept apart from somebody who has a part in it.")) for one in people & close]
    found += [(one, _("Reads the report, and decides about it.")) for one in people & reading]
    for check in (*_checks, _met_in_groups):
        found += check(conflict.program, involved, people)
    by_person = defaultdict(list)
    for person, reason in found:
        if reason not in by_person[person]:
            by_person[person].append(reason)
    return {row.pk: by_person[row.person_id] for row in candidates if row.person_id in by_person}


def _met_in_groups(program: Program, involved: set[int], people: set[int]) -> Reasons:
    """Who leads, or led, a group of one of them, or is, or was, in a pair with one."""
    there = Membership.objects.filter(program=program, participation__person__in=involved).values("group")
    pair = Q(group__kind=GroupKind.PAIR)
    leads = Q(role=MembershipRole.FACILITATOR) & ~pair
    rows = Membership.objects.filter(pair | leads, group__in=there, participation__person__in=people - involved)
    words = {
        True: _("Is or was in a pair with somebody who has a part in it."),
        False: _("Leads or led a group of somebody who has a part in it."),
    }
    kinds = rows.order_by("pk").values_list("participation__person", "group__kind")
    return [(person, words[kind == GroupKind.PAIR]) for person, kind in kinds]
