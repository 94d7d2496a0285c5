"""Writing on a board: beginning a thread, answering, changing and taking back one's own words, what helped.

History says what happened on which board and never who it was: names on boards are not looked up there.
"""

import datetime
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import (
    FlagReason,
    FlagSource,
    Moderation,
    Post,
    PostState,
    Space,
    SpaceMember,
    Thread,
    ThreadKind,
)
from groups.services.community.doors import what_keeps_from_writing
from groups.services.community.flags import flag_post, look_for_words, terms_of
from groups.services.community.rules import rules_of
from groups.services.community.words import tell_of_word
from groups.word_watch import hits
from programs.access import GRANTS, Permission
from programs.errors import DomainError, StaleState
from programs.services.events import record_event


class NotYours(DomainError):
    message = _("Only who wrote this can change it.")


class OnlyWhoAsked(DomainError):
    message = _("Only who asked the question says what helped.")


@dataclass(frozen=True)
class Written:
    """`found`: words the team watches for; who wrote them is shown the help lines."""

    post: Post
    found: list = field(default_factory=list)
    is_new: bool = True


def begin_thread(
    seat: SpaceMember,
    *,
    kind: ThreadKind,
    title: str,
    body: str,
    key: str,
    content_note: str = "",
    now: datetime.datetime | None = None,
) -> Written:
    """A new thread with its first post. `key` is made with the empty form: sent twice, it is written once.

    Raises `CannotWrite`.
    """
    now = now or timezone.now()

    def thread():
        return Thread.objects.create(
            program_id=seat.program_id, space_id=seat.space_id, author=seat, kind=kind, title=title.strip(),
            created_at=now, last_word_at=now,
        )  # fmt: skip

    return _write(seat, thread, body=body, content_note=content_note, key=key, now=now)


def answer_thread(
    thread: Thread,
    *,
    seat: SpaceMember,
    body: str,
    key: str,
    content_note: str = "",
    now: datetime.datetime | None = None,
) -> Written:
    """As `begin_thread`, in one that stands. Who began it is told, once a day. Raises `CannotWrite`."""
    return _write(
        seat, lambda: thread, body=body, content_note=content_note, key=key, now=now or timezone.now(), into=thread
    )


def _write(seat, thread_of, *, body, content_note, key, now, into=None) -> Written:
    """The post of this form; who comes second waits for the first, then finds it."""
    key = f"{seat.public_id}:{key}"
    standing = _written_with(key)
    if standing is not None:
        return standing
    try:
        with transaction.atomic():
            return _write_once(seat, thread_of, body=body, content_note=content_note, key=key, now=now, into=into)
    except IntegrityError:
        standing = _written_with(key)
        if standing is None:
            raise
        return standing


def _written_with(key: str) -> Written | None:
    post = Post.objects.filter(key=key).select_related("thread__space", "program").first()
    return Written(post, is_new=False) if post else None


def _write_once(seat, thread_of, *, body, content_note, key, now, into) -> Written:
    space = Space.objects.select_related("program", "group").get(pk=seat.space_id)
    obstacle = what_keeps_from_writing(seat, space, rules=rules_of(space.program), now=now, thread=into)
    if obstacle is not None:
        raise obstacle
    thread = thread_of()
    thread.space = space
    post = Post.objects.create(
        program=space.program, thread=thread, author=seat, key=key, written_at=now, body=body.strip(),
        content_note=content_note.strip(), state=PostState.WAITING if is_read_first(space, seat) else PostState.SHOWN,
    )  # fmt: skip
    record_event("post_written", post, by=None, sealed=True)
    found = _look(post, space, now=now)
    if post.state == PostState.SHOWN:
        word_is_shown(post, now=now)
    return Written(post, found)


def is_read_first(space: Space, seat: SpaceMember) -> bool:
    """Where somebody reads before it is shown; what those write who read first is shown at once."""
    moderates = Permission.MODERATE in GRANTS[seat.participation.role]
    return space.moderation == Moderation.BEFORE and not space.is_private and not moderates


