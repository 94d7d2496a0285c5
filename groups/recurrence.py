"""From a rhythm to dates: RFC 5545 rules expanded in local wall-clock time. Pure: no ORM, no clock.

A group meets "on Tuesdays at 18:00" on the clock of its wall, so a rule is expanded on naive local times and each of
them is placed on the world's clock afterwards. Twice a year the wall clock jumps, and then (as RFC 5545, 3.3.5, says):
- a local time that does not exist (02:30 in the night when 02:00 becomes 03:00) moves forward by the gap, to 03:30;
- a local time that exists twice means the first of the two.
"""

import datetime
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass

from dateutil.rrule import rrulestr

from programs.models import Rhythm

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST_FOURTH_WEEK = 28  # a month has a fourth Tuesday always, a fifth only sometimes: from the 29th on we say "the last"


@dataclass(frozen=True)
class Occurrence:
    """`local` is naive wall-clock time, `start` the same moment in UTC: the identity of a meeting in its series."""

    local: datetime.datetime
    start: datetime.datetime


def to_utc(local: datetime.datetime, zone: zoneinfo.ZoneInfo) -> datetime.datetime:
    """The moment at which a clock on a wall in `zone` shows the naive `local`; gaps and doubled hours as said above."""
    # fold=0 is both rules at once: the first of two, and for a gap the offset from before it.
    return local.replace(tzinfo=zone, fold=0).astimezone(datetime.UTC)


def rule_for(
    rhythm: str,
    starts_on: datetime.date,
    *,
    zone: zoneinfo.ZoneInfo,
    also_on: int | None = None,
    until: datetime.date | None = None,
    count: int | None = None,
) -> str:
    """RRULE text for a rhythm that starts on a day.

    `also_on` is the second weekday (Monday = 0) of a rhythm of twice a week, by default three days after the first.
    `until` is the last local day that counts. Raises ValueError when both `until` and `count` are given.
    """
    if until is not None and count is not None:
        raise ValueError("A rule ends on a day or after a count, not both.")
    parts = _parts(rhythm, starts_on, also_on)
    if count is not None:
        parts["COUNT"] = str(count)
    rule = ";".join(f"{name}={value}" for name, value in parts.items())
    if until is not None:
        rule = ending_at(rule, to_utc(datetime.datetime.combine(until, datetime.time(23, 59, 59)), zone))
    return rule


def _parts(rhythm: str, starts_on: datetime.date, also_on: int | None) -> dict[str, str]:
    day = WEEKDAYS[starts_on.weekday()]
    if rhythm == Rhythm.TWICE_A_WEEK:
        second = second_weekday(starts_on, also_on)
        return {
            "FREQ": "WEEKLY",
            "BYDAY": ",".join(WEEKDAYS[number] for number in sorted({starts_on.weekday(), second})),
        }
    if rhythm == Rhythm.WEEKLY:
        return {"FREQ": "WEEKLY", "BYDAY": day}
    if rhythm == Rhythm.EVERY_TWO_WEEKS:
        return {"FREQ": "WEEKLY", "INTERVAL": "2", "BYDAY": day}
    if rhythm == Rhythm.MONTHLY:
        return {"FREQ": "MONTHLY", "BYDAY": f"{week_of_month(starts_on)}{day}"}
    raise ValueError(f"No rule for the rhythm {rhythm!r}.")


def second_weekday(starts_on: datetime.date, also_on: int | None = None) -> int:
    """The other weekday of a rhythm of twice a week (Monday = 0)."""
    return (starts_on.weekday() + 3) % 7 if also_on is None else also_on


def week_of_month(day: datetime.date) -> int:
    """1 to 4: the first to the fourth such weekday of its month. -1: the last."""
    return -1 if day.day > LAST_FOURTH_WEEK else (day.day + 6) // 7


def ending_at(rule: str, moment: datetime.datetime) -> str:
    """The same rule, without anything after `moment` (aware). An earlier COUNT or UNTIL gives way."""
    kept = [part for part in rule.split(";") if not part.startswith(("COUNT=", "UNTIL="))]
    return ";".join([*kept, f"UNTIL={moment.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"])


def ending_by(rule: str, moment: datetime.datetime, *, first: datetime.datetime, zone: zoneinfo.ZoneInfo) -> str:
    """The same rule, without anything after `moment`; as it is when it ends before that by itself."""
    if _without_until(rule)[1] is None and "COUNT=" not in rule:
        return ending_at(rule, moment)
    goes_on = any(occurrence.start > moment for occurrence in expand(rule, first=first, zone=zone))
    return ending_at(rule, moment) if goes_on else rule


def expand(
    rule: str,
    *,
    first: datetime.datetime,
    zone: zoneinfo.ZoneInfo,
    after: datetime.datetime | None = None,
    before: datetime.datetime | None = None,
) -> Iterator[Occurrence]:
    """Occurrences of `rule` from the naive local `first` on, in order.

    `after` (exclusive) and `before` (exclusive) are aware; an endless rule needs `before` or a caller who stops.
    UNTIL is compared as a moment, as RFC 5545 asks, which dateutil cannot do with naive times.
    """
    endless, until = _without_until(rule)
    for local in rrulestr(endless, dtstart=first):
        start = to_utc(local, zone)
        if (before is not None and start >= before) or (until is not None and start > until):
            return
        if after is None or start > after:
            yield Occurrence(local, start)


def _without_until(rule: str) -> tuple[str, datetime.datetime | None]:
    kept, until = [], None
    for part in rule.split(";"):
        name, _, value = part.partition("=")
        if name == "UNTIL":
            until = datetime.datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=datetime.UTC)
        else:
            kept.append(part)
    return ";".join(kept), until
