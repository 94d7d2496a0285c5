"""Breaking the glass: a private place opened, or who stands behind a name, for a quarter of an hour and never unseen.

By who looks after danger, with a reason in words. Those whose place it is read on their own page that it was opened, by
whom and what it was about.
"""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import Membership, OpeningWhy, Space, SpaceKind, SpaceMember, SpaceOpening
from programs.access import GRANTS, Permission
from programs.errors import DomainError
from programs.models import AccessRecord, Participation, Person
from programs.services.events import record_event, record_reading
from programs.services.safety import OPEN_FOR

SHORTEST_REASON = 10
LISTED = "which private places there are"


class NotForYou(DomainError):
    message = _("You cannot open this. Ask a colleague who has nothing to do with it.")


class ReasonNeeded(DomainError):
    message = _("Write in a few words why this has to be opened.")


@transaction.atomic
def open_place(
    space: Space, *, by: Participation, why: OpeningWhy, reason: str, now: datetime.datetime | None = None
) -> SpaceOpening:
    """What was written between two people can be read by `by`, and nobody else, for a quarter of an hour.

    Raises `NotForYou` for who is not meant to, has a part in it or is tied to who has; `ReasonNeeded`.
    """
    if not space.is_private:
        raise NotForYou
    return _open(space, None, by=by, why=why, reason=reason, people=people_of(space), now=now)


@transaction.atomic
def look_behind_name(
    seat: SpaceMember, *, by: Participation, why: OpeningWhy, reason: str, now: datetime.datetime | None = None
) -> SpaceOpening:
    """Who writes under this name, for the same time and on the same conditions."""
    people = {seat.participation.person_id}
    return _open(seat.space, seat, by=by, why=why, reason=reason, people=people, now=now)


def _open(space, seat, *, by, why, reason, people, now) -> SpaceOpening:
    if by.program_id != space.program_id or not may_open(by, people):
        raise NotForYou
    reason = reason.strip()
    if len(reason) < SHORTEST_REASON:
        raise ReasonNeeded
    opening = SpaceOpening.objects.create(
        program=space.program, space=space, seat=seat, by=by, why=why, reason=reason, at=now or timezone.now()
    )
    record_reading(seat or space, by=by, why="who stands behind a name" if seat else "private place")
    record_event("name_looked_behind" if seat else "private_place_read", opening, by=by, why=why)
    return opening


@transaction.atomic
def look_for_places(person: Person, *, by: Participation, now: datetime.datetime | None = None) -> None:
    """That `by` looks which private places somebody has is written down, once for a quarter of an hour.

    Raises `NotForYou`.
    """
    if not may_open(by, {person.pk}):
        raise NotForYou
    since = (now or timezone.now()) - OPEN_FOR
    known = AccessRecord.objects.filter(
        program=by.program, reader=by.person, subject_kind=person._meta.label_lower, subject_id=person.pk, why=LISTED,
        at__gt=since,
    )  # fmt: skip
    if not known.exists():
        record_reading(person, by=by, why=LISTED)


def may_open(by: Participation, people: set[int]) -> bool:
    """Who looks after danger in the program, is none of these people and is not to be kept apart from one of them."""
    if Permission.HANDLE_CASES not in GRANTS[by.role] or by.person_id in people:
        return False
    ties = by.program.ties.standing().of(by.person)
    return not ties.filter(Q(one__in=people) | Q(other__in=people)).exists()


def people_of(space: Space) -> set[int]:
    """Ids of the persons whose place it is, also of those who left it."""
    if space.kind == SpaceKind.PAIR:
        places = Membership.objects.filter(group=space.group_id)
        return set(places.values_list("participation__person", flat=True))
    return set(space.seats.values_list("participation__person", flat=True))


def is_open_now(opening: SpaceOpening, *, now: datetime.datetime | None = None) -> bool:
    return (now or timezone.now()) < opening.at + OPEN_FOR


def person_behind(opening: SpaceOpening) -> Person:
    """For the page of an opening that is still open."""
    return opening.seat.participation.person
