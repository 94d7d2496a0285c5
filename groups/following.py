"""“This and following”: one rule is cut in two, and each occurrence from there on is paired with the one that takes
its place. Pure: no ORM, no clock.

Weekly, every two weeks, monthly: the first goes to the first, the second to the second. Twice a week: only the weekday
that was chosen moves, the other day stays on its day. A rule that ends keeps its number of meetings.
"""

import datetime
import itertools
import zoneinfo
from dataclasses import dataclass

from groups.recurrence import WEEKDAYS, Occurrence, ending_at, expand, rule_for
from programs.models import Rhythm

INSTANT = datetime.timedelta(seconds=1)


class NotPromised(ValueError):
    """The rule promises nothing at this moment."""


class DayIsTaken(ValueError):
    """Twice a week, and the new day is the other day of the week."""


class TooFar(ValueError):
    """Twice a week, and the new day lies beyond the other one: the two days would no longer take turns."""


@dataclass(frozen=True)
class Split:
    """`before`: the rule of what stays as it is. `rule` from the naive local `first` on: what comes after.

    `pairs`: (as it was, as it will be), in the order of what was.
    """

    before: str
    rule: str
    first: datetime.datetime
    pairs: list[tuple[Occurrence, Occurrence]]


def split(
    rhythm: str,
    rule: str,
    *,
    first: datetime.datetime,
    zone: zoneinfo.ZoneInfo,
    at: datetime.datetime,
    to: datetime.datetime,
    before: datetime.datetime,
) -> Split:
    """Cut `rule` (from the naive local `first` on) at the occurrence that starts at `at`; it goes to the naive `to`.

    `at` and `before` are aware. A rule without an end is paired up to `before`. Raises `NotPromised`, `DayIsTaken`,
    `TooFar`.
    """
    ends = "COUNT=" in rule or "UNTIL=" in rule
    olds = list(expand(rule, first=first, zone=zone, after=at - INSTANT, before=None if ends else before))
    if not olds or olds[0].start != at:
        raise NotPromised
    wanted = _wanted(rhythm, rule, olds, to)
    starts_on = min(wanted).date()
    others = {local.weekday() for local in wanted} - {starts_on.weekday()} if rhythm == Rhythm.TWICE_A_WEEK else set()
    # A last week may hold one day only: the other one is still what the rule says.
    also_on = min(others) if others else _other_day(rule, olds[0].local.weekday())
    count = len(olds) if ends else None
    new_rule = rule_for(rhythm, starts_on, zone=zone, also_on=also_on, count=count)
    if rhythm == Rhythm.MONTHLY and starts_on == olds[0].local.date():
        # The last Tuesday of a month may be its fourth: on the same day it goes on as what it was.
        new_rule = new_rule.replace(f"BYDAY={_days(new_rule)}", f"BYDAY={_days(rule)}")
    new_first = datetime.datetime.combine(starts_on, to.time())
    news = list(itertools.islice(expand(new_rule, first=new_first, zone=zone), len(olds)))
    if rhythm == Rhythm.TWICE_A_WEEK:
        in_order = sorted(wanted)
        # The last may be half a week: its one meeting then takes whichever day comes first.
        if [new.local for new in news][:-1] != in_order[:-1]:
            raise TooFar
        rank = {local: number for number, local in enumerate(in_order)}
        news = [news[rank[local]] for local in wanted]
    return Split(ending_at(rule, at - INSTANT), new_rule, new_first, list(zip(olds, news, strict=True)))


def _wanted(rhythm, rule, olds, to) -> list[datetime.datetime]:
    """Where the first goes, and for twice a week where all go; naive local starts."""
    if rhythm != Rhythm.TWICE_A_WEEK:
        return [to]
    weekday = olds[0].local.weekday()
    if to.weekday() == _other_day(rule, weekday):
        raise DayIsTaken
    further = to.date() - olds[0].local.date()
    return [
        datetime.datetime.combine(
            old.local.date() + (further if old.local.weekday() == weekday else datetime.timedelta()), to.time()
        )
        for old in olds
    ]


def _other_day(rule: str, weekday: int) -> int | None:
    days = {WEEKDAYS.index(code) for code in _days(rule).split(",") if code in WEEKDAYS} - {weekday}
    return min(days, default=None)


def _days(rule: str) -> str:
    return next((part[6:] for part in rule.split(";") if part.startswith("BYDAY=")), "")
