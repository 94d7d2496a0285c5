"""Dates and times in words, as a person says them: “Tuesday 24 November, 18:00”, « mardi 24 novembre, 18 h ».

A moment is said as it is given: bring it to the right zone first (`meeting.local_start`).
"""

import datetime

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

NO_BREAK = "\u00a0"


def day_words(day: datetime.date, *, today: datetime.date | None = None) -> str:
    """Weekday, day and month; the year too when it is not this one. Accepts a datetime."""
    today = today or datetime.datetime.now(datetime.UTC).date()
    words = date_format(day, "l j F" if day.year == today.year else "l j F Y")
    if day.day == 1 and _in_french():
        words = words.replace(" 1 ", " 1er ", 1)
    return words


def time_words(time: datetime.time | datetime.datetime) -> str:
    """On a clock of 24 hours: 18:00, or « 18 h » and « 18 h 30 » in French."""
    if not _in_french():
        return f"{time:%H:%M}"
    words = f"{time.hour}{NO_BREAK}h"
    return f"{words}{NO_BREAK}{time:%M}" if time.minute else words


def moment_words(moment: datetime.datetime) -> str:
    return _("%(day)s, %(time)s") % {"day": day_words(moment), "time": time_words(moment)}


def span_words(start: datetime.datetime, end: datetime.datetime) -> str:
    """From when to when, on one day: “18:00 to 19:30”."""
    return _("%(start)s to %(end)s") % {"start": time_words(start), "end": time_words(end)}


def city_of(zone: str) -> str:
    """ "America/St_Johns" → "St Johns"."""
    return zone.rpartition("/")[2].replace("_", " ")


def _in_french() -> bool:
    return (get_language() or "").startswith("fr")
