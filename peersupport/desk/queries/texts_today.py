"""Flagged texts on the first page of the day: for who may look at them, what cannot wait first. No word of them."""

from django.db.models import Count, Window
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.queries.community.moderation import items_for, queue, with_clock
from peersupport.desk.rows import Row, RowGroup
from programs.access import GRANTS, Permission
from programs.dates import moment_words
from programs.models import Grade

SHOWN = 6


def texts_of_today(today) -> RowGroup:
    """`today`: the `Today` that asks."""
    moderating = [row for row in today.participations if Permission.MODERATE in GRANTS[row.role]]
    waiting = queue(items_for(moderating), done=False).annotate(total=Window(Count("pk")))
    rows = list(waiting[:SHOWN])
    for item in rows:
        item.program = today.programs[item.program_id]
    for program in {item.program_id: item.program for item in rows}.values():
        with_clock([item for item in rows if item.program_id == program.pk], program, now=today.now)
    return today._group(
        "texts",
        _("Texts to look at"),
        rows,
        lambda item: _row(today, item),
        today._full_lists(Permission.MODERATE, "desk_moderation"),
    )


def _row(today, item) -> Row:
    due = moment_words(timezone.localtime(item.due_at, item.program.zone))
    words = _("Late: somebody was to look by %(moment)s") if item.is_late else _("To be looked at by %(moment)s")
    name = item.post.author.pseudonym if item.post_id else item.story.pseudonym
    looking = _("%(name)s looks at it now") % {"name": item.held_by} if item.held_by else ""
    return Row(
        who=name,
        why=looking or ", ".join(item.reasons or item.sources),
        age=words % {"moment": due},
        act=_("Look at the text of %(name)s") % {"name": name},
        url=reverse("desk_moderation_item", args=[item.program.public_id, item.public_id]),
        tag=item.get_grade_display(),
        tag_kind="tag-urgent" if item.grade == Grade.IMMEDIATE else "tag-waiting",
        where=today._where(item.program_id),
    )
