"""How the two of a pair meet. Planning and calling off are those of groups."""

from django.db import transaction

from groups.models import Group
from mentoring.models import Pairing
from mentoring.services.agreements import lock_pairing
from programs.models import Mode, Participation
from programs.services.events import record_event

LINKED = frozenset({Mode.VIDEO, Mode.WHATSAPP})


@transaction.atomic
def change_way(pairing: Pairing, *, by: Participation, mode: Mode, place: str = "", link: str = "") -> None:
    """From now on they meet like this; a place only where they meet, a link only where one is needed."""
    pairing = lock_pairing(pairing)
    Group.objects.filter(pk=pairing.group_id).update(
        mode=mode, place=place.strip() if mode == Mode.IN_PERSON else "", link=link if mode in LINKED else ""
    )
    record_event("pair_way_changed", pairing, by=by, mode=str(mode))
