"""Whose words somebody does not read: who they muted or blocked, and who blocked them."""

from django.db.models import Q

from groups.models import Block, Contact
from programs.access import GRANTS, Permission
from programs.models import Participation


def reads_everything(participation: Participation) -> bool:
    """Who looks after boards has to see what is written there, whoever wrote it."""
    return Permission.MODERATE in GRANTS[participation.role]


def hidden_from(participation: Participation) -> set[int]:
    """Ids of the persons whose posts this person does not see in the program. One query; none for who moderates.

    A block works both ways, so that nobody reads along with somebody who wants no contact; a mute works one way.
    """
    if reads_everything(participation):
        return set()
    me = participation.person_id
    rows = Block.objects.standing().filter(
        Q(by__person=me) | Q(person=me, kind=Contact.BLOCK), program=participation.program_id
    )
    return {person for row in rows.values_list("by__person", "person") for person in row} - {me}
