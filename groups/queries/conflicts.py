"""What the pages about reports need: what one is about, whom one met, one's own reports, the list of a reader."""

import datetime
from dataclasses import dataclass

from django.db.models import F, Prefetch, Q, QuerySet

from groups.models import (
    Conflict,
    ConflictMessage,
    ConflictState,
    ConflictStep,
    Group,
    GroupKind,
    Measure,
    Meeting,
    Membership,
    Party,
    Post,
    ReviewRequest,
)
from groups.services.conflict_readers import first_to_read
from programs.models import Participation, ParticipationState, Person, Program, Role
from programs.services.duty import looking_after

What = ConflictStep.What
WORDS = ("happened", "felt", "needed", "asks", "reach")
# Said to who told it; the rest of what readers do is for the readers.
SAID = frozenset(
    {
        What.READ, What.STOP, What.TOLD, What.NAME_ASKED, What.NAMED, What.UNNAMED, What.MEDIATION, What.ROUTE,
        What.SAFETY, What.SETTLED, What.CLOSED,
    }
)  # fmt: skip


def about_of(teller: Participation, public_id: str) -> Meeting | Group | Post | None:
    """The meeting, or the pair, in which this person has a place, or a post they can read; None for anything else."""
    if not public_id:
        return None
    mine = Membership.objects.current().filter(program=teller.program_id, participation__person=teller.person_id)
    meetings = Meeting.objects.filter(program=teller.program_id, group__in=mine.values("group"))
    pairs = Group.objects.filter(program=teller.program_id, kind=GroupKind.PAIR, pk__in=mine.values("group"))
    posts = Post.objects.visible_to(teller).select_related("author__participation", "thread__space")
    places = (meetings, pairs, posts)
    return next((found for rows in places if (found := rows.filter(public_id=public_id).first())), None)


def met_by(teller: Participation) -> list[Participation]:
    """Who has a place in a group or a pair of this person, by the name they use there."""
    mine = Membership.objects.current().filter(program=teller.program_id, participation__person=teller.person_id)
    others = Membership.objects.current().filter(group__in=mine.values("group"))
    rows = Participation.objects.filter(pk__in=others.values("participation")).exclude(person=teller.person_id)
    return list(rows.select_related("person").order_by("person__display_name", "pk"))


def team_of(teller: Participation) -> list[Person]:
    """Who works in the program: whom a report can be about without that person ever seeing it."""
    team = Participation.objects.filter(
        program=teller.program_id, state=ParticipationState.ACTIVE, role__in=Role.STAFF
    ).exclude(person=teller.person_id)
    people = Person.objects.filter(pk__in=team.values("person"))
    return list(people.only("public_id", "display_name").order_by("display_name", "pk"))


@dataclass(frozen=True)
class Reading:
    """Who reads first, as far as that can be said before anything is written, and who reads when there is danger."""

    first: str
    in_danger: list[str]


def who_would_read(program: Program, teller: Participation) -> Reading:
    first = first_to_read(program, teller.person)
    team = [str(row.person) for row in looking_after(program) if row.person_id != teller.person_id]
    return Reading(first=str(first.person) if first else "", in_danger=list(dict.fromkeys(team)))


def my_reports(teller: Participation) -> QuerySet:
    """What this person told in the program, newest first, without the words."""
    rows = Conflict.objects.of(teller.person).filter(program=teller.program_id)
    return rows.select_related("handler__person", "safety_case").defer(*WORDS).order_by("-received_at")


@dataclass(frozen=True)
class Moment:
    """One line of the page of a report: a step of the team in words, or what the person added."""

    at: datetime.datetime
    what: str
    words: str
    name: str
    by_me: bool
    route: str = ""


