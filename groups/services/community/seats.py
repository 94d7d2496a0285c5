"""Coming to a board: under which name, with the rules of the house accepted."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from groups.models import BOARD_ROLES, Membership, Space, SpaceKind, SpaceMember
from programs.errors import DomainError
from programs.models import GroundRules, Participation, ParticipationState
from programs.services.consents import accept_rules
from programs.services.events import record_event


class NameTaken(DomainError):
    message = _("Somebody here has this name already. Choose another one.")


class NoPlaceHere(DomainError):
    message = _("You can read here. Only those who belong to the board write.")


class RulesHaveChanged(DomainError):
    message = _("The rules have just changed. Please read them again.")


def seat_of(space: Space, participation: Participation) -> SpaceMember | None:
    """The name under which this person writes on the board, whatever the role they took it in."""
    seats = space.seats.filter(participation__person=participation.person_id, left_at=None)
    return seats.select_related("participation__person").order_by("pk").first()


def place_for(space: Space, participation: Participation) -> Participation | None:
    """The part of the program in which this person would write here; None for who may only read."""
    if participation.state != ParticipationState.ACTIVE:
        return None
    if space.kind == SpaceKind.PROGRAM:
        return participation if participation.role in BOARD_ROLES else None
    if space.kind in (SpaceKind.GROUP, SpaceKind.PAIR):
        place = Membership.objects.current().filter(group=space.group_id, participation__person=participation.person_id)
        membership = place.select_related("participation__person").first()
        return membership.participation if membership else None
    return None  # between two people: who was asked and said yes has a seat already


@transaction.atomic
def take_seat(
    space: Space,
    *,
    by: Participation,
    pseudonym: str,
    wants_word: bool = True,
    rules: GroundRules | None = None,
    language: str = "en",
) -> SpaceMember:
    """Come to the board under this name, or change it; `rules` are those that were read and are accepted with it.

    History names nobody: who stands behind a name is for nobody to look up there.
    Raises `NoPlaceHere`, `NameTaken`, `RulesHaveChanged`.
    """
    seat = seat_of(space, by)
    place = seat.participation if seat else place_for(space, by)
    if place is None:
        raise NoPlaceHere
    if rules is not None:
        if (
            GroundRules.objects.current(space.program_id)
            .exclude(pk=rules.pk)
            .filter(version__gt=rules.version)
            .exists()
        ):
            raise RulesHaveChanged
        accept_rules(place, rules=rules, language=language)
    name = " ".join(pseudonym.split())
    try:
        with transaction.atomic():
            if seat is None:
                seat = SpaceMember.objects.create(
                    program_id=space.program_id, space=space, participation=place, pseudonym=name, wants_word=wants_word
                )
                record_event("board_joined", seat, by=None, sealed=True)
            else:
                seat.pseudonym, seat.wants_word = name, wants_word
                seat.save(update_fields=["pseudonym", "wants_word"])
    except IntegrityError as error:
        mine = seat_of(space, by)
        if mine is not None and seat is None:
            return mine  # pressed twice at once
        raise NameTaken from error
    return seat
