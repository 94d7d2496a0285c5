"""Dates in words. The moment is said as it is given, in the zone it carries: `{{ meeting.local_start|moment }}`."""

from django import template

from programs.dates import day_words, moment_words, span_words, time_words

register = template.Library()

register.filter("day", day_words)
register.filter("clock", time_words)
register.filter("moment", moment_words)
register.simple_tag(span_words, name="span")


@register.simple_tag
def local_to(moment, program):
    """`moment` on the program's clock, for `|moment`."""
    return moment.astimezone(program.zone)
