"""The themes of a workshop series: one line per meeting, which members see beside it."""

import datetime

from django.db import transaction
from django.utils import timezone

from groups.models import Group, Meeting
from programs.models import Participation
from programs.services.events import record_event


def meetings_with_theme(group: Group, now: datetime.datetime | None = None) -> list[Meeting]:
    """The meetings to come that can have a theme, soonest first; at most half a year of a weekly series."""
    rows = group.meetings.planned().filter(starts_at__gt=now or timezone.now()).select_related("group", "program")
    return list(rows.order_by("starts_at", "pk")[:26])


@transaction.atomic
def set_themes(group: Group, themes: dict[str, str], *, by: Participation | None) -> int:
    """`themes`: public id of a meeting of this group → its theme, empty for none; how many changed.

    Nobody is told: a theme changes neither the hour nor the place, and messages never name it.
    """
    rows = group.meetings.select_for_update(of=("self",)).filter(public_id__in=themes).order_by("pk")
    changed = [row for row in rows if row.theme != themes[row.public_id]]
    for row in changed:
        row.theme, row.updated_at = themes[row.public_id], timezone.now()
    Meeting.objects.bulk_update(changed, ["theme", "updated_at"])
    if changed:
        record_event("themes_set", group, by=by, meetings=len(changed))
    return len(changed)
