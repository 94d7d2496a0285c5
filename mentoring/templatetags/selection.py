"""The part about choosing, for the page of one application; figures and moments in words."""

from django import template

from mentoring.queries.recruiting import STATE_WORDS
from mentoring.queries.selection_panel import owed_sheet
from mentoring.queries.selection_panel import selection_panel as panel_of
from mentoring.selection_words import figure

register = template.Library()

register.filter("figure", figure)


@register.filter
def application_state(state: str) -> str:
    """What the team calls the state of an application."""
    return str(STATE_WORDS[state][0])


@register.simple_tag
def selection_panel(application, participation):
    """`{% selection_panel application me as panel %}`"""
    return panel_of(application, participation)


@register.simple_tag
def on_clock(moment, zone):
    """`moment` on the clock of `zone`, for `|moment`."""
    return moment.astimezone(zone)


@register.simple_tag
def own_sheet(application, participation):
    """The sheet about this application that the reader of the page still owes, if any."""
    return owed_sheet(application, participation)