def _look(post: Post, space: Space, *, now: datetime.datetime) -> list:
    """Bring it to the team where it has to be read first or holds watched words; return these words.

    Nobody of the team reads in a private place, whatever stands there: the words bring help lines, nothing else.
    """
    if space.is_private:
        return watched_words(post)
    if post.state in PostState.PENDING:
        flag_post(post, source=FlagSource.BEFORE, reason=FlagReason.OTHER, now=now)
    return look_for_words(post, now=now)


def watched_words(post: Post) -> list:
    """What the team watches for in a post as it stands; brings it to nobody."""
    return hits("\n".join((post.thread.title, post.content_note, post.body)), terms_of(post.program))


def word_is_shown(post: Post, *, now: datetime.datetime) -> None:
    """The post can be read from now on: its thread and its board stand higher, and who waits for it is told.

    Also for what the team has read first: whoever shows a post calls this.
    """
    Thread.objects.filter(pk=post.thread_id, last_word_at__lt=now).update(last_word_at=now)
    Space.objects.filter(pk=post.thread.space_id, last_word_at__lt=now).update(last_word_at=now)
    tell_of_word(post, now=now)


@transaction.atomic
def edit_post(post: Post, *, seat: SpaceMember, body: str, content_note: str = "", now=None) -> Written:
    """Change one's own words; the post says that it was changed. Where somebody reads first, they read it again.

    Raises `NotYours`, `CannotWrite`, and `StaleState` when the team took it away meanwhile.
    """
    now = now or timezone.now()
    post = _own(post, seat)
    space = post.thread.space
    obstacle = what_keeps_from_writing(seat, space, rules=rules_of(space.program), now=now)
    if obstacle is not None:
        raise obstacle
    if (post.body, post.content_note) == (body.strip(), content_note.strip()):
        return Written(post)
    if post.state == PostState.SHOWN and is_read_first(space, seat):
        post.move_to(PostState.HELD)
    post.body, post.content_note, post.edited_at = body.strip(), content_note.strip(), now
    post.save(update_fields=["body", "content_note", "edited_at", "updated_at"])
    record_event("post_changed", post, by=None, sealed=True)
    return Written(post, _look(post, space, now=now))


@transaction.atomic
def take_back_post(post: Post, *, seat: SpaceMember) -> None:
    """The words are gone, also from the database; a line stays where they stood. A copy that somebody flagged stays.

    The title of a thread goes with its first post. Raises `NotYours`, `StaleState`.
    """
    post = _own(post, seat)
    post.body = post.content_note = ""
    post.save(update_fields=["body", "content_note"])
    post.move_to(PostState.WITHDRAWN)
    thread = post.thread
    Thread.objects.filter(pk=thread.pk, helpful=post).update(helpful=None)
    if thread.author_id == seat.pk and not thread.posts.filter(written_at__lt=post.written_at).exists():
        thread.title = ""
        thread.save(update_fields=["title"])
    record_event("post_taken_back", post, by=None, sealed=True)


@transaction.atomic
def mark_helpful(post: Post, *, seat: SpaceMember) -> None:
    """This answer helped who asked; there is one, and choosing another one replaces it. Raises `OnlyWhoAsked`."""
    _of_question(post.thread, seat)
    if post.state != PostState.SHOWN or post.author_id == seat.pk:
        raise OnlyWhoAsked
    Thread.objects.filter(pk=post.thread_id).update(helpful=post)
    record_event("answer_helped", post, by=None, sealed=True)


@transaction.atomic
def unmark_helpful(thread: Thread, *, seat: SpaceMember) -> None:
    _of_question(thread, seat)
    Thread.objects.filter(pk=thread.pk).update(helpful=None)
    record_event("answer_helped_no_more", thread, by=None, sealed=True)


def _of_question(thread: Thread, seat: SpaceMember) -> None:
    if thread.kind != ThreadKind.QUESTION or thread.author_id != seat.pk:
        raise OnlyWhoAsked


def _own(post: Post, seat: SpaceMember) -> Post:
    """The row as it is now, locked."""
    rows = Post.objects.select_for_update(of=("self",)).select_related("thread__space__program", "program")
    post = rows.get(pk=post.pk)
    if post.author_id != seat.pk:
        raise NotYours
    if post.state in PostState.GONE:
        raise StaleState
    return post
