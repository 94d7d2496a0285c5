"""Quiet hours move a moment, they never drop it: the SQL function, case by case."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db

NIGHT = ("21:00", "08:00")
AFTERNOON = ("13:00", "15:00")
NEVER = ("08:00", "08:00")
TO_MIDNIGHT = ("22:00", "00:00")
FROM_MIDNIGHT = ("00:00", "07:00")
TORONTO, PARIS = "America/Toronto", "Europe/Paris"


def moved(due, zone, quiet, latest):
    wall = ZoneInfo(zone)
    moments = [datetime.fromisoformat(moment).replace(tzinfo=wall) if moment else None for moment in (due, latest)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT quiet_hours_due(%s, %s, %s, %s, %s)", [moments[0], zone, *quiet, moments[1]])
        return cursor.fetchone()[0].astimezone(wall).strftime("%m-%d %H:%M")


@pytest.mark.parametrize(
    ("due", "zone", "quiet", "latest", "expected"),
    [
        # Outside quiet hours nothing moves; they begin with their first minute and end before their last.
        ("2026-11-24 18:00", PARIS, NIGHT, "2026-11-25 18:00", "11-24 18:00"),
        ("2026-11-24 20:59", PARIS, NIGHT, "2026-11-25 18:00", "11-24 20:59"),
        ("2026-11-24 21:00", PARIS, NIGHT, "2026-11-25 18:00", "11-25 08:00"),
        ("2026-11-24 08:00", PARIS, NIGHT, "2026-11-25 18:00", "11-24 08:00"),
        ("2026-11-24 07:59", PARIS, NIGHT, "2026-11-25 18:00", "11-24 08:00"),
        ("2026-11-24 23:30", PARIS, NIGHT, None, "11-25 08:00"),
        ("2026-12-31 23:30", PARIS, NIGHT, None, "01-01 08:00"),
        ("2026-11-24 14:00", PARIS, AFTERNOON, "2026-11-24 18:00", "11-24 15:00"),
        ("2026-11-24 03:00", PARIS, NEVER, "2026-11-24 18:00", "11-24 03:00"),
        ("2026-11-24 23:00", PARIS, TO_MIDNIGHT, None, "11-25 00:00"),
        ("2026-11-24 00:00", PARIS, TO_MIDNIGHT, None, "11-24 00:00"),
        ("2026-11-24 03:00", PARIS, FROM_MIDNIGHT, None, "11-24 07:00"),
        # Where the morning is too late, the evening before; on the hour of the start is too late too.
        ("2026-11-25 05:30", PARIS, NIGHT, "2026-11-25 07:30", "11-24 20:59"),
        ("2026-11-24 23:30", PARIS, NIGHT, "2026-11-25 07:30", "11-24 20:59"),
        ("2026-11-25 06:00", PARIS, NIGHT, "2026-11-25 08:00", "11-24 20:59"),
        ("2026-11-25 06:01", PARIS, NIGHT, "2026-11-25 08:01", "11-25 08:00"),
        ("2026-11-24 13:30", PARIS, AFTERNOON, "2026-11-24 14:30", "11-24 12:59"),
        # The wall counts, not the hours that pass: both clock changes on both sides of the ocean.
        ("2026-03-28 23:00", PARIS, NIGHT, None, "03-29 08:00"),
        ("2026-10-24 23:00", PARIS, NIGHT, None, "10-25 08:00"),
        ("2026-03-07 23:00", TORONTO, NIGHT, None, "03-08 08:00"),
        ("2026-10-31 23:00", TORONTO, NIGHT, None, "11-01 08:00"),
        ("2026-03-08 06:00", TORONTO, NIGHT, "2026-03-08 07:00", "03-07 20:59"),
        # 02:30 does not exist on that day: the quiet ends an hour later on the clock, after as many minutes.
        ("2026-03-29 00:30", PARIS, ("22:00", "02:30"), None, "03-29 03:30"),
    ],
)
def test_quiet_hours(due, zone, quiet, latest, expected):
    assert moved(due, zone, quiet, latest) == expected


def test_the_hour_that_comes_twice_never_moves_a_moment_back():
    """01:45 for the second time in Toronto, quiet until 01:50: not to 01:50 of the first time."""
    second = datetime.fromisoformat("2026-11-01 01:45").replace(tzinfo=ZoneInfo(TORONTO), fold=1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT quiet_hours_due(%s, %s, '23:00', '01:50', NULL) >= %s", [second, TORONTO, second])
        assert cursor.fetchone()[0]
