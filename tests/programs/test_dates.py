"""Dates in words, in both languages."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import translation

from programs.dates import day_words, moment_words, span_words, time_words

TODAY = datetime.date(2026, 11, 23)
MOMENT = datetime.datetime(2026, 12, 1, 18, 30, tzinfo=ZoneInfo("America/Toronto"))


@pytest.mark.parametrize(
    ("language", "day", "words"),
    [
        ("en", datetime.date(2026, 11, 24), "Tuesday 24 November"),
        ("fr", datetime.date(2026, 11, 24), "mardi 24 novembre"),
        ("fr", datetime.date(2026, 12, 1), "mardi 1er décembre"),
        ("fr", datetime.date(2026, 12, 11), "vendredi 11 décembre"),
        ("en", datetime.date(2027, 1, 1), "Friday 1 January 2027"),
        ("fr", datetime.date(2027, 1, 1), "vendredi 1er janvier 2027"),
    ],
)
def test_a_day_is_said_with_its_weekday(language, day, words):
    with translation.override(language):
        assert day_words(day, today=TODAY) == words


@pytest.mark.parametrize(
    ("language", "time", "words"),
    [
        ("en", datetime.time(18), "18:00"),
        ("fr", datetime.time(18), "18\u00a0h"),
        ("fr", datetime.time(9, 5), "9\u00a0h\u00a005"),
    ],
)
def test_the_clock_has_24_hours(language, time, words):
    with translation.override(language):
        assert time_words(time) == words


def test_a_moment_keeps_the_zone_it_carries():
    template = Template("{% load dates %}{{ at|moment }} / {% span at end %}")
    context = Context({"at": MOMENT, "end": MOMENT + datetime.timedelta(hours=1)})
    with translation.override("en"):
        said = template.render(context)
    assert said == f"{moment_words(MOMENT)} / {span_words(MOMENT, MOMENT + datetime.timedelta(hours=1))}"
    assert "18:30 to 19:30" in said
