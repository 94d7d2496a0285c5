import datetime

import pytest

from intake.working_days import add_working_days, promised_day
from programs.models import Program

FRIDAY = datetime.date(2026, 11, 20)
SATURDAY = datetime.date(2026, 11, 21)
MONDAY = datetime.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (MONDAY, 0, MONDAY),
        (MONDAY, 3, datetime.date(2026, 11, 26)),
        (FRIDAY, 1, MONDAY),
        (FRIDAY, 5, datetime.date(2026, 11, 27)),
        (SATURDAY, 0, MONDAY),
        (SATURDAY, 1, datetime.date(2026, 11, 24)),
        (datetime.date(2026, 12, 31), 1, datetime.date(2027, 1, 1)),
    ],
)
def test_weekends_are_skipped(day, count, expected):
    assert add_working_days(day, count) == expected


def test_the_promise_counts_from_the_day_on_the_programs_own_calendar():
    """Half past three on Tuesday in Paris is still Monday evening in Montreal."""
    now = datetime.datetime(2026, 11, 24, 2, 30, tzinfo=datetime.UTC)
    in_montreal = Program(time_zone="America/Toronto", promise_days=3)
    in_paris = Program(time_zone="Europe/Paris", promise_days=3)
    assert promised_day(in_montreal, now) == datetime.date(2026, 11, 26)
    assert promised_day(in_paris, now) == datetime.date(2026, 11, 27)
