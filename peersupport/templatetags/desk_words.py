"""Short words about how old or how late something is, seen from a program's own day."""

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from intake.talks import booked_talk
from peersupport.desk.queries.requests import STATE_WORDS
from peersupport.desk.rows import days_ago, days_late
from programs.dates import moment_words

register = template.Library()


@register.simple_tag
def ago(moment, program) -> str:
    """`moment` as “3 days ago” on the program's calendar."""
    return days_ago(moment.astimezone(program.zone).date(), timezone.now().astimezone(program.zone).date())


@register.simple_tag
def late(day, program) -> str:
    """“2 days late”, or nothing."""
    return days_late(day, timezone.now().astimezone(program.zone).date())


@register.filter
def request_state(state: str) -> str:
    """What the team calls the state of a request."""
    return str(STATE_WORDS[state][0]) if state in STATE_WORDS else ""


@register.simple_tag
def talk_words(request) -> str:
    """When the talk about a request is, on the program's clock; or that no time is chosen. Its talks are loaded."""
    talk = booked_talk(request)
    if talk is None:
        return _("No time is chosen yet")
    when = moment_words(talk.slot.starts_at.astimezone(request.program.zone))
    return _("%(when)s, with %(name)s") % {"when": when, "name": talk.slot.interviewer.person}
