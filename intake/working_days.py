"""Days on which somebody is at work: Monday to Friday."""

import datetime

SATURDAY = 5


def add_working_days(day: datetime.date, count: int) -> datetime.date:
    """The day `count` working days after `day`; with 0, `day` itself or the next working day."""
    while day.weekday() >= SATURDAY:
        day += datetime.timedelta(days=1)
    for _step in range(count):
        day += datetime.timedelta(days=1)
        while day.weekday() >= SATURDAY:
            day += datetime.timedelta(days=1)
    return day


def promised_day(program, now: datetime.datetime) -> datetime.date:
    """The day by which the team answers what arrives `now`, counted on the program's own calendar."""
    return add_working_days(now.astimezone(program.zone).date(), program.promise_days)
