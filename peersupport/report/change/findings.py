"""One score of one program, from the first wave to a later one: what was found, and what of it may be shown."""

from dataclasses import dataclass, field

import numpy as np

from intake.measures import Measure
from intake.outcomes import WaveScores
from intake.statistics import (
    ABSENT,
    FEW,
    Dropout,
    PairedChange,
    carried_forward,
    category_counts,
    dropout,
    important_counts,
    paired_change,
)
from peersupport.report.change.suppression import (
    FIVE,
    THREE,
    Number,
    Part,
    careful_counts,
    differ_enough,
    joined,
    safe_beside,
)

NEAR = "near"  # why, beside FEW, a wave is not shown: nearly the same people as in another wave
NO_SIDE, NO_SIZE, BESIDE, NO_SPREAD = "no_side", "no_size", "beside", "same_start"  # why people are not counted


@dataclass(frozen=True)
class Counted:
    """People by category. Without parts, `reason` says why there are none."""

    parts: list[Part] = field(default_factory=list)
    reason: str = ""


@dataclass(frozen=True)
class Findings:
    """`hidden`: why this wave is not shown; then there is nothing but the counts, and those only as ranges.

    `counts`: people by "enrolled", "before", "after", "agreed" (who agreed to the evaluation).
    `reliable`: in categories of reliable change; `important`: against the smallest change that matters.
    """

    measure: Measure
    first: int
    last: int
    small: int
    hidden: str = ""
    change: PairedChange | None = None
    counts: dict[str, Number] = field(default_factory=dict)
    reliable: Counted = Counted()
    important: Counted = Counted()
    missing: Dropout | None = None
    carried: PairedChange | None = None


def looked_at(found: WaveScores, *, small: int) -> dict[int, str]:
    """Wave → why it is not shown, empty where it is. The latest is chosen first; one that has nearly the same people as
    a chosen one is not shown, because the difference of the two would be about those few."""
    shown: list[np.ndarray] = []
    reasons: dict[int, str] = {}
    for wave in reversed(found.waves[1:]):
        both = pairs(found, wave)
        if both.sum() < max(small, 1):
            reasons[wave] = FEW
        elif not all(differ_enough(both, other, small=small) for other in shown):
            reasons[wave] = NEAR
        else:
            reasons[wave] = ""
            shown.append(both)
    return {wave: reasons[wave] for wave in found.waves[1:]}


def pairs(found: WaveScores, wave: int) -> np.ndarray:
    """Who has a score in the first wave and in this one."""
    return ~np.isnan(found.scores[0]) & ~np.isnan(found.at(wave))


def find(measure: Measure, found: WaveScores, wave: int, *, enrolled: int, small: int) -> Findings:
    """Everything about one later wave."""
    reasons = looked_at(found, small=small)
    about = {"measure": measure, "first": found.waves[0], "last": wave, "small": small}
    if reasons[wave]:
        return Findings(hidden=reasons[wave], **about)
    before, after = found.scores[0], found.at(wave)
    change = paired_change(before, after, enrolled=enrolled, fewest=small)
    reliable, important = both_ways(measure, before, after, change, small)
    missing, carried = who_left(found, wave, reasons, small)
    first = ("before", "enrolled") if missing else ("enrolled", "before")  # who is missing says how many began
    numbers = {"before": change.n_before, "enrolled": enrolled, "after": change.n_after, "agreed": found.agreed}
    counts = careful_counts(change.n_paired, {name: numbers[name] for name in (*first, "after", "agreed")}, small=small)
    return Findings(
        change=change,
        counts=counts,
        reliable=reliable,
        important=important,
        missing=missing,
        carried=carried,
        **about,
    )


def both_ways(measure: Measure, before, after, change: PairedChange, small: int) -> tuple[Counted, Counted]:
    """By reliable change and by the change that matters; the second only where it gives nothing away beside it."""
    if not measure.direction:
        return Counted(reason=NO_SIDE), Counted(reason=NO_SIDE)
    reliable = by_reliability(measure, before, after, change, small)
    important = by_importance(measure, before, after, small)
    if not safe_beside(reliable.parts, important.parts, small=small):
        important = Counted(reason=BESIDE)
    return reliable, important


def by_reliability(measure: Measure, before, after, change: PairedChange, small: int) -> Counted:
    facts = measure.facts
    if facts is None or facts.reliability is None:
        return Counted(reason=ABSENT)
    counts = category_counts(
        before,
        after,
        sd_before=change.sd_before,
        reliability=facts.reliability,
        direction=measure.direction,
        cutoff=facts.clinical_cutoff,
    )
    if counts is None:
        return Counted(reason=NO_SPREAD)
    parts = joined(counts, THREE if facts.clinical_cutoff is None else FIVE, small=small)
    return Counted(parts, "" if parts else FEW)


def by_importance(measure: Measure, before, after, small: int) -> Counted:
    size = measure.facts.important_change if measure.facts else None
    counts = important_counts(before, after, important=size, direction=measure.direction)
    if counts is None:
        return Counted(reason=NO_SIZE)
    parts = joined(counts, THREE, small=small)
    return Counted(parts, "" if parts else FEW)


def who_left(found: WaveScores, wave: int, reasons: dict[int, str], small: int):
    """Those who stayed against those who left, and the change if everybody kept their last score.

    Both are about everybody who began. So they are shown only where no wave that is shown leaves out just a few.
    """
    began = ~np.isnan(found.scores[0])
    others = [pairs(found, other) for other, reason in reasons.items() if not reason]
    if not all(differ_enough(began, other, small=small) for other in others):
        return None, None
    missing = dropout(found.scores[0], found.at(wave), fewest=small)
    if missing.suppressed:
        return None, None
    until = found.waves.index(wave) + 1
    last = carried_forward(found.scores[:until])
    between = began & np.isnan(found.at(wave)) & ~np.all(np.isnan(found.scores[1:until]), axis=0)
    if 0 < between.sum() < small:  # the others who left changed by nothing: the sum of these few could be computed
        return missing, None
    return missing, paired_change(found.scores[0], last, fewest=small)
