"""A rhythm read back before it is saved: in words, with its first dates and what deserves a second look."""

import datetime
import itertools
from dataclasses import dataclass

from groups.recurrence import Occurrence, expand, rule_for
from groups.words import rhythm_words

SHOWN = 12


@dataclass(frozen=True)
class Plan:
    """`days` are naive local starts; `more` says that the rhythm goes on after them."""

    words: str
    days: list[datetime.datetime]
    more: bool
    shifts: list[datetime.datetime]  # days on which the wall clock jumps over the planned time


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
    return Plan(words=rhythm_words(at=at, **facts), days=days, more=len(found) > SHOWN, shifts=shifts)


def _jumps(occurrence: Occurrence, zone) -> bool:
    return occurrence.start.astimezone(zone).replace(tzinfo=None) != occurrence.local
