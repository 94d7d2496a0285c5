"""Private places, as tests need them: somebody asks, two people have a place, a pair has one."""

from groups.models import Group, GroupKind, PrivateAsk, Space, SpaceKind, SpaceMember
from groups.services.community.private_words import ask_to_write, say_yes
from programs.models import Role
from tests.community.make import make_space, open_boards, sit
from tests.make import make_group, make_participation


def make_private_ask(asks, name="Fox", *, to=None) -> PrivateAsk:
    """`asks` would like to write to `to`, whom they know from a board."""
    program = asks.program
    open_boards(program, by=make_participation(program, role=Role.COORDINATOR, name="Carol"))
    board = make_space(program, name="Books")
    sit(board, asks, name)
    return ask_to_write(sit(board, to or make_participation(program, name="Heron")), by=asks)


def make_place(one, other, *, names=("Fox", "Heron")) -> tuple[Space, SpaceMember, SpaceMember]:
    """The place between two, and their names there."""
    board = make_space(one.program, name="Music")
    seats = [sit(board, who, name) for who, name in zip((one, other), names, strict=True)]
    space = say_yes(ask_to_write(seats[1], by=one), by=other)
    return space, space.seats.get(participation=one), space.seats.get(participation=other)


def make_pair_place(one, other) -> tuple[Space, SpaceMember, SpaceMember]:
    group: Group = make_group(one.program, kind=GroupKind.PAIR, members=[one, other])
    space = Space.objects.create(program=one.program, kind=SpaceKind.PAIR, group=group)
    return space, sit(space, one), sit(space, other)
