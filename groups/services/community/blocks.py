"""Keeping somebody away: not reading what they write (mute), or not meeting them anywhere (block). Both can be undone.

A block is a standing tie as well: matching, suggestions, groups and mediation look at ties and nowhere else. Whoever is
kept away learns nothing; under a name on a board, who keeps away does not learn who it is either.
"""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import Block, Contact, Space, SpaceKind, SpaceMember
from groups.queries.community.hidden import reads_everything
from programs.errors import DomainError, StaleState
from programs.models import Participation, Person, Role, Tie, TieKind
from programs.services.events import record_event
from programs.services.ties import OneAndTheSame, TiedAlready, declare_tie, end_tie


class OfTheTeam(DomainError):
    message = _(
        "This person is part of the team. The team has to be able to read and to help, so nobody can block them. "
        "You can stop reading what they write. If something went wrong, tell us: they will not see it."
    )


class YouLookAfterBoards(DomainError):
    message = _("You look after boards here, so you see everything that is written.")


@transaction.atomic
def keep_away(seat: SpaceMember, *, by: Participation, kind: Contact) -> Block:
    """From now on `by` keeps away from whoever writes under this name. Twice is once; the other kind replaces it.

    A block also ends the places between the two. Raises `OneAndTheSame`, `OfTheTeam`, `YouLookAfterBoards`.
    """
    return _keep_away(seat.participation.person, seat.pseudonym, by=by, kind=kind)


@transaction.atomic
def keep_away_more(block: Block, *, by: Participation) -> Block:
    """Whom one did not want to read one does not want to meet either. Raises as `keep_away`, and `StaleState`."""
    if not Block.objects.standing().filter(pk=block.pk).exists():
        raise StaleState
    return _keep_away(block.person, block.name, by=by, kind=Contact.BLOCK)


def _keep_away(person: Person, name: str, *, by: Participation, kind: Contact) -> Block:
    if person.pk == by.person_id:
        raise OneAndTheSame
    if reads_everything(by):
        raise YouLookAfterBoards
    if kind == Contact.BLOCK and is_of_the_team(person, by.program_id):
        raise OfTheTeam
    lock_people(by.person_id, person.pk)
    standing = Block.objects.standing().visible_to(by).filter(person=person).first()
    if standing is not None and standing.kind == kind:
        return standing
    if standing is not None:
        _end(standing, by=by)
    block = Block.objects.create(
        program=by.program,
        by=by,
        person=person,
        kind=kind,
        name=standing.name if standing else name,
        tie=_tie_for(by, person) if kind == Contact.BLOCK else None,
    )
    if kind == Contact.BLOCK:
        _leave_places_of_both(by, person)
    record_event("person_kept_away", block, by=None, sealed=True)
    return block


@transaction.atomic
def stop_keeping_away(block: Block, *, by: Participation) -> None:
    """As before: the words are there again, and the two may meet. Raises `StaleState` when it was undone before."""
    _end(block, by=by)
    record_event("person_kept_away_no_more", block, by=None, sealed=True)


def lock_people(*people: int) -> None:
    """What two people do about each other, or one presses twice, happens one after the other. By id, so that nobody
    waits in turn; others may refer to these people meanwhile."""
    list(Person.objects.select_for_update(no_key=True).filter(pk__in=people).order_by("pk").values_list("pk"))


def is_of_the_team(person: Person, program_id: int) -> bool:
    return Participation.objects.live().of(person).in_role(*Role.STAFF).filter(program=program_id).exists()


def is_asked_by_one_of_them(tie: Tie) -> bool:
    """One of the two does not want to meet the other, and has not said otherwise: nobody undoes that for them."""
    if tie.kind != TieKind.BLOCKED:
        return False
    both_ways = Q(by__person=tie.one_id, person=tie.other_id) | Q(by__person=tie.other_id, person=tie.one_id)
    return Block.objects.standing().filter(both_ways, program=tie.program_id, kind=Contact.BLOCK).exists()


def _tie_for(by: Participation, person: Person) -> Tie | None:
    """The tie of this block: a new one, or that of the other's block. None where the team wrote one down before: it
    is theirs to end."""
    ties = Tie.objects.standing().filter(program=by.program, kind=TieKind.BLOCKED).of(person).of(by.person)
    of_a_block = Block.objects.standing().filter(tie__isnull=False)
    for _attempt in range(2):  # the other's tie may end just now
        try:
            return declare_tie(by.program, people=(by.person, person), kind=TieKind.BLOCKED, by=by)
        except TiedAlready:
            tie = ties.filter(pk__in=of_a_block.values("tie")).select_for_update(of=("self",)).first()
            if tie is not None:
                return tie
    return None


def _end(block: Block, *, by: Participation) -> None:
    if not Block.objects.standing().filter(pk=block.pk).update(ended_at=timezone.now()):
        raise StaleState
    if block.tie_id is None:
        return
    tie = Tie.objects.select_for_update().get(pk=block.tie_id)
    if tie.ended_at is None and not Block.objects.standing().filter(tie=tie).exists():
        end_tie(tie, by=by)


def _leave_places_of_both(by: Participation, person: Person) -> None:
    """Who blocks is in no place between the two any more, and nothing more can be written there."""
    now = timezone.now()
    theirs = SpaceMember.objects.filter(participation__person=person, space__kind=SpaceKind.DIRECT)
    mine = SpaceMember.objects.filter(
        participation__person=by.person_id, program=by.program_id, left_at=None, space__in=theirs.values("space")
    )
    places = list(mine.values_list("space", flat=True))
    mine.update(left_at=now)
    Space.objects.open().filter(pk__in=places).update(archived_at=now)
