"""People coming into a program, and leaving it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from programs.models import Participation, ParticipationState, Person, Profile, Program, Role
from programs.services.events import record_event, record_events


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


@dataclass(frozen=True)
class Newcomer:
    """Somebody to be given a role; `languages` and `topics` (keys) are what matching reads."""

    person_id: int
    role: Role
    languages: list[str]
    topics: list[int]


@transaction.atomic
def add_participations(program: Program, newcomers: Iterable[Newcomer], *, by: Participation) -> list[Participation]:
    """As `add_participation`, for many in a fixed number of statements. Returns those that are new, with their person.

    Who has a role already keeps it as it is.
    """
    wanted = {(one.person_id, one.role): one for one in newcomers}
    rows = {key: Participation(program=program, person_id=key[0], role=key[1]) for key in wanted}
    Participation.objects.bulk_create(rows.values(), ignore_conflicts=True)
    ours = Participation.objects.filter(public_id__in=[row.public_id for row in rows.values()])
    added = list(ours.select_related("person").order_by("pk"))
    profiles = [
        Profile(participation=one, program=program, languages=wanted[one.person_id, Role(one.role)].languages)
        for one in added
    ]
    Profile.objects.bulk_create(profiles)
    lived = Profile.topics.through
    lived.objects.bulk_create(
        lived(profile_id=profile.pk, topic_id=topic)
        for profile, one in zip(profiles, added, strict=True)
        for topic in wanted[one.person_id, Role(one.role)].topics
    )
    record_events("participation_added", [(one, {"role": one.role}) for one in added], by=by, program=program)
    return added


@transaction.atomic
def end_participation(participation: Participation, *, by: Participation | Person | None) -> None:
    """The person leaves the program; what happened stays, places are freed by whoever holds them."""
    participation.move_to(ParticipationState.LEFT)
    record_event("participation_ended", participation, by=by)
