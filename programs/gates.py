"""Doors that somebody may only pass when the floors above say so: who leads a group must be prepared for it.

Groups do not know of training. What stands higher in the house registers here what it asks for:

    @gate("lead a group")
    def training_is_done(participation, day):
        return [_("…")]    # sentences; empty when nothing stands in the way
"""

import datetime
from collections import defaultdict
from collections.abc import Callable

from programs.models import Participation

Gate = Callable[[Participation, datetime.date], list[str]]

_gates: dict[str, list[Gate]] = defaultdict(list)

LEAD_A_GROUP = "lead_a_group"


def gate(door: str) -> Callable[[Gate], Gate]:
    """Decorator: ask this function too before somebody passes `door`."""

    def remember(function: Gate) -> Gate:
        if function not in _gates[door]:
            _gates[door].append(function)
        return function

    return remember


def what_stands_before(door: str, participation: Participation, day: datetime.date) -> list[str]:
    """In words, everything that keeps this participation from passing the door on that day; empty: nothing does."""
    return [sentence for ask in _gates[door] for sentence in ask(participation, day)]
