"""What the parties wrote is covered for the mediators too, until they open it; each opening is written down."""

import datetime

from django.db import transaction
from django.utils import timezone

from groups.models import Mediation
from programs.models import AccessRecord, Participation
from programs.services.events import record_reading
from programs.services.safety import OPEN_FOR


def talks_are_open_to(mediation: Mediation, by: Participation, *, now: datetime.datetime | None = None) -> bool:
    """Whether `by` pressed "open" a short while ago."""
    return AccessRecord.objects.filter(
        reader=by.person_id,
        subject_kind=Mediation._meta.label_lower,
        subject_id=mediation.pk,
        at__gt=(now or timezone.now()) - OPEN_FOR,
    ).exists()


@transaction.atomic
def open_talks(mediation: Mediation, *, by: Participation) -> None:
    """Uncover what the parties wrote, for a short while."""
    if not talks_are_open_to(mediation, by):
        record_reading(mediation, by=by, why="conflict")
