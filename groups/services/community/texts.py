"""A post or a story as it stands now, whoever looks at it; and who may judge what somebody of the team wrote."""

import datetime
from dataclasses import dataclass

from django.db.models import Q

from groups.models import ModerationItem, Post, Story
from programs.models import Participation, ParticipationState, Person, Program, Role


@dataclass(frozen=True)
class Text:
    """A post or a story as it stands now."""

    row: Post | Story
    writer: Person
    signed: str
    title: str
    body: str
    content_note: str
    written_at: datetime.datetime

    @property
    def about(self) -> dict:
        return {"post": self.row} if isinstance(self.row, Post) else {"story": self.row}

    @property
    def words(self) -> str:
        return "\n".join(part for part in (self.title, self.content_note, self.body) if part)


def text_of(item: ModerationItem) -> Text:
    """The text of an item as it stands now."""
    return of_post(item.post) if item.post_id else of_story(item.story)


def writer_of(row: Post | Story) -> Person:
    return row.author.participation.person if isinstance(row, Post) else row.author.person


def of_post(post: Post) -> Text:
    thread, seat = post.thread, post.author
    first = thread.posts.order_by("written_at", "pk").values_list("pk", flat=True).first()
    return Text(
        row=post,
        writer=writer_of(post),
        signed=seat.pseudonym,
        title=thread.title if first == post.pk else "",
        body=post.body,
        content_note=post.content_note,
        written_at=post.written_at,
    )


def of_story(story: Story) -> Text:
    return Text(
        row=story,
        writer=writer_of(story),
        signed=story.pseudonym,
        title=story.title,
        body=story.body,
        content_note=story.content_note,
        written_at=story.shown_at or story.created_at,
    )


def above(writer: Person, program: Program) -> str:
    """Who may judge what somebody of the team wrote: the coordinators; of a coordinator, the safeguarding leads.

    Where no lead is there for it, the other coordinators. Empty for everybody else's texts.
    """
    live = Participation.objects.live().filter(program=program)
    roles = set(live.of(writer).values_list("role", flat=True))
    if not roles & (Role.STAFF | {Role.MEDIATOR}):
        return ""
    ties = program.ties.standing()
    close = Q(person__in=ties.filter(one=writer).values("other")) | Q(
        person__in=ties.filter(other=writer).values("one")
    )
    leads = live.in_role(Role.SAFEGUARDING).filter(state=ParticipationState.ACTIVE, person__is_active=True)
    has_lead = leads.exclude(person=writer).exclude(close).exists()
    return Role.SAFEGUARDING if Role.COORDINATOR in roles and has_lead else Role.COORDINATOR
