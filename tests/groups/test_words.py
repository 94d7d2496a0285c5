"""Rhythms in words, in words that cannot be misread."""

import datetime
from pathlib import Path

import pytest

from groups.services.series import start_series
from groups.words import rhythm_words, series_words
from programs.models import Rhythm

HOME = Path(__file__).resolve().parent.parent.parent
TUESDAY = datetime.date(2026, 11, 24)
SIX = datetime.time(18)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"rhythm": Rhythm.WEEKLY}, "every Tuesday at 18:00"),
        ({"rhythm": Rhythm.WEEKLY, "count": 8}, "every Tuesday at 18:00, 8 times"),
        ({"rhythm": Rhythm.WEEKLY, "count": 1}, "every Tuesday at 18:00, 1 time"),
        ({"rhythm": Rhythm.EVERY_TWO_WEEKS}, "every 2 weeks, on Tuesday at 18:00"),
        ({"rhythm": Rhythm.TWICE_A_WEEK, "also_on": 4}, "every Tuesday and every Friday at 18:00"),
        ({"rhythm": Rhythm.MONTHLY}, "each month, on the fourth Tuesday at 18:00"),
        (
            {"rhythm": Rhythm.MONTHLY, "starts_on": datetime.date(2026, 11, 30)},
            "each month, on the last Monday at 18:00",
        ),
        (
            {"rhythm": Rhythm.WEEKLY, "until": datetime.date(2031, 12, 2)},
            "every Tuesday at 18:00, until Tuesday 2 December 2031",
        ),
    ],
)
def test_a_rhythm_in_words(facts, words):
    facts = {"starts_on": TUESDAY} | facts
    assert rhythm_words(at=SIX, **facts) == words


@pytest.mark.parametrize(
    "facts",
    [
        {"rhythm": Rhythm.WEEKLY, "count": 8},
        {"rhythm": Rhythm.WEEKLY, "until": datetime.date(2031, 12, 2)},
        {"rhythm": Rhythm.TWICE_A_WEEK, "also_on": 0},
        {"rhythm": Rhythm.MONTHLY},
    ],
    ids=str,
)
def test_a_saved_series_is_said_as_it_was_planned(circle, facts):
    series = start_series(circle, by=None, starts_on=TUESDAY, starts_at_local=SIX, **facts)
    assert series_words(series) == rhythm_words(starts_on=TUESDAY, at=SIX, **facts)


def test_the_last_of_a_month_stays_the_last_though_it_is_the_fourth_this_time(circle):
    """A series that goes on from 24 November, which was planned as the last Tuesday."""
    series = start_series(circle, by=None, starts_on=datetime.date(2026, 9, 29), starts_at_local=SIX, rhythm="monthly")
    series.starts_on = datetime.date(2026, 11, 24)
    assert series_words(series) == "each month, on the last Tuesday at 18:00"


def test_no_text_of_ours_says_biweekly():
    """ "Biweekly" means two different things to two readers."""
    texts = [
        path
        for folder in ("programs", "intake", "groups", "mentoring", "peersupport", "templates")
        for path in (HOME / folder).rglob("*")
        if path.suffix in {".html", ".txt", ".po"}
    ]
    assert len(texts) > 20
    found = [
        path.name
        for path in texts
        if any(word in path.read_text("utf-8").lower() for word in ("biweekly", "bi-weekly", "bihebdomadaire"))
    ]
    assert found == []
    assert [str(label) for _value, label in Rhythm.choices] == ["twice a week", "weekly", "every 2 weeks", "monthly"]
