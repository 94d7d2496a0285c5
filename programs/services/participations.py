"""People coming into a program, and leaving it."""

import datetime

from django.db import transaction
from django.utils import timezone

from programs.models import Participation, ParticipationState, Person, Profile, Program, Role
from programs.services.events import record_event


@transaction.atomic
def add_participation(
    program: Program,
    *,
    person: Person,
    role: Role,
    by: Participation | None,
    now: datetime.datetime | None = None,
) -> Participation:
    """Give `person` a role in `program`; the one they have already is returned unchanged."""
    participation, created = Participation.objects.exclude(state=ParticipationState.LEFT).get_or_create(
        program=program, person=person, role=role, defaults={"since": now or timezone.now()}
    )
    if created:
        Profile.objects.create(participation=participation, program=program, languages=[person.language])
        record_event("participation_added", participation, by=by, role=role)
    return participation


@transaction.atomic
def end_participation(participation: Participation, *, by: Participation | Person | None) -> None:
    """The person leaves the program; what happened stays, places are freed by whoever holds them."""
    participation.move_to(ParticipationState.LEFT)
    record_event("participation_ended", participation, by=by)
