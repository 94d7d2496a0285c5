"""What would help those who found no place: a new group, more places in one, more people for one.

Of the new groups one could think of, the one that helps most people is named first, then the one that helps most of the
others, and so on: so the same few groups are named to many. The order of the rows makes no difference.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from groups.placement.arrays import Groups, People, Placement, Wishes
from groups.placement.fit import SLOTS_IN_A_WEEK
from groups.placement.reasons import NoChoice, Unplaced
from groups.placement.rules import Rule, rules
from programs.masks import MOST_BITS, UNKNOWN, in_order


class HelpKind(StrEnum):
    GROUP = "group"
    PLACES = "places"
    MEMBERS = "members"


@dataclass(frozen=True)
class Help:
    """A new group (`language`, `slot`, `topic`: bits, `ages`: from and to; what does not matter is UNKNOWN or None), or
    more places or people in `group` (a position).
    """

    kind: HelpKind
    language: int = UNKNOWN
    slot: int = UNKNOWN
    topic: int = UNKNOWN
    ages: tuple[int, int] | None = None
    group: int = UNKNOWN


def helps(
    people: People, groups: Groups, wishes: Wishes, placement: Placement, reasons: Mapping[int, NoChoice]
) -> dict[int, Help]:
    """Position of a person without a group → what would help them; `reasons` says why each of them has none.

    Who speaks no language that we know is left out.
    """
    full = [person for person, why in reasons.items() if why.reason == Unplaced.FULL or why.rule == Rule.PLACES]
    small = [person for person, why in reasons.items() if why.reason == Unplaced.TOO_SMALL]
    topic = [person for person, why in reasons.items() if why.rule == Rule.TOPIC]
    age = [person for person, why in reasons.items() if why.rule == Rule.AGE]
    others = sorted({*reasons} - {*full, *small, *topic, *age})
    found: dict[int, Help] = {}
    held = rules(people, groups, wishes)
    roomless = np.logical_and.reduce([holds for rule, holds in held.items() if rule is not Rule.PLACES])
    found |= _in_groups(HelpKind.PLACES, full, roomless, groups)
    inside = np.bincount(placement.group_of[placement.group_of != UNKNOWN], minlength=len(groups))
    lacking = roomless & held[Rule.PLACES] & (inside < np.asarray(groups.needed))[None, :]
    found |= _in_groups(HelpKind.MEMBERS, small, lacking, groups)
    found |= _new_groups(people, others)
    found |= _new_groups(people, topic, by_topic=True)
    found |= _new_groups(people, age, by_age=True)
    return found


def _in_groups(kind: HelpKind, who: list[int], fits: np.ndarray, groups: Groups) -> dict[int, Help]:
    order = in_order(groups.keys)
    return {
        who[row]: Help(kind, group=order[column])
        for column, rows in _covered(fits[who][:, order] if who else np.zeros((0, len(order)), dtype=bool))
        for row in rows
    }


def _new_groups(people: People, who: list[int], *, by_topic: bool = False, by_age: bool = False) -> dict[int, Help]:
    if not who:
        return {}
    languages, language_bits = _sets(people.languages[who])
    slots, slot_bits = _sets(people.slots[who])
    first, named = people.first_topics[who], people.topics[who]
    topics, topic_bits = np.ones((len(who), 1), dtype=bool), [UNKNOWN]
    if by_topic:
        topics, topic_bits = _sets(np.where(first != 0, first, named))
    fits = languages[:, :, None, None] & slots[:, None, :, None] & topics[:, None, None, :]
    shape = fits.shape[1:]
    any_time = np.asarray(people.slots)[who] == (1 << SLOTS_IN_A_WEEK) - 1
    found = {}
    for column, rows in _covered(fits.reshape(len(who), -1)):
        language, slot, topic = np.unravel_index(column, shape)
        ages = np.asarray(people.ages)[[who[row] for row in rows]]
        this = Help(
            HelpKind.GROUP,
            language=language_bits[language],
            slot=UNKNOWN if any_time[rows].all() else slot_bits[slot],
            topic=topic_bits[topic],
            ages=(int(ages.min()), int(ages.max())) if by_age else None,
        )
        found |= {who[row]: this for row in rows}
    return found


def _sets(masks: np.ndarray) -> tuple[np.ndarray, list[int]]:
    """Masks as a table of truth values, with a column for each bit that anybody has; and these bits."""
    table = (np.asarray(masks)[:, None] >> np.arange(MOST_BITS)) & 1 == 1
    bits = np.flatnonzero(table.any(axis=0))
    return table[:, bits], bits.tolist()


def _covered(fits: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
    """The column that holds for most rows, with these rows; then of the rows that are left; until no column holds."""
    left = np.ones(len(fits), dtype=bool)
    while fits.size:
        counts = fits[left].sum(axis=0)
        best = int(counts.argmax())
        if counts[best] == 0:
            return
        rows = np.flatnonzero(fits[:, best] & left)
        yield best, rows
        left[rows] = False