def story_of(conflict: Conflict, teller: Participation) -> list[Moment]:
    """What was done, as who told it reads it, oldest first: never a note of the readers."""
    steps = ConflictStep.objects.filter(conflict=conflict, what__in=SAID).defer("note").select_related("by__person")
    lines = ConflictMessage.objects.filter(conflict=conflict).select_related("author__person")
    told = [
        Moment(
            step.at, step.what, step.public_words, str(step.by.person), step.by.person_id == teller.person_id,
            step.get_route_display() if step.route else "",
        )
        for step in steps
    ]  # fmt: skip
    told += [
        Moment(line.at, "line", line.body, str(line.author.person), line.author.person_id == teller.person_id)
        for line in lines
    ]
    return sorted(told, key=lambda moment: moment.at)


def reports_for(conflicts: QuerySet, *, closed: bool) -> QuerySet:
    """Those that nobody has taken up first, by the day on which something is due; closed ones newest first."""
    rows = conflicts.select_related("handler__person").defer(*WORDS)
    if closed:
        return rows.exclude(state__in=ConflictState.LIVE).order_by("-updated_at", "-pk")
    return rows.live().order_by(F("handler").asc(nulls_first=True), "acknowledge_by", "pk")


def with_history(conflicts: QuerySet) -> QuerySet:
    """For the page of one report: its parties, its steps, what the person added, who may read it."""
    steps = ConflictStep.objects.select_related("by__person").order_by("at", "pk")
    lines = ConflictMessage.objects.select_related("author__person").order_by("at", "pk")
    parties = Party.objects.select_related("participation__person")
    measures = Measure.objects.select_related("participation__person", "by__person").defer("words")
    reviews = ReviewRequest.objects.select_related("reviewer__person").defer("words", "answer")
    return conflicts.select_related("handler__person", "concerns", "reopens", "safety_case").prefetch_related(
        Prefetch("steps", steps),
        Prefetch("messages", lines),
        Prefetch("parties", parties),
        "readers__participation__person",
        Prefetch("measures", measures),
        Prefetch("reviews", reviews),
        "reopened_as",
    )


def what_it_is_about(conflict: Conflict) -> str:
    """The meeting, the group or the post (under which name) that the report points to; empty without any."""
    if conflict.about_kind == Meeting._meta.label_lower:
        meeting = Meeting.objects.filter(pk=conflict.about_id).select_related("group").first()
        return f"{meeting.group}, {meeting.local_start:%Y-%m-%d %H:%M}" if meeting else ""
    if conflict.about_kind == Group._meta.label_lower:
        return str(Group.objects.filter(pk=conflict.about_id).first() or "")
    if conflict.about_kind == Post._meta.label_lower:
        post = Post.objects.filter(pk=conflict.about_id).select_related("author", "thread__space__group").first()
        if post is None:
            return ""
        space = post.thread.space
        where = space.name or str(space.group or space.get_kind_display())
        return f"{where}, {post.author.pseudonym}, {post.written_at.astimezone(conflict.program.zone):%Y-%m-%d %H:%M}"
    return ""


def existing_reports(owner: Person) -> QuerySet:
    """For the site's owner: that reports exist, how old they are and where they stand. Never one they are part of."""
    apart = Q(parties__participation__person=owner) | Q(concerns=owner)
    rows = Conflict.objects.filter(state__in=ConflictState.LIVE).exclude(
        pk__in=Conflict.objects.filter(apart).values("pk")
    )
    return rows.only("public_id", "reference", "state", "received_at", "acknowledge_by").order_by("received_at", "pk")


def other_side(about: Meeting | Group | Post | None, teller: Participation) -> tuple[Participation, ...]:
    """Of a pair the other one, of a post who wrote it; of a meeting nobody in particular.

    Who stands behind a name is for the readers only, when they open the report: the page of the teller never says it.
    """
    if isinstance(about, Post):
        wrote = about.author.participation
        return () if wrote.person_id == teller.person_id else (wrote,)
    if not isinstance(about, Group):
        return ()
    rows = Membership.objects.current().filter(group=about).exclude(participation__person=teller.person_id)
    return tuple(row.participation for row in rows.select_related("participation__person"))
