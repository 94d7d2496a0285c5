"""What somebody was asked to look at again, on the first page of the day: a number and a day, nothing else."""

from django.db.models import Count, Window
from django.urls import reverse
from django.utils.translation import gettext as _

from groups.models import ReviewRequest
from groups.queries.reviews import reviews_for
from peersupport.desk.rows import Row, RowGroup, days_late
from programs.access import GRANTS, Permission
from programs.dates import day_words

SHOWN = 6


def reviews_of_today(today) -> RowGroup:
    """`today`: the `Today` that asks."""
    seen = ReviewRequest.objects.none()
    for row in today.participations:
        if Permission.HANDLE_CONFLICTS in GRANTS[row.role]:
            seen = seen | ReviewRequest.objects.filter(pk__in=ReviewRequest.objects.visible_to(row).values("pk"))
    rows = list(reviews_for(seen, decided=False).annotate(total=Window(Count("pk")))[:SHOWN])
    lists = today._full_lists(Permission.HANDLE_CONFLICTS, "desk_reviews")
    return today._group("reviews", _("To look at again"), rows, lambda review: _row(today, review), lists)


def _row(today, review: ReviewRequest) -> Row:
    program = today.programs[review.program_id]
    day = today._today(review.program_id)
    late = days_late(review.decide_by, day)
    return Row(
        who=review.conflict.reference,
        why=review.get_level_display(),
        age=_("Answer promised by %(day)s") % {"day": day_words(review.decide_by)},
        act=_("Look at %(number)s again") % {"number": review.conflict.reference},
        url=reverse("desk_review", args=[program.public_id, review.public_id]),
        tag=late or (_("Today") if review.decide_by == day else ""),
        tag_kind="tag-waiting",
        where=today._where(review.program_id),
    )
