"""Boards with people under names, for tests of keeping away and of private places."""

import itertools

from django.utils import timezone

from groups.models import CommunityRules, Post, PostState, Space, SpaceKind, SpaceMember, Thread

_keys = itertools.count(1)


def everything_on(program, **more) -> CommunityRules:
    switches = dict.fromkeys(
        ("boards_are_on", "group_boards_are_on", "pair_boards_are_on", "private_words_are_on"), True
    )
    rules, _created = CommunityRules.objects.update_or_create(program=program, defaults=switches | more)
    return rules


def a_board(program, *, kind=SpaceKind.PROGRAM, group=None, name="Everyday things") -> Space:
    return Space.objects.create(program=program, kind=kind, group=group, name=name)


def sits(space, participation, name) -> SpaceMember:
    return SpaceMember.objects.create(program=space.program, space=space, participation=participation, pseudonym=name)


def says(seat, words="Good evening to all.", *, state=PostState.SHOWN, thread=None) -> Post:
    """A post as it stands on the board, in a thread of its own."""
    thread = thread or Thread.objects.create(program=seat.program, space=seat.space, starter=seat)
    return Post.objects.create(
        program=seat.program, thread=thread, author=seat, body=words, state=state, key=f"made{next(_keys)}",
        written_at=timezone.now(),
    )  # fmt: skip
