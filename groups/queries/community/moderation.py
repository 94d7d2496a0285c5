"""What the pages of moderation need: the queue of who looks, one text with what was done, the words to its writer."""

import datetime
from collections.abc import Iterable
from itertools import groupby

from django.db.models import Case, Exists, IntegerField, OuterRef, Prefetch, Q, QuerySet, When
from django.utils.translation import gettext as _

from groups.models import (
    DestructionRun,
    Flag,
    FlagSource,
    ItemState,
    ModerationItem,
    ModerationStep,
    Post,
    PostState,
    Snapshot,
    SpaceMember,
    StoryState,
)
from groups.services.community.moderators import ROLES
from groups.services.community.watch_terms import Watched
from programs.models import CaseOrigin, Grade, Participation, ParticipationState, Person, Program, Role, SafetyCase, Tie
from programs.services.duty import rules_of

What = ModerationStep.What
AROUND = 3  # posts before and after
RUNS = 30  # lines of the report on kept copies
SOONEST_FIRST = Case(
    *(When(grade=grade, then=place) for place, grade in enumerate(Grade.values)), output_field=IntegerField()
)
# What the writer of a text reads about: the rest is for the team.
SAID = (What.SHOWN, What.HELD, What.QUIET, What.EDITED, What.REMOVED, What.WROTE, What.WRITER)


def items_for(rows: Iterable[Participation]) -> QuerySet:
    """What one of these participations of one person may look at."""
    seen = ModerationItem.objects.none()
    for row in rows:
        seen = seen | ModerationItem.objects.filter(pk__in=ModerationItem.objects.visible_to(row).values("pk"))
    return seen


def queue(items: QuerySet, *, done: bool) -> QuerySet:
    """What cannot wait first, then the oldest; what was done newest first. Without a word of the texts."""
    rows = items.select_related(
        "claimed_by__person", "post__author", "post__thread__space__group", "story", "safety_case"
    ).prefetch_related(Prefetch("flags", Flag.objects.defer("words")))
    rows = rows.defer(
        "post__body", "post__content_note", "post__thread__title", "story__title", "story__body", "story__content_note",
        "safety_case__note",
    )  # fmt: skip
    if done:
        return rows.filter(state=ItemState.DONE).order_by("-updated_at", "-pk")
    return rows.open().order_by(SOONEST_FIRST, "opened_at", "pk")


def with_clock(items: Iterable[ModerationItem], program: Program, *, now: datetime.datetime) -> list[ModerationItem]:
    """Each with `due_at` on the clocks of the program's safety rules, `is_late`, and `held_by`: who looks at it now."""
    rules = rules_of(program)
    rows = list(items)
    for item in rows:
        item.due_at = item.opened_at + rules.limit(item.grade)
        item.is_late = item.state == ItemState.OPEN and item.due_at < now
        item.held_by = item.claimed_by if item.claimed_until and item.claimed_until > now else None
        item.reasons = list(dict.fromkeys(flag.get_reason_display() for flag in item.flags.all() if _says_why(flag)))
        item.sources = list(dict.fromkeys(flag.get_source_display() for flag in item.flags.all()))
    return rows


def text_of_case(case: SafetyCase, rows: Iterable[Participation]) -> ModerationItem | None:
    """The flagged text that a case came from, for who may look at it."""
    if case.origin != CaseOrigin.POST:
        return None
    return items_for(rows).filter(pk=case.about_id).first()


def with_history(items: QuerySet) -> QuerySet:
    """For the page of one text: why it is here, its copies, what was done."""
    return items.select_related(
        "claimed_by__person", "post__author", "post__thread__space__group", "story", "safety_case", "writer", "program"
    ).prefetch_related(
        Prefetch("flags", Flag.objects.select_related("snapshot").order_by("at", "pk")),
        Prefetch("snapshots", Snapshot.objects.order_by("taken_at", "pk")),
        Prefetch("steps", ModerationStep.objects.select_related("by__person").order_by("at", "pk")),
    )


