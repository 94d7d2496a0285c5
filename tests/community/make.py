"""Boards, people on them and what they wrote, as tests need them."""

import itertools

from groups.models import Moderation, Space, SpaceKind, ThreadKind
from groups.services.community.posts import answer_thread, begin_thread
from groups.services.community.rules import change_rules
from groups.services.community.seats import take_seat
from groups.services.community.spaces import board_of_group

WORDS = "I could not sleep last night."
_keys = itertools.count(1)


def open_boards(program, *, by, **more):
    """Every kind of board is on."""
    on = ("boards_are_on", "group_boards_are_on", "pair_boards_are_on", "private_words_are_on", "stories_are_on")
    return change_rules(program, by=by, **dict.fromkeys(on, True) | more)


def make_space(program, *, name="The kitchen", moderation=Moderation.AFTER, **more):
    return Space.objects.create(
        program=program, kind=SpaceKind.PROGRAM, name=name, about="For what is on your mind.",
        moderation=moderation, **more,
    )  # fmt: skip


def board_of(group):
    return board_of_group(group, rules=group.program.community_rules)


def sit(space, who, name=None):
    """`who` on the board, under `name` or the one they use anyway."""
    return take_seat(space, by=who, pseudonym=name or who.person.display_name)


def write(seat, body=WORDS, *, title="A hard night", kind=ThreadKind.TALK, **more):
    """A thread of this seat; returns its first post."""
    key = more.pop("key", f"form{next(_keys)}")
    return begin_thread(seat, kind=kind, title=title, body=body, key=key, **more).post


def answer(thread, seat, body="I hear you.", **more):
    key = more.pop("key", f"form{next(_keys)}")
    return answer_thread(thread, seat=seat, body=body, key=key, **more).post


def address(thing, what=""):
    """Of a board, a thread or a post."""
    rooms = {"space": "boards", "thread": "threads", "post": "posts"}
    return f"/p/{thing.program.public_id}/{rooms[thing._meta.model_name]}/{thing.public_id}/{what}"


def text_of(page):
    return page.content.decode()
