"""What the team does about a text somebody should look at. Steps are only ever added to; events say no words.

Who acts holds the text for a quarter of an hour, so that two people do not decide at once; every act takes hold of it.
"""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import (
    CLAIM_FOR,
    ItemState,
    ModerationItem,
    ModerationStep,
    Post,
    PostState,
    Story,
    StoryState,
    StoryWord,
)
from groups.services.community.flags import keep_copy, pass_item_to_safety
from groups.services.community.moderators import NOTICES
from groups.services.community.posts import word_is_shown
from groups.word_watch import soonest
from programs.errors import DomainError, IllegalMove, StaleState
from programs.models import Grade, Participation
from programs.services.events import record_event
from programs.services.notices import owe_notice, void_notices

What = ModerationStep.What
PAUSES = (1, 3, 7)  # days


class SomebodyHasIt(StaleState):
    message = _("Somebody else of the team looks at this now.")


class DoneBefore(StaleState):
    message = _("Somebody of the team has done this already.")


class WordsForWriter(DomainError):
    message = _("Write what the person reads about it.")


class TextNeeded(DomainError):
    message = _("Something must be left of the text. You can take it away instead.")


@transaction.atomic
def claim_item(item: ModerationItem, *, by: Participation, now: datetime.datetime | None = None) -> None:
    """`by` looks at it now, for a quarter of an hour; asking again prolongs it.

    Of two who ask at once one has it. Raises `SomebodyHasIt` with the name, `DoneBefore`, `StaleState` for who may not.
    """
    now = now or timezone.now()
    if not ModerationItem.objects.visible_to(by).filter(pk=item.pk).exists():
        raise StaleState
    waiting = ModerationItem.objects.open().filter(pk=item.pk)
    hold = {"claimed_by": by, "claimed_until": now + CLAIM_FOR, "updated_at": now}
    mine = waiting.filter(claimed_by=by.pk, claimed_until__gt=now).update(**hold)
    free = waiting.filter(claimed_until=None) | waiting.filter(claimed_until__lte=now)
    taken = not mine and free.update(**hold)
    if not mine and not taken:
        _refuse(item)
    for name, value in hold.items():
        setattr(item, name, value)
    if taken:
        _write(item, What.CLAIMED, by=by, at=now)


@transaction.atomic
def let_go(item: ModerationItem, *, by: Participation) -> None:
    """Somebody else may look at it now."""
    ModerationItem.objects.open().filter(pk=item.pk, claimed_by=by.pk).update(claimed_by=None, claimed_until=None)


@transaction.atomic
def leave_as_is(item: ModerationItem, *, by: Participation, note: str = "") -> None:
    """Nothing needs to change. The text stays where it is."""
    claim_item(item, by=by)
    _write(item, What.KEPT, by=by, note=note)
    _finish(item)


@transaction.atomic
def show_text(item: ModerationItem, *, by: Participation, words: str = "", note: str = "") -> None:
    """Others read it, now or again. Also takes back that a post was taken away, after everything was done."""
    text = _text(item)
    undoes = item.state == ItemState.DONE and text.state == PostState.REMOVED
    if not undoes:
        claim_item(item, by=by)
    first_time = text.state == PostState.WAITING
    text.move_to(PostState.SHOWN)
    if first_time and item.post is not None:
        word_is_shown(item.post, now=timezone.now())
    _write(item, What.SHOWN, by=by, words=words, note=note)
    if not undoes:
        _finish(item)


@transaction.atomic
def hold_text(item: ModerationItem, *, by: Participation, words: str = "", note: str = "") -> None:
    """Only who wrote it and the team read it, until the team has decided."""
    claim_item(item, by=by)
    _text(item).move_to(PostState.HELD)
    _write(item, What.HELD, by=by, words=words, note=note)


@transaction.atomic
def take_away(item: ModerationItem, *, by: Participation, words: str, note: str = "") -> None:
    """Nobody reads it any more; who wrote it reads why. A story goes back to who wrote it, who may change it."""
    words = _needed(words)
    claim_item(item, by=by)
    text = _text(item)
    if isinstance(text, Story):
        if text.state == StoryState.SHOWN:
            text.move_to(StoryState.HELD)
        text.move_to(StoryState.SENT_BACK)
    else:
        text.move_to(PostState.REMOVED)
    _write(item, What.REMOVED, by=by, words=words, note=note)
    _finish(item)


