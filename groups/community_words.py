"""What a board says about itself, in words: its name, when the team reads, when the last word was."""

import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.models import CommunityRules, Space, SpaceKind
from programs.dates import time_words

# Any week that begins on a Monday gives weekdays their names.
MONDAY = datetime.date(2026, 1, 5)


def board_name(space: Space) -> str:
    """`space.group` is loaded. A place of two carries nobody's name."""
    if space.kind == SpaceKind.GROUP:
        return space.group.name
    if space.kind == SpaceKind.PAIR:
        return _("The two of you")
    if space.kind == SpaceKind.DIRECT:
        return _("Words between two")
    return space.name


def watch_words(rules: CommunityRules) -> str:
    """ "The team reads here from Monday to Friday, 9:00 to 17:00. Nobody reads at other times." """
    days = sorted(rules.watch_days)
    hours = {"from": time_words(rules.watch_from), "until": time_words(rules.watch_until)}
    if not days:
        return _("Nobody of the team reads here regularly.")
    if len(days) == 7:
        return _("The team reads here every day, %(from)s to %(until)s. Nobody reads at other times.") % hours
    names = [weekday(day) for day in days]
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        span = {"first": names[0], "last": names[-1]} | hours
        return _(
            "The team reads here from %(first)s to %(last)s, %(from)s to %(until)s. Nobody reads at other times."
        ) % (span)
    return _("The team reads here on %(days)s, %(from)s to %(until)s. Nobody reads at other times.") % (
        hours | {"days": ", ".join(names)}
    )


def weekday(day: int) -> str:
    """The name of an ISO weekday in the active language: 1 is Monday."""
    return date_format(MONDAY + datetime.timedelta(days=day - 1), "l")


def since_words(then: datetime.datetime, now: datetime.datetime, zone: datetime.tzinfo) -> str:
    """When the last word was, in days and never in minutes: nobody is watched."""
    days = (now.astimezone(zone).date() - then.astimezone(zone).date()).days
    if days <= 0:
        return _("Last word today")
    if days == 1:
        return _("Last word yesterday")
    if days <= 30:
        return ngettext("Last word %(n)s day ago", "Last word %(n)s days ago", days) % {"n": days}
    return _("Last word more than a month ago")
