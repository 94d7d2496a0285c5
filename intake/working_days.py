"""Days on which somebody is at work: Monday to Friday, and no public holiday where the caller knows them."""

import datetime
from collections.abc import Callable

SATURDAY = 5


def add_working_days(
    day: datetime.date, count: int, *, is_holiday: Callable[[datetime.date], bool] = lambda _day: False
) -> datetime.date:
    """The day `count` working days after `day`; with 0, `day` itself or the next working day."""

    def next_at_work(day):
        while day.weekday() >= SATURDAY or is_holiday(day):
            day += datetime.timedelta(days=1)
        return day

    day = next_at_work(day)
    for _step in range(count):
        day = next_at_work(day + datetime.timedelta(days=1))
    return day


def promised_day(program, now: datetime.datetime) -> datetime.date:
    """The day by which the team answers what arrives `now`, counted on the program's own calendar."""
    return add_working_days(now.astimezone(program.zone).date(), program.promise_days)