@transaction.atomic
def ask_to_pause(
    item: ModerationItem,
    *,
    by: Participation,
    days: int,
    words: str,
    note: str = "",
    now: datetime.datetime | None = None,
) -> None:
    """Who wrote it may read and not write on this board for some days. They read why, and until when."""
    words, now = _needed(words), now or timezone.now()
    claim_item(item, by=by, now=now)
    if item.post is None or days not in PAUSES:
        raise IllegalMove
    seat, until = item.post.author, now + datetime.timedelta(days=days)
    seat.quiet_until = max(seat.quiet_until or until, until)
    seat.save(update_fields=["quiet_until"])
    _write(item, What.QUIET, by=by, words=words, note=note)


@transaction.atomic
def change_text(
    item: ModerationItem,
    *,
    by: Participation,
    body: str,
    words: str,
    content_note: str = "",
    title: str | None = None,
    note: str = "",
    now: datetime.datetime | None = None,
) -> None:
    """Take words out of a post. What stood there stays in a kept copy; who wrote it reads what was changed and why."""
    words, now = _needed(words), now or timezone.now()
    claim_item(item, by=by, now=now)
    if item.post is None or item.post.thread.space.is_private:
        raise IllegalMove
    if not body.strip():
        raise TextNeeded
    post = Post.objects.select_for_update(of=("self",)).select_related("thread").get(pk=item.post_id)
    if post.state in PostState.GONE:
        raise StaleState
    keep_copy(item, now=now)
    post.body, post.content_note, post.edited_at = body.strip(), content_note.strip(), now
    post.save(update_fields=["body", "content_note", "edited_at", "updated_at"])
    if title is not None:
        post.thread.title = title.strip()
        post.thread.save(update_fields=["title"])
    _write(item, What.EDITED, by=by, words=words, note=note)


@transaction.atomic
def write_to_writer(item: ModerationItem, *, by: Participation, words: str, note: str = "") -> None:
    """A word that stands on the writer's own page; a message without words says so."""
    words = _needed(words)
    claim_item(item, by=by)
    _write(item, What.WROTE, by=by, words=words, note=note)


@transaction.atomic
def pass_on(item: ModerationItem, *, by: Participation, grade: Grade, note: str = "") -> None:
    """Somebody may be in danger: a safety case, whose clock runs. The text stays in the queue as well."""
    claim_item(item, by=by)
    item.grade = soonest([Grade(grade), item.grade])
    item.save(update_fields=["grade", "updated_at"])
    pass_item_to_safety(item, said=note.strip(), grade=Grade(grade), by=by)
    _write(item, What.ESCALATED, by=by, note=note)


def _refuse(item: ModerationItem):
    standing = ModerationItem.objects.select_related("claimed_by__person").get(pk=item.pk)
    if standing.state == ItemState.DONE:
        raise DoneBefore
    raise SomebodyHasIt(_("%(name)s looks at this now.") % {"name": standing.claimed_by})


def _text(item: ModerationItem) -> Post | Story:
    """The text as it is in the database, for a compare-and-set."""
    text = item.post or item.story
    text.refresh_from_db(fields=["state"])
    return text


def _needed(words: str) -> str:
    if not words.strip():
        raise WordsForWriter
    return words.strip()


def _write(item, what, *, by, words="", note="", at=None) -> ModerationStep:
    step = ModerationStep.objects.create(
        program=item.program,
        item=item,
        what=what,
        by=by,
        words=words.strip(),
        note=note.strip(),
        at=at or timezone.now(),
    )
    record_event(f"text_{what}", item, by=by, step=step.pk)
    if words and what not in (What.CLAIMED, What.KEPT):
        owe_notice("words_from_team", step, recipient=item.writer, program=item.program)
    if item.story is not None and what in (What.SHOWN, What.HELD, What.REMOVED):
        StoryWord.objects.create(
            program=item.program, story=item.story, state=item.story.state, words=words.strip(), by=by
        )
    return step


def _finish(item: ModerationItem) -> None:
    item.move_to(ItemState.DONE, claimed_by=None, claimed_until=None)
    void_notices(NOTICES, item)
