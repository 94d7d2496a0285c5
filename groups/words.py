"""A rhythm in words: “every Tuesday at 18:00, 8 times”."""

import datetime

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from groups.models import Series
from groups.recurrence import WEEKDAYS as WEEKDAY_CODES
from groups.recurrence import week_of_month
from programs.dates import day_words, time_words
from programs.models import Rhythm


def rhythm_words(
    rhythm: str,
    starts_on: datetime.date,
    at: datetime.time,
    *,
    also_on: int | None = None,
    count: int | None = None,
    until: datetime.date | None = None,
    week: int | None = None,
) -> str:
    """How often and when, and how it ends, as one phrase in the active language.

    `week` of the month, 1 to 4 or -1 for the last; by default the one of the first day.
    """
    words = _days(rhythm, starts_on, also_on, week) % {
        "day": WEEKDAYS[starts_on.weekday()],
        "other": WEEKDAYS[also_on] if also_on is not None else "",
        "time": time_words(at),
    }
    if count is not None:
        times = ngettext("%(n)s time", "%(n)s times", count) % {"n": count}
        return _("%(rhythm)s, %(times)s") % {"rhythm": words, "times": times}
    if until is not None:
        return _("%(rhythm)s, until %(day)s") % {"rhythm": words, "day": day_words(until)}
    return words


def _days(rhythm: str, starts_on: datetime.date, also_on: int | None, week: int | None) -> str:
    if rhythm == Rhythm.TWICE_A_WEEK and also_on is not None:
        return _("every %(day)s and every %(other)s at %(time)s")
    if rhythm == Rhythm.EVERY_TWO_WEEKS:
        return _("every 2 weeks, on %(day)s at %(time)s")
    if rhythm == Rhythm.MONTHLY:
        return {
            1: _("each month, on the first %(day)s at %(time)s"),
            2: _("each month, on the second %(day)s at %(time)s"),
            3: _("each month, on the third %(day)s at %(time)s"),
            4: _("each month, on the fourth %(day)s at %(time)s"),
            -1: _("each month, on the last %(day)s at %(time)s"),
        }[week or week_of_month(starts_on)]
    return pgettext("a weekday", "every %(day)s at %(time)s")


def series_words(series: Series) -> str:
    """The rhythm of a series that exists, read from its rule."""
    rule = dict(part.split("=") for part in series.rule.split(";"))
    by_day = rule.get("BYDAY", "")
    others = [
        WEEKDAY_CODES.index(code)
        for code in by_day.split(",")
        if code in WEEKDAY_CODES and WEEKDAY_CODES.index(code) != series.starts_on.weekday()
    ]
    return rhythm_words(
        series.rhythm,
        series.starts_on,
        series.starts_at_local,
        also_on=others[0] if others else None,
        count=int(rule["COUNT"]) if "COUNT" in rule else None,
        until=series.until if "UNTIL" in rule else None,
        week=int(by_day[:-2]) if series.rhythm == Rhythm.MONTHLY and by_day[:-2] else None,
    )
