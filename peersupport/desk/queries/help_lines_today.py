"""Numbers that save lives are looked at twice a year: after six months the first page of the day says so."""

from django.urls import reverse
from django.utils.translation import gettext as _

from peersupport.desk.rows import Row, RowGroup
from programs.access import GRANTS, Permission
from programs.dates import day_words
from programs.models import Jurisdiction
from programs.queries import crisis_lines


def help_lines_of_today(today) -> RowGroup:
    """One row for each country or region of one's programs whose numbers wait. Reads what every page keeps anyway."""
    places = {}
    for row in today.participations:
        if Permission.RUN_PROGRAM in GRANTS[row.role]:
            places.setdefault(row.program.jurisdiction, row.program_id)
    rows = [row for place, program in places.items() if (row := _row(today, place, program))]
    return RowGroup("help_lines", _("Help lines to look at again"), rows, len(rows), [])


def _row(today, place: str, program_id: int) -> Row | None:
    day = today._today(program_id)
    old = [line for line in crisis_lines(place) if line.needs_review(day)]
    if not old:
        return None
    first = min(line.reviewed_on for line in old)
    numbers = ", ".join(dict.fromkeys(line.number for line in old))
    return Row(
        who=numbers,
        why=_("Is each number still right? Who looks after the site writes down the day."),
        age=_("Last looked at on %(day)s") % {"day": day_words(first, today=day)},
        act=_("See the numbers of %(place)s") % {"place": Jurisdiction(place).label},
        url=reverse("help_now"),
        tag=_("More than six months ago"),
        tag_kind="tag-waiting",
    )
