"""What the pages of the boards show: my boards, the threads of one, the posts of a thread."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When

from groups.community_words import board_name, since_words
from groups.models import (
    CommunityRules,
    Group,
    GroupKind,
    Membership,
    Post,
    PostState,
    Space,
    SpaceKind,
    SpaceMember,
    Thread,
    ThreadKind,
)
from groups.queries.community.hidden import hidden_from
from groups.services.community.spaces import kinds_on
from programs.access import GRANTS, Permission
from programs.models import Participation, Role

PER_PAGE = 20
# Of which boards the page "My boards" speaks; words between two people have a page of their own.
LISTED = (SpaceKind.PROGRAM, SpaceKind.GROUP, SpaceKind.PAIR)


@dataclass(frozen=True)
class BoardCard:
    """A board in a list; `group` instead of `space` while nobody has come to the board of that group yet."""

    name: str
    about: str
    since: str
    kind: str
    is_live: bool
    is_away: bool
    is_mine: bool  # or one that I look after only
    space: Space | None = None
    group: Group | None = None


def boards_of(participation: Participation, *, rules: CommunityRules, now: datetime.datetime) -> list[BoardCard]:
    """All boards this person can open, those of the program first; two queries."""
    program, on = participation.program, kinds_on(rules)
    places = Membership.objects.current().filter(participation__person=participation.person_id, program=program)
    spaces = Space.objects.visible_to(participation).filter(kind__in=[kind for kind in on if kind in LISTED])
    spaces = spaces.annotate(mine=Exists(places.filter(group=OuterRef("group")))).select_related("group")
    cards = [
        BoardCard(
            name=board_name(space), about=space.about, since=since_words(space.last_word_at, now, program.zone),
            kind=space.kind, is_live=space.is_live, is_away=space.archived_at is not None,
            is_mine=space.mine or space.kind == SpaceKind.PROGRAM, space=space,
        )
        for space in spaces
    ]  # fmt: skip
    new = Group.objects.filter(pk__in=places.values("group"), space=None, kind__in=_group_kinds(on))
    cards += [
        BoardCard(
            name=board_name(space), about="", since="", kind=space.kind, is_live=False, is_away=False, is_mine=True,
            group=space.group,
        )
        for space in (Space(group=group, kind=_kind_of(group)) for group in new.order_by("pk"))
    ]  # fmt: skip
    order = list(SpaceKind)
    return sorted(cards, key=lambda card: order.index(SpaceKind(card.kind)))


def _kind_of(group: Group) -> SpaceKind:
    return SpaceKind.PAIR if group.kind == GroupKind.PAIR else SpaceKind.GROUP


def _group_kinds(on: Iterable[SpaceKind]) -> list[str]:
    """The kinds of groups that get a board."""
    kinds = set(GroupKind) - {GroupKind.PAIR, GroupKind.MEDIATION} if SpaceKind.GROUP in on else set()
    return [*kinds, *([GroupKind.PAIR] if SpaceKind.PAIR in on else [])]


def with_boards(participations: QuerySet[Participation]) -> QuerySet[Participation]:
    """Each with `has_boards`: a kind of board is on in the program, and the role may come there."""
    on = Q(boards_are_on=True) | Q(group_boards_are_on=True) | Q(pair_boards_are_on=True)
    rules = Exists(CommunityRules.objects.filter(on, program=OuterRef("program")))
    roles = [role for role, granted in GRANTS.items() if Permission.BOARDS in granted]
    return participations.annotate(has_boards=Case(When(role__in=roles, then=rules), default=Value(False)))


def space_named(public_id: str, participation: Participation, *, rules: CommunityRules) -> Space | None:
    """A board this person may open, of a kind that is on."""
    spaces = Space.objects.visible_to(participation).filter(public_id=public_id, kind__in=kinds_on(rules))
    return spaces.select_related("program", "group").first()


def my_group(public_id: str, participation: Participation) -> Group | None:
    """A group or a pair in which this person has a place."""
    places = Membership.objects.current().filter(participation__person=participation.person_id)
    groups = Group.objects.filter(public_id=public_id, program=participation.program_id, pk__in=places.values("group"))
    return groups.select_related("program").first()


def threads_of(space: Space, participation: Participation) -> QuerySet[Thread]:
    """Those that hold something this person may read, the newest word first; not those of whom they do not read."""
    hidden = hidden_from(participation)
    readable = Post.objects.filter(_readable(participation), thread=OuterRef("pk"))
    readable = readable.exclude(author__participation__person__in=hidden)
    threads = space.threads.filter(Exists(readable)).exclude(author__participation__person__in=hidden)
    return threads.select_related("author__participation").order_by("-last_word_at", "-pk")


def thread_named(public_id: str, participation: Participation, *, rules: CommunityRules) -> Thread | None:
    threads = Thread.objects.visible_to(participation).filter(public_id=public_id, space__kind__in=kinds_on(rules))
    threads = threads.exclude(author__participation__person__in=hidden_from(participation))
    return threads.select_related("space__program", "space__group", "author__participation").first()


def _readable(participation: Participation) -> Q:
    mine = Q(author__participation__person=participation.person_id, state__in=PostState.PENDING)
    return Q(state=PostState.SHOWN) | mine


@dataclass(frozen=True)
class PostRow:
    """A post as one reader sees it. Where `line` is set, only this is left of it: "withdrawn" or "removed"."""

    post: Post
    name: str
    is_mine: bool
    of_team: bool
    waits: bool
    helped: bool
    can_mark: bool
    line: str

    @property
    def can_change(self) -> bool:
        return self.is_mine and not self.line


def posts_of(thread: Thread, participation: Participation) -> QuerySet[Post]:
    """The oldest first, with lines in place of what was taken away; without whom this person does not read."""
    posts = thread.posts.filter(_readable(participation) | Q(state__in=PostState.GONE))
    posts = posts.exclude(author__participation__person__in=hidden_from(participation))
    return posts.select_related("author__participation").order_by("written_at", "pk")


def page_number(post: Post, participation: Participation) -> int:
    """On which page of its thread this reader finds the post."""
    earlier = Q(written_at__lt=post.written_at) | Q(written_at=post.written_at, pk__lt=post.pk)
    return posts_of(post.thread, participation).filter(earlier).count() // PER_PAGE + 1


def as_rows(posts: Iterable[Post], thread: Thread, *, seat: SpaceMember | None) -> list[PostRow]:
    asks = seat is not None and thread.kind == ThreadKind.QUESTION and thread.author_id == seat.pk
    rows = []
    for post in posts:
        is_mine = seat is not None and post.author_id == seat.pk
        rows.append(
            PostRow(
                post=post,
                name=post.author.pseudonym,
                is_mine=is_mine,
                of_team=post.author.participation.role in Role.STAFF,
                waits=post.state in PostState.PENDING,
                helped=post.pk == thread.helpful_id and post.state == PostState.SHOWN,
                can_mark=asks and not is_mine and post.state == PostState.SHOWN,
                line=post.state if post.state in PostState.GONE else "",
            )
        )
    return rows


def post_named(public_id: str, participation: Participation, *, rules: CommunityRules) -> Post | None:
    """A post this person may read."""
    posts = Post.objects.visible_to(participation).filter(public_id=public_id, thread__space__kind__in=kinds_on(rules))
    posts = posts.exclude(author__participation__person__in=hidden_from(participation))
    return posts.select_related("thread__space__program", "thread__space__group", "author__participation").first()
