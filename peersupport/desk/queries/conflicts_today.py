"""Reports on the first page of the day: only for their named readers, before their days run out and after."""

from django.db.models import Count, F, Window
from django.db.models.functions import Greatest
from django.urls import reverse
from django.utils.translation import gettext as _

from groups.models import Conflict, ConflictState
from groups.queries.conflicts import WORDS
from peersupport.desk.rows import Row, RowGroup, days_late
from programs.access import GRANTS, Permission
from programs.dates import day_words

SHOWN = 6


def conflicts_of_today(today) -> RowGroup:
    """`today`: the `Today` that asks. Number, what it is about, the next day that counts; never a word or a name."""
    reading = [row for row in today.participations if Permission.HANDLE_CONFLICTS in GRANTS[row.role]]
    seen = Conflict.objects.none()
    for row in {row.program_id: row for row in reading}.values():
        seen = seen | Conflict.objects.filter(pk__in=Conflict.objects.visible_to(row).values("pk"))
    rows = list(
        seen.live()
        .select_related("handler__person")
        .defer(*WORDS)
        .annotate(total=Window(Count("pk")), later=Greatest("resolve_by", "update_by"))
        .order_by(F("handler").asc(nulls_first=True), "acknowledge_by", "pk")[:SHOWN]
    )
    return today._group(
        "conflicts",
        _("Something went wrong"),
        rows,
        lambda report: _row(today, report),
        today._full_lists(Permission.HANDLE_CONFLICTS, "desk_conflicts"),
    )


def _row(today, report: Conflict) -> Row:
    program = today.programs[report.program_id]
    day = today._today(report.program_id)
    waits = report.state == ConflictState.RECEIVED
    due = report.acknowledge_by if waits else report.later
    late = days_late(due, day)
    words = _("Answer promised by %(day)s") if waits else _("The person hears from us by %(day)s")
    return Row(
        who=report.reference,
        why=report.get_about_display(),
        age=words % {"day": day_words(due)},
        act=_("Open the report %(number)s") % {"number": report.reference},
        url=reverse("desk_conflict", args=[program.public_id, report.public_id]),
        tag=late or (_("Nobody has taken it up yet") if waits else (_("Today") if due == day else "")),
        tag_kind="tag-waiting",
        where=today._where(report.program_id),
    )
