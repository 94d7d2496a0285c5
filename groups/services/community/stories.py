"""A story's way: written, sent, shown or sent back by the team, put aside, taken back at once by who wrote it.

Doors to `Story.state`. History names who of the team acted, and never who wrote: a story stands under a chosen name.
"""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import Story, StoryAudience, StoryState, StoryWord
from groups.services.community.flags import look_for_words
from groups.services.community.rules import rules_of
from groups.word_watch import Term
from programs.errors import DomainError, IllegalMove, StaleState
from programs.models import Participation, ParticipationState, Program, Role, Topic
from programs.services.events import record_event
from programs.services.notices import owe_notice

READERS = frozenset({Role.COORDINATOR, Role.SAFEGUARDING})
WORDS = ("title", "body", "content_note")
WRITTEN = ("pseudonym", "language", *WORDS)
FINISHED = frozenset({StoryState.WITHDRAWN})


class StoriesAreOff(DomainError):
    message = _("No stories can be sent at the moment.")


class NobodyReads(DomainError):
    message = _("Nobody of the team can read it at the moment. It is kept as a draft.")


class NotYours(DomainError):
    message = _("Somebody else looks at this story: you are too close to it.")


class SayWhy(DomainError):
    message = _("Write a word to the person, so that they know what to change.")


def stories_are_on(program: Program) -> bool:
    return rules_of(program).stories_are_on


@transaction.atomic
def write_story(author: Participation, *, key: str, topics: Iterable[Topic] = (), **words) -> Story:
    """A draft that only its writer sees. `key` is made with the empty form: sent twice, it is written once.

    `words`: the columns in `WRITTEN`. Raises `StoriesAreOff`.
    """
    if not stories_are_on(author.program):
        raise StoriesAreOff
    standing = Story.objects.filter(public_id=key, author__person=author.person_id).first()
    if standing is not None:
        return standing
    story = Story.objects.create(public_id=key, program=author.program, author=author, **_only_written(words))
    story.topics.set(topics)
    record_event("story_begun", story, by=None)
    return story


@transaction.atomic
def change_story(story: Story, *, topics: Iterable[Topic], **words) -> Story:
    """While it is a draft or was sent back. Raises `IllegalMove` where it is with the team or shown."""
    locked = _lock(story)
    if locked.state not in StoryState.OPEN:
        raise IllegalMove
    for name, value in _only_written(words).items():
        setattr(locked, name, value)
    locked.save(update_fields=[*WRITTEN, "updated_at"])
    locked.topics.set(topics)
    return locked


@transaction.atomic
def send_story(story: Story, *, now: datetime.datetime | None = None) -> list[Term]:
    """The team reads it from now on. Returns the words the team watches for: the writer is then shown the help lines.

    Raises `StoriesAreOff` and `NobodyReads`.
    """
    if not stories_are_on(story.program):
        raise StoriesAreOff
    readers = readers_of(story)
    if not readers:
        raise NobodyReads
    story.move_to(StoryState.WAITING)
    record_event("story_sent", story, by=None)
    version = story.words.count()  # sent again after a word of the team: the readers are told again
    for reader in readers:
        owe_notice("story_waits", story, recipient=reader.person, program=story.program, version=version)
    return look_for_words(story, now=now)


@transaction.atomic
def show_story(story: Story, *, by: Participation, words: str = "", now: datetime.datetime | None = None) -> None:
    """Others read it from now on. Raises `NotYours`."""
    _check_reader(story, by)
    now = now or timezone.now()
    story.move_to(StoryState.SHOWN, shown_at=story.shown_at or now)
    _tell_writer(story, by=by, words=words, now=now)


@transaction.atomic
def send_back_story(story: Story, *, by: Participation, words: str, now: datetime.datetime | None = None) -> None:
    """The writer may change it and send it again, or not. Raises `SayWhy` and `NotYours`."""
    _check_reader(story, by)
    if not words.strip():
        raise SayWhy
    story.move_to(StoryState.SENT_BACK)
    _tell_writer(story, by=by, words=words, now=now or timezone.now())


@transaction.atomic
def hold_story(story: Story, *, by: Participation, words: str, now: datetime.datetime | None = None) -> None:
    """Nobody else reads it while the team looks at it. Raises `SayWhy` and `NotYours`."""
    _check_reader(story, by)
    if not words.strip():
        raise SayWhy
    story.move_to(StoryState.HELD)
    _tell_writer(story, by=by, words=words, now=now or timezone.now())


@transaction.atomic
def withdraw_story(story: Story) -> None:
    """At once and for good: its words are gone, here and on the public page. Taking it back twice is once.

    A copy that somebody flagged before stays sealed with the team until its time is over.
    """
    locked = _lock(story)
    if locked.state in FINISHED:
        return
    locked.move_to(StoryState.WITHDRAWN)
    locked.title = locked.body = locked.content_note = locked.pseudonym = ""
    locked.save(update_fields=[*WORDS, "pseudonym"])
    locked.topics.clear()
    record_event("story_withdrawn", locked, by=None)


@transaction.atomic
def choose_audience(story: Story, *, audience: StoryAudience) -> None:
    """The writer alone says whether everybody may read it, and changes their mind at any time."""
    locked = _lock(story)
    if locked.state in FINISHED:
        raise StaleState
    Story.objects.filter(pk=locked.pk).update(audience=audience, updated_at=timezone.now())
    record_event("story_audience_chosen", locked, by=None, audience=audience)


def readers_of(story: Story) -> list[Participation]:
    """Who of the team may read it before it is shown: never who wrote it, nor who is tied to them. Each person once."""
    apart = people_close(story)
    rows = Participation.objects.in_role(*READERS).filter(
        program=story.program, state=ParticipationState.ACTIVE, person__is_active=True
    )
    rows = rows.exclude(person__in=apart).select_related("person").order_by("since", "pk")
    return list({row.person_id: row for row in rows}.values())


def people_close(story: Story) -> set[int]:
    """Who wrote it and who is tied to them: ids of persons."""
    writer = story.author.person_id
    pairs = story.program.ties.standing().values_list("one", "other")
    return {writer}.union(*(pair for pair in pairs if writer in pair))


def _check_reader(story: Story, by: Participation) -> None:
    if by.person_id in people_close(story):
        raise NotYours


def _tell_writer(story: Story, *, by: Participation, words: str, now: datetime.datetime) -> None:
    word = StoryWord.objects.create(
        program=story.program, story=story, state=story.state, words=words.strip(), by=by, at=now
    )
    record_event(f"story_{story.state}", story, by=by)
    owe_notice("story_news", story, recipient=story.author.person, program=story.program, version=word.pk)


def _lock(story: Story) -> Story:
    return Story.objects.select_for_update(of=("self",)).select_related("program").get(pk=story.pk)


def _only_written(words: dict[str, str]) -> dict[str, str]:
    return {name: value.strip() for name, value in words.items() if name in WRITTEN}
