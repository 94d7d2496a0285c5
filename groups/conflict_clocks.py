"""By when a report is answered and settled: working days where the program is. Pure but for the row of rules."""

import datetime

from groups.holidays import holiday_on
from groups.models import ConflictRules
from intake.working_days import add_working_days
from programs.models import Program


def rules_of(program: Program) -> ConflictRules:
    """The clocks of a program; the defaults, unsaved, where nobody has changed any."""
    return ConflictRules.objects.filter(program=program).first() or ConflictRules(program=program)


def working_day(program: Program, day: datetime.date, count: int) -> datetime.date:
    """The day `count` working days after `day`, on the calendar of the program's jurisdiction."""
    where = {"jurisdiction": program.jurisdiction, "time_zone": program.time_zone, "language": "en"}
    return add_working_days(day, count, is_holiday=lambda one: bool(holiday_on(one, **where)))


def promises(program: Program, now: datetime.datetime) -> dict[str, datetime.date]:
    """`acknowledge_by`, `resolve_by` and `update_by` of what arrives `now`; the person hears by the second at last."""
    rules, today = rules_of(program), now.astimezone(program.zone).date()
    resolve_by = working_day(program, today, rules.resolve_days)
    return {
        "acknowledge_by": working_day(program, today, rules.acknowledge_days),
        "resolve_by": resolve_by,
        "update_by": resolve_by,
    }


def next_word_by(conflict, now: datetime.datetime) -> datetime.date:
    """After a word to the person: when the next is due, never before the day on which it was to be settled."""
    program = conflict.program
    today = now.astimezone(program.zone).date()
    return max(conflict.resolve_by, working_day(program, today, rules_of(program).update_days))
