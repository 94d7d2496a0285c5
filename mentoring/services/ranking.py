"""A peer says whom of those who wait they would rather support."""

from django.db import transaction

from mentoring.models import Preference, Supporter
from mentoring.services.supporters import lock_supporter
from programs.models import Participation


@transaction.atomic
def rank_seekers(supporter: Supporter, participations: list[Participation]) -> None:
    """Keep whom a peer would rather support, in this order; what they said before goes. Nobody is told."""
    lock_supporter(supporter)
    Preference.objects.filter(by=supporter.participation_id).delete()
    Preference.objects.bulk_create(
        Preference(program_id=supporter.program_id, by_id=supporter.participation_id, about=participation, rank=rank)
        for rank, participation in enumerate(participations, start=1)
    )
