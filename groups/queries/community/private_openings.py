"""What the desk shows of private places: that one was opened, what there is to open, and what stands in an open one."""

from django.db.models import Q, QuerySet

from groups.models import Membership, Post, PostState, Space, SpaceKind, SpaceMember, SpaceOpening
from programs.models import Participation, Person


def openings_in(participation: Participation) -> QuerySet[SpaceOpening]:
    """Every opening in the program, newest first: who, when, what about. The reasons stay with who wrote them."""
    rows = SpaceOpening.objects.filter(program=participation.program_id)
    return rows.defer("reason").select_related("by__person", "space")


def person_named(public_id: str, participation: Participation) -> Person | None:
    """Somebody who has, or had, a part in the program."""
    parts = Participation.objects.filter(program=participation.program_id)
    return Person.objects.filter(public_id=public_id, pk__in=parts.values("person")).first()


def places_of(person: Person, participation: Participation) -> QuerySet[Space]:
    """The private places of a person, the last word first. Nothing says who the other one is."""
    seats = SpaceMember.objects.filter(participation__person=person)
    pairs = Membership.objects.filter(participation__person=person)
    mine = Q(kind=SpaceKind.DIRECT, pk__in=seats.values("space")) | Q(
        kind=SpaceKind.PAIR, group__in=pairs.values("group")
    )
    spaces = Space.objects.filter(mine, program=participation.program_id)
    return spaces.order_by("-last_word_at", "-pk")


def private_place(public_id: str, participation: Participation) -> Space | None:
    spaces = Space.objects.filter(program=participation.program_id, kind__in=SpaceKind.PRIVATE)
    return spaces.filter(public_id=public_id).first()


def seat_named(public_id: str, participation: Participation) -> SpaceMember | None:
    """A name on a board. One of a private place only for who has opened that place."""
    mine = SpaceOpening.objects.filter(by__person=participation.person_id, seat=None)
    reach = ~Q(space__kind__in=SpaceKind.PRIVATE) | Q(space__in=mine.values("space"))
    seats = SpaceMember.objects.filter(reach, program=participation.program_id, public_id=public_id)
    return seats.select_related("space__program", "space__group", "participation__person").first()


def my_opening(public_id: str, participation: Participation) -> SpaceOpening | None:
    """Only for who opened it."""
    rows = SpaceOpening.objects.filter(program=participation.program_id, by__person=participation.person_id)
    rows = rows.select_related("space__group", "space__program", "seat__participation__person")
    return rows.filter(public_id=public_id).first()


def words_in(opening: SpaceOpening) -> QuerySet[Post]:
    """What stands in the place, the oldest first, without what its writers took back."""
    posts = Post.objects.filter(thread__space=opening.space_id).exclude(state=PostState.WITHDRAWN)
    return posts.select_related("author", "thread").order_by("written_at", "pk")
