"""The board on which a placement is looked at: each group with who would come, and who has no group yet."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, Q

from groups.models import Group, Membership, PlacementChoice, PlacementRun, PlacementWish
from groups.placement_words import words_against, words_for_choice, words_for_help, words_for_nowhere
from groups.queries.placement import groups_with_places, those_who_wait
from groups.queries.telling import Telling, telling
from programs.models import Participation

MOST_MISSING = 5


@dataclass(frozen=True)
class Chosen:
    """One person of the draft with what speaks for and against it."""

    choice: PlacementChoice
    is_new: bool
    would_help: str = ""

    @property
    def participation(self) -> Participation:
        return self.choice.participation

    @property
    def is_pinned(self) -> bool:
        return bool(self.choice.reasons.get("pinned"))

    @property
    def words(self) -> list[str]:
        return words_for_choice(self.choice.reasons)

    @property
    def against(self) -> list[str]:
        return words_against(self.choice.reasons)

    @property
    def nowhere(self) -> str:
        return words_for_nowhere(self.choice.reasons)


@dataclass
class Room:
    """A group on the board: how many are there, who would come."""

    group: Group
    coming: list[Chosen] = field(default_factory=list)

    @property
    def seats(self) -> int:
        return self.group.seats_taken + len(self.coming)

    @property
    def free(self) -> int:
        return max(0, self.group.capacity - self.seats)

    @property
    def missing(self) -> int:
        """How many more it takes until the group can meet."""
        return max(0, self.group.minimum - self.seats)


@dataclass(frozen=True)
class Board:
    run: PlacementRun
    rooms: list[Room]
    nowhere: list[Chosen]
    wishes: list[PlacementWish]

    @property
    def missing(self) -> list[tuple[str, int]]:
        """What would help most, in words, and how many people it would help."""
        return Counter(chosen.would_help for chosen in self.nowhere if chosen.would_help).most_common(MOST_MISSING)

    @property
    def placed(self) -> int:
        return sum(len(room.coming) for room in self.rooms)


def board_of(run: PlacementRun, *, now) -> Board:
    """The draft as it was reckoned last; a number of queries that does not grow."""
    rooms = {group.pk: Room(group) for group in groups_with_places(run.program, now)}
    nowhere = []
    names = {
        "topics": {topic.pk: str(topic) for topic in run.program.topics.all()},
        "groups": {room.group.public_id: str(room.group) for room in rooms.values()},
    }
    choices = run.choices.select_related("participation__person", "group").order_by("participation__since", "pk")
    for choice in choices:
        chosen = Chosen(
            choice,
            is_new=run.number > 1 and choice.group_id != choice.was_in_id,
            would_help=words_for_help(choice.reasons.get("help", {}), **names),
        )
        room = rooms.get(choice.group_id)
        if room is not None:
            room.coming.append(chosen)
        else:
            nowhere.append(chosen)
    forbidden = PlacementWish.objects.filter(program=run.program_id, is_pin=False)
    wishes = forbidden.select_related("participation__person", "group", "by__person").order_by("-at")
    return Board(run, list(rooms.values()), nowhere, list(wishes))


def waiting_count(program) -> int:
    return those_who_wait(program).count()


def letters_of(run: PlacementRun) -> Telling:
    """What everybody who gets a place will read."""
    choices = list(
        run.choices.exclude(group=None).select_related("participation__person", "group__program").order_by("pk")
    )
    if not choices:
        return Telling([], [])
    first = choices[0]
    place = Membership(group=first.group, program=first.group.program, participation=first.participation)
    # Each letter leads to the reader's own group; without names in messages their words are all alike.
    return telling("place_freed", place, [choice.participation.person for choice in choices])


def choice_in(run: PlacementRun, participation: str) -> PlacementChoice | None:
    rows = run.choices.select_related("participation__person", "group")
    return rows.filter(participation__public_id=participation).first()


def wish_in(run: PlacementRun, wish: str) -> PlacementWish | None:
    return PlacementWish.objects.filter(program=run.program_id, public_id=wish).first()


def rooms_for(run: PlacementRun, *, now) -> list[Group]:
    """The groups that somebody could be put into by hand, with what the draft already puts there."""
    coming = dict(
        run.choices.exclude(group=None).values_list("group").annotate(n=Count("pk", filter=Q(group__isnull=False)))
    )
    rooms = groups_with_places(run.program, now)
    for room in rooms:
        room.free = max(0, room.capacity - room.seats_taken - coming.get(room.pk, 0))
    return rooms