def around(item: ModerationItem) -> list[Post]:
    """The posts before and after it, under the names of the board. Of a private place nothing but the text itself."""
    if item.post is None or item.post.thread.space.is_private:
        return []
    post = item.post
    rows = Post.objects.filter(thread=post.thread_id).exclude(pk=post.pk).exclude(state__in=PostState.GONE)
    rows = rows.select_related("author")
    earlier = Q(written_at__lt=post.written_at) | Q(written_at=post.written_at, pk__lt=post.pk)
    before = list(rows.filter(earlier).order_by("-written_at", "-pk")[:AROUND])
    after = list(rows.exclude(earlier).order_by("written_at", "pk")[:AROUND])
    return [*reversed(before), *after]


def acts_for(item: ModerationItem) -> list[str]:
    """What can be done about a text as it stands."""
    if item.state == ItemState.DONE:
        return ["show"] if item.post and item.post.state == PostState.REMOVED else []
    acts = ["keep"]
    if item.post is not None:
        gone, state = item.post.state in PostState.GONE, item.post.state
        private = item.post.thread.space.is_private
        acts = ["show"] if state in (*PostState.PENDING, PostState.REMOVED) else acts
        acts += ["hold"] if state in (PostState.SHOWN, PostState.WAITING) else []
        acts += [] if gone or private else ["change"]
        acts += [] if gone else ["remove"]
        acts += ["pause"]
    else:
        state = item.story.state
        acts = ["show"] if state == StoryState.HELD else acts
        acts += ["hold"] if state == StoryState.SHOWN else []
        acts += ["remove"] if state in (StoryState.SHOWN, StoryState.HELD, StoryState.WAITING) else []
    return [*acts, "write", "danger"]


def tellers_of(item: ModerationItem) -> list[str]:
    """Who told the team, by the name the team knows. Asked for after `ask_who_told` only."""
    rows = item.flags.filter(by__isnull=False).select_related("by__person").order_by("at", "pk")
    return [str(flag.by.person) for flag in rows]


def words_for(writer: Participation) -> QuerySet:
    """What the team did and wrote about this person's texts, newest first: never a note, never who told."""
    steps = ModerationStep.objects.filter(program=writer.program_id, item__writer=writer.person_id, what__in=SAID)
    steps = steps.select_related("by__person", "item__post__thread__space", "item__post__author", "item__story")
    return steps.defer("note").order_by("-at", "-pk")


def pauses_of(writer: Participation, *, now: datetime.datetime) -> list[SpaceMember]:
    """The boards on which this person was asked to pause, as long as that lasts."""
    seats = SpaceMember.objects.filter(
        program=writer.program_id, participation__person=writer.person_id, quiet_until__gt=now
    )
    return list(seats.select_related("space__group").order_by("quiet_until"))


def existing_items(owner: Person) -> QuerySet:
    """For the site's owner: that texts wait, how old they are, whether anybody fits. Never one of their own."""
    there = Participation.objects.filter(
        program=OuterRef("program"), role__in=ROLES, state=ParticipationState.ACTIVE, person__is_active=True
    ).exclude(person=OuterRef("writer"))
    ties = Tie.objects.standing().filter(program=OuterRef("program"))
    there = there.exclude(
        Exists(
            ties.filter(
                Q(one=OuterRef("person"), other=OuterRef(OuterRef("writer")))
                | Q(other=OuterRef("person"), one=OuterRef(OuterRef("writer")))
            )
        )
    )
    leads, coordinators = there.filter(role=Role.SAFEGUARDING), there.filter(role=Role.COORDINATOR)
    rows = ModerationItem.objects.open().exclude(writer=owner).select_related("program")
    return rows.annotate(
        somebody_fits=Case(
            When(Exists(leads), then=True),
            When(~Q(above=Role.SAFEGUARDING) & Exists(coordinators), then=True),
            default=False,
        )
    ).order_by("somebody_fits", "opened_at", "pk")


def _says_why(flag: Flag) -> bool:
    return flag.source == FlagSource.PERSON


def by_grade(lines: Iterable[Watched]) -> list[tuple[str, list[Watched]]]:
    """The list of words under its headings."""
    names = {grade: grade.label for grade in Grade} | {None: _("Nobody watches for these")}
    return [(names[grade], list(rows)) for grade, rows in groupby(lines, key=lambda line: line.grade)]


def runs_of(program: Program) -> QuerySet:
    """What the retention of copies did, newest first."""
    return DestructionRun.objects.filter(program=program).select_related("by__person").order_by("-at", "-pk")[:RUNS]
