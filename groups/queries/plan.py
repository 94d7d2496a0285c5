"""A rhythm read back before it is saved: in words, with its first dates and what deserves a second look."""

import datetime
import itertools
from dataclasses import dataclass, field

from django.utils.translation import get_language

from groups.holidays import holiday_on
from groups.models import Group
from groups.recurrence import Occurrence, expand, rule_for
from groups.words import rhythm_words

SHOWN = 12


@dataclass(frozen=True)
class Plan:
    """`days` are naive local starts; `more` says that the rhythm goes on after them. `days_off`: day → holiday."""

    words: str
    days: list[datetime.datetime]
    more: bool
    shifts: list[datetime.datetime]  # days on which the wall clock jumps over the planned time
    days_off: dict[datetime.datetime, str] = field(default_factory=dict)

    @property
    def lines(self) -> list[tuple[datetime.datetime, str]]:
        """Each day with the holiday on which nobody meets, if there is one."""
        return [(day, self.days_off.get(day, "")) for day in self.days]


def plan_of(form) -> Plan:
    """The plan of a valid `SeriesForm`."""
    at = form.cleaned_data["starts_at_local"]
    if form.is_once:
        return Plan(words="", days=[form.first], more=False, shifts=[])
    facts = form.rule()
    zone = form.group.zone
    found = expand(rule_for(zone=zone, **facts), first=form.first, zone=zone)
    found = list(itertools.islice(found, SHOWN + 1))
    days = [occurrence.local for occurrence in found[:SHOWN]]
    shifts = [occurrence.local for occurrence in found[:SHOWN] if _jumps(occurrence, zone)]
    words = rhythm_words(at=at, **facts)
    return Plan(words, days, more=len(found) > SHOWN, shifts=shifts, days_off=_days_off(days, form.group))


def _days_off(days: list[datetime.datetime], group: Group) -> dict[datetime.datetime, str]:
    if not group.skips_holidays:
        return {}
    where = {"jurisdiction": group.program.jurisdiction, "time_zone": group.time_zone}
    names = {day: holiday_on(day.date(), language=get_language() or "en", **where) for day in days}
    return {day: name for day, name in names.items() if name}


def _jumps(occurrence: Occurrence, zone) -> bool:
    return occurrence.start.astimezone(zone).replace(tzinfo=None) != occurrence.local
