"""“Somebody should look at this”: a frozen copy, one item in the queue for each text, and a case where there is danger.

Who told is on the flag and nowhere else: neither in events nor in cases nor in notices.
"""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import Flag, FlagReason, FlagSource, ModerationItem, Post, Snapshot, Story
from groups.services.community.moderators import tell_moderators
from groups.services.community.texts import Text, above, of_post, of_story, text_of
from groups.word_watch import HOUSE, Term, hits, soonest, with_changes
from programs.errors import DomainError
from programs.models import CaseOrigin, CaseState, Grade, Participation, Program
from programs.services.events import record_event
from programs.services.safety import add_to_case, open_case

GRADE_OF = {
    FlagReason.DANGER: Grade.IMMEDIATE,
    FlagReason.HURTS: Grade.SAME_DAY,
    FlagReason.PRIVATE: Grade.SAME_DAY,
    FlagReason.ADVICE: Grade.SAME_DAY,
    FlagReason.CONTACT: Grade.TWO_DAYS,
    FlagReason.OTHER: Grade.TWO_DAYS,
}


class OwnText(DomainError):
    message = gettext_lazy("You wrote this yourself. You can change it or take it back.")


def flag_post(
    post: Post,
    *,
    by: Participation | None = None,
    source: FlagSource = FlagSource.PERSON,
    reason: FlagReason = FlagReason.OTHER,
    words: str = "",
    grade: Grade | None = None,
    now: datetime.datetime | None = None,
) -> ModerationItem:
    """Bring a post to the team. Freezes it as it is; a person's second flag on the same item changes nothing.

    `grade`: how soon somebody looks, by the reason where it is not given; that of an item rises and never falls.
    Danger, or a grade "at once", opens a safety case in the same transaction. Raises `OwnText`.
    """
    return _flag(of_post(post), by=by, source=source, reason=reason, words=words, grade=grade, now=now)


def flag_story(
    story: Story,
    *,
    by: Participation | None = None,
    source: FlagSource = FlagSource.PERSON,
    reason: FlagReason = FlagReason.OTHER,
    words: str = "",
    grade: Grade | None = None,
    now: datetime.datetime | None = None,
) -> ModerationItem:
    """As `flag_post`, for a story."""
    return _flag(of_story(story), by=by, source=source, reason=reason, words=words, grade=grade, now=now)


def look_for_words(text: Post | Story, *, now: datetime.datetime | None = None) -> list[Term]:
    """Flag a text that was written or changed when it holds words the team watches for; return these words.

    The text is never changed or held for it. Who wrote it is shown the help lines when something was found.
    """
    facts = of_post(text) if isinstance(text, Post) else of_story(text)
    found = hits(facts.words, terms_of(text.program))
    if found:
        _flag(
            facts,
            by=None,
            source=FlagSource.WORDS,
            reason=FlagReason.OTHER,
            words=", ".join(term.words for term in found),
            grade=soonest(term.grade for term in found),
            now=now,
        )
    return found


def terms_of(program: Program) -> list[Term]:
    """The house's list with what the program changed in it."""
    return with_changes(HOUSE, program.watch_terms.values_list("folded", "term", "grade", "is_on"))


@transaction.atomic
def _flag(text: Text, *, by, source, reason, words, grade, now) -> ModerationItem:
    if by is not None and by.person_id == text.writer.pk:
        raise OwnText
    now, grade = now or timezone.now(), Grade(grade or GRADE_OF[FlagReason(reason)])
    type(text.row).objects.select_for_update().get(pk=text.row.pk)  # two flags at once: one item
    item = _open_item(text, grade=grade, now=now)
    snapshot = _snapshot(item, text, now=now)
    if _told_already(item, snapshot, by=by, source=source):
        return item
    flag = Flag.objects.create(
        program=item.program, item=item, snapshot=snapshot, source=source, reason=reason, words=words.strip(), by=by,
        at=now,
    )  # fmt: skip
    is_sooner = soonest([grade, item.grade]) != item.grade
    if is_sooner:
        item.grade = grade
        item.save(update_fields=["grade", "updated_at"])
    record_event("text_flagged", item, by=None, flag=flag.pk, source=source)
    if reason == FlagReason.DANGER or grade == Grade.IMMEDIATE:
        pass_item_to_safety(item, text=text, said=flag.words, grade=grade)
    if is_sooner or item.flags.count() == 1:
        tell_moderators(item)
    return item


def _open_item(text: Text, *, grade: Grade, now: datetime.datetime) -> ModerationItem:
    standing = ModerationItem.objects.open().filter(**text.about).first()
    if standing is not None:
        standing.program = text.row.program
        return standing
    return ModerationItem.objects.create(
        program=text.row.program,
        writer=text.writer,
        above=above(text.writer, text.row.program),
        grade=grade,
        opened_at=now,
        **text.about,
    )


def _snapshot(item: ModerationItem, text: Text, *, now: datetime.datetime) -> Snapshot:
    """The copy of the text as it is now; one copy serves every flag until the text changes."""
    last = item.snapshots.order_by("-taken_at", "-pk").first()
    if last and (last.title, last.body, last.content_note) == (text.title, text.body, text.content_note):
        return last
    return Snapshot.objects.create(
        program=item.program,
        item=item,
        author_name=text.signed,
        title=text.title,
        body=text.body,
        content_note=text.content_note,
        written_at=text.written_at,
        taken_at=now,
    )


def keep_copy(item: ModerationItem, *, now: datetime.datetime | None = None) -> Snapshot:
    """The copy of an item's text as it is now, before the team changes it."""
    return _snapshot(item, text_of(item), now=now or timezone.now())


def _told_already(item, snapshot, *, by, source) -> bool:
    """A person tells once about an item; words are found once in each state of the text."""
    if by is not None:
        return item.flags.filter(by__person=by.person_id).exists()
    return item.flags.filter(source=source, snapshot=snapshot).exists()


def pass_item_to_safety(
    item: ModerationItem, *, text: Text | None = None, said: str, grade: Grade, by: Participation | None = None
) -> None:
    """A safety case, without the legal name of who wrote it: that is learned by an act of its own.

    While one of this item is open, words are added to it. Who told the team is not in it; who wrote the text,
    and who is close to them, never sees the case.
    """
    text = text or text_of(item)
    lines = [_("Signed “%(name)s”, on a board or in a story.") % {"name": text.signed}, text.words]
    note = "\n".join([*lines, said] if said else lines)
    last = item.safety_case
    close = item.program.ties.standing().of(text.writer).values_list("one", "other")
    again = f":{item.flags.count()}" if last is not None and last.state == CaseState.CLOSED else ""
    case = open_case(
        item.program,
        key=f"text:{item.public_id}{again}",
        origin=CaseOrigin.POST,
        about=item,
        note=note,
        by=by,
        grade=grade,
        kept_from={text.writer.pk}.union(*close),
    )
    if item.safety_case_id != case.pk:
        item.safety_case = case
        item.save(update_fields=["safety_case", "updated_at"])
    elif said:
        add_to_case(case, said)
