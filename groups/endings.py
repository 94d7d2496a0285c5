"""A planned end: said in words from four weeks before, so that nobody loses their group from one day to the next."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.models import Group, GroupKind
from programs.dates import day_words

TOLD_BEFORE = datetime.timedelta(weeks=4)
WEEK = 7


def ending_words(group: Group, today: datetime.date) -> str:
    """How long the group still meets; empty without a planned end, long before it, and once it is over."""
    if group.ends_on is None or not today <= group.ends_on <= today + TOLD_BEFORE:
        return ""
    if group.kind == GroupKind.PAIR:
        return _pair_words(group.ends_on, today)
    days = (group.ends_on - today).days
    if not days:
        return _("Today the group meets for the last time.")
    day = day_words(group.ends_on, today=today)
    if days < WEEK:
        words = ngettext("The group ends in %(n)s day, on %(day)s.", "The group ends in %(n)s days, on %(day)s.", days)
        return words % {"n": days, "day": day}
    weeks = days // WEEK
    words = ngettext("The group ends in %(n)s week, on %(day)s.", "The group ends in %(n)s weeks, on %(day)s.", weeks)
    return words % {"n": weeks, "day": day}


def _pair_words(ends_on: datetime.date, today: datetime.date) -> str:
    """Of two who meet: the day they both agreed on."""
    days = (ends_on - today).days
    if not days:
        return _("Today you meet for the last time, as you agreed.")
    day = day_words(ends_on, today=today)
    if days < WEEK:
        words = ngettext(
            "You meet for %(n)s more day, until %(day)s, as you agreed.",
            "You meet for %(n)s more days, until %(day)s, as you agreed.",
            days,
        )
        return words % {"n": days, "day": day}
    weeks = days // WEEK
    words = ngettext(
        "You meet for %(n)s more week, until %(day)s, as you agreed.",
        "You meet for %(n)s more weeks, until %(day)s, as you agreed.",
        weeks,
    )
    return words % {"n": weeks, "day": day}
