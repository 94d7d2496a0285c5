"""“Somebody answered”: a message without words, once for each thread and day, to who wants it."""

import datetime

from groups.models import Membership, Post, SpaceKind, SpaceMember
from groups.queries.community.hidden import hidden_from
from programs.models import Participation
from programs.services.notices import owe_notice

KIND = "board_word"


def tell_of_word(post: Post, *, now: datetime.datetime) -> int:
    """Tell who began the thread; in a place of two, the other one. Who does not read the writer is not told.

    Return how many are told. The day is that of the program's clock: a talk of an evening is one message.
    """
    writer = post.author.participation.person_id
    day = now.astimezone(post.program.zone).date().toordinal()
    told = 0
    for reader in _readers(post):
        if reader.person_id != writer and writer not in hidden_from(reader):
            owe_notice(KIND, post.thread, recipient=reader.person, program=post.program, version=day)
            told += 1
    return told


def _readers(post: Post) -> list[Participation]:
    """Who waits for this word and did not switch the message off. In a pair also who has not chosen a name yet."""
    thread = post.thread
    seats = SpaceMember.objects.filter(left_at=None).select_related("participation__person")
    if not thread.space.is_private:
        return [seat.participation for seat in seats.filter(pk=thread.author_id, wants_word=True)]
    seats = list(seats.filter(space=thread.space_id))
    readers = [seat.participation for seat in seats if seat.wants_word]
    if thread.space.kind == SpaceKind.PAIR:
        new = Membership.objects.current().filter(group=thread.space.group_id)
        new = new.exclude(participation__person__in=[seat.participation.person_id for seat in seats])
        readers += [row.participation for row in new.select_related("participation__person")]
    return readers
