"""What keeps somebody from supporting others on a day: a pure reckoning over facts, without database or clock."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Code(StrEnum):
    CHECK_MISSING = "check_missing"
    CHECK_EXPIRED = "check_expired"
    CHECK_REFUSED = "check_refused"  # the last one speaks against it
    MODULE_MISSING = "module_missing"
    MODULE_EXPIRED = "module_expired"
    HOURS_SHORT = "hours_short"
    PRACTICE_SHORT = "practice_short"
    PAUSED = "paused"
    RESTING = "resting"
    WAITING_PERIOD = "waiting_period"
    LEFT = "left"


# What stands before the lead of a group as well: being away or short of hours keeps only from new pairs.
BEFORE_LEADING = frozenset(
    {Code.CHECK_EXPIRED, Code.CHECK_REFUSED, Code.MODULE_MISSING, Code.MODULE_EXPIRED, Code.LEFT}
)


@dataclass(frozen=True)
class Obstacle:
    """`what` is the title of a module, `day` when it ran out or until when it lasts, `minutes` what is missing."""

    code: Code
    what: str = ""
    day: datetime.date | None = None
    minutes: int = 0


@dataclass(frozen=True)
class Demand:
    """What a program asks for. `modules`: key → title of each module without which nobody supports anybody."""

    minutes: int = 0
    practice_minutes: int = 0
    check_required: bool = False
    modules: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Check:
    """The last background check of one kind. Valid until the day before `expires_on`."""

    is_good: bool
    expires_on: datetime.date | None = None
    proves_record: bool = True  # False for a look at papers only: it expires, but is no check of the record


@dataclass(frozen=True)
class Standing:
    """What is known of one person. `modules`: key of each module done → its latest expiry (None: for good)."""

    checks: Collection[Check] = ()
    modules: Mapping[int, datetime.date | None] = field(default_factory=dict)
    minutes: int = 0
    practice_minutes: int = 0
    is_paused: bool = False
    has_left: bool = False
    returns_on: datetime.date | None = None
    rests_until: datetime.date | None = None
    ready_on: datetime.date | None = None


def obstacles_of(standing: Standing, demand: Demand, day: datetime.date) -> tuple[Obstacle, ...]:
    """Everything that stands in the way on that day, the lasting before the passing; empty: nothing does."""
    return (
        *_absence(standing),
        *_checks(standing, demand, day),
        *_modules(standing, demand, day),
        *_hours(standing, demand),
        *_waiting(standing, day),
    )


def _absence(standing: Standing) -> list[Obstacle]:
    if standing.has_left:
        return [Obstacle(Code.LEFT)]
    return [Obstacle(Code.PAUSED, day=standing.returns_on)] if standing.is_paused else []


def _checks(standing: Standing, demand: Demand, day: datetime.date) -> list[Obstacle]:
    """Each kind stands for itself: a new look at the papers does not renew what a police record said."""
    if any(not check.is_good for check in standing.checks):
        return [Obstacle(Code.CHECK_REFUSED)]
    ended = [check.expires_on for check in standing.checks if has_expired(check.expires_on, day)]
    if ended:
        return [Obstacle(Code.CHECK_EXPIRED, day=min(ended))]
    proven = any(check.proves_record for check in standing.checks)
    return [Obstacle(Code.CHECK_MISSING)] if demand.check_required and not proven else []


def _modules(standing: Standing, demand: Demand, day: datetime.date) -> list[Obstacle]:
    found = []
    for key, title in demand.modules.items():
        if key not in standing.modules:
            found.append(Obstacle(Code.MODULE_MISSING, what=title))
        elif has_expired(standing.modules[key], day):
            found.append(Obstacle(Code.MODULE_EXPIRED, what=title, day=standing.modules[key]))
    return found


def _hours(standing: Standing, demand: Demand) -> list[Obstacle]:
    found = []
    if standing.minutes < demand.minutes:
        found.append(Obstacle(Code.HOURS_SHORT, minutes=demand.minutes - standing.minutes))
    if standing.practice_minutes < demand.practice_minutes:
        found.append(Obstacle(Code.PRACTICE_SHORT, minutes=demand.practice_minutes - standing.practice_minutes))
    return found


def _waiting(standing: Standing, day: datetime.date) -> list[Obstacle]:
    found = []
    if standing.rests_until is not None and day <= standing.rests_until:
        found.append(Obstacle(Code.RESTING, day=standing.rests_until))
    if standing.ready_on is not None and day < standing.ready_on:
        found.append(Obstacle(Code.WAITING_PERIOD, day=standing.ready_on))
    return found


def has_expired(expires_on: datetime.date | None, day: datetime.date) -> bool:
    """Valid until the day before it expires; without a date, for good."""
    return expires_on is not None and expires_on <= day
