"""Whose words somebody does not read: who they muted or blocked, and who blocked them."""

from django.db.models import Exists, Q, QuerySet

from groups.models import Block, Contact
from programs.access import GRANTS, Permission
from programs.models import Participation

MODERATING = frozenset(role for role, rights in GRANTS.items() if Permission.MODERATE in rights)


def reads_everything(participation: Participation) -> bool:
    """Who looks after boards, in whatever role they come, has to see what is written there, whoever wrote it."""
    return participation.role in MODERATING or _moderating(participation).exists()


def hidden_from(participation: Participation) -> set[int]:
    """Ids of the persons whose posts this person does not see in the program. One query; none for who moderates.

    A block works both ways, so that nobody reads along with somebody who wants no contact; a mute works one way.
    """
    if participation.role in MODERATING:
        return set()
    me = participation.person_id
    rows = Block.objects.standing().filter(
        Q(by__person=me) | Q(person=me, kind=Contact.BLOCK), program=participation.program_id
    )
    rows = rows.exclude(Exists(_moderating(participation)))
    return {person for row in rows.values_list("by__person", "person") for person in row} - {me}


def _moderating(participation: Participation) -> QuerySet[Participation]:
    """The parts in which the same person looks after boards of the program."""
    parts = Participation.objects.live().in_role(*MODERATING).of(participation.person_id)
    return parts.filter(program=participation.program_id)
