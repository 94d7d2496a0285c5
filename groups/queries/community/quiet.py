"""What the pages of keeping away and of private places show."""

import datetime
from dataclasses import dataclass

from django.db.models import OuterRef, Q, QuerySet, Subquery

from groups.community_words import board_name
from groups.models import Block, Membership, Post, PrivateAsk, Space, SpaceKind, SpaceMember, SpaceOpening
from groups.queries.community.hidden import hidden_from
from groups.services.community.private_words import questions_of, questions_to
from programs.models import Participation


def who_wrote(post: str, participation: Participation) -> Post | None:
    """The post of somebody else that this person reads, with the name it is signed with and who stands behind it."""
    posts = Post.objects.visible_to(participation).filter(public_id=post)
    apart = hidden_from(participation) | {participation.person_id}
    posts = posts.exclude(author__participation__person__in=apart)
    return posts.select_related("thread", "author__space__group", "author__participation__person").first()


def kept_away(participation: Participation) -> QuerySet[Block]:
    """From whom this person keeps away in the program, by the names they know them by."""
    return Block.objects.standing().visible_to(participation)


@dataclass(frozen=True)
class Asked:
    """A question whether one may write: `name` is the other's, on the board named `board`."""

    public_id: str
    name: str
    board: str
    at: datetime.datetime


def asked_me(participation: Participation, *, now: datetime.datetime) -> list[Asked]:
    rows = questions_to(participation, now=now).select_related("by__space__group")
    return [_asked(row, row.by) for row in rows]


def asked_by_me(participation: Participation, *, now: datetime.datetime) -> list[Asked]:
    rows = questions_of(participation, now=now).select_related("to__space__group")
    return [_asked(row, row.to) for row in rows]


def _asked(ask: PrivateAsk, other: SpaceMember) -> Asked:
    return Asked(public_id=ask.public_id, name=other.pseudonym, board=board_name(other.space), at=ask.asked_at)


def one_question(public_id: str, participation: Participation) -> PrivateAsk | None:
    rows = PrivateAsk.objects.visible_to(participation).filter(public_id=public_id)
    return rows.select_related("by__participation__person", "to__participation__person", "program").first()


def my_places(participation: Participation) -> QuerySet[SpaceMember]:
    """My seats in places between two, the last word first; `other` is the other one's name there, `other_left` when
    they went."""
    theirs = SpaceMember.objects.filter(space=OuterRef("space")).exclude(participation__person=participation.person_id)
    seats = SpaceMember.objects.filter(
        program=participation.program_id,
        participation__person=participation.person_id,
        space__kind=SpaceKind.DIRECT,
        left_at=None,
    )
    seats = seats.annotate(
        other=Subquery(theirs.values("pseudonym")[:1]), other_left=Subquery(theirs.values("left_at")[:1])
    )
    return seats.select_related("space").order_by("-space__last_word_at", "-pk")


def openings_of_mine(participation: Participation) -> QuerySet[SpaceOpening]:
    """What the team opened of this person's, newest first: their private places, and who stands behind their names."""
    me = participation.person_id
    seats = SpaceMember.objects.filter(participation__person=me, space__kind=SpaceKind.DIRECT)
    pairs = Membership.objects.filter(participation__person=me)
    places = Space.objects.filter(
        Q(pk__in=seats.values("space")) | Q(kind=SpaceKind.PAIR, group__in=pairs.values("group"))
    )
    mine = Q(seat=None, space__in=places) | Q(seat__participation__person=me)
    rows = SpaceOpening.objects.filter(mine, program=participation.program_id).defer("reason")
    return rows.select_related("by__person", "space__group", "seat")
