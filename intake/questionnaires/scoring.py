"""Scores from answers: a number that is right, or none and why.

A `Scale` says how numbers become a score; `score_items` does it for a plain list, `score_answers` for the answers to a
document, where it first makes sure that the document's own numbers are the ones that the scale expects.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from intake.questionnaires import extensions as ext
from intake.questionnaires.calculations import Calculation, calculations
from intake.questionnaires.document import CHOICES, Form, Node
from intake.questionnaires.enabling import Enabled

EXACT = 1e-9
TOO_LARGE = 10**15  # no question has such a number; a whole number of a thousand digits has no float
REASONS = {
    "missing": _("Too many answers are missing."),
    "out_of_range": _("An answer is outside the range of its question."),
    "wrong_count": _("The questionnaire has another number of questions than the instrument."),
    "other_numbers": _("The options count differently than the instrument wants."),
    "unclear_reversal": _("It is not clear whether the file has turned its reversed questions round already."),
    "no_numbers": _("The options carry no numbers."),
    "not_asked": _("Some of the questions were not asked."),
    "unknown_item": _("A question of the score is not in the questionnaire."),
}


@dataclass(frozen=True, slots=True)
class Scale:
    """How the answers to `count` items, each from `lowest` to `highest`, become one score.

    `reversed`: positions (from 1) that are turned round. `counted`: instead of its number an item gives 1 when its
    number is among those named for its position, else 0. Missing answers up to `missing_allowed` are filled with the
    person's mean (`fill="mean"`) or count nothing (`fill="nothing"`). The score is the sum, or with `mean` the mean of
    the items, times `factor`.
    """

    count: int
    lowest: int
    highest: int
    mean: bool = False
    factor: float = 1
    reversed: frozenset[int] = frozenset()
    counted: Mapping[int, frozenset[int]] | None = None
    missing_allowed: int = 0
    fill: str = "mean"

    @property
    def range(self) -> tuple[float, float]:
        """The lowest and the highest score."""
        ends = (0, 1) if self.counted else (self.lowest, self.highest)
        items = 1 if self.mean else self.count
        return ends[0] * items * self.factor, ends[1] * items * self.factor


@dataclass(frozen=True, slots=True)
class Score:
    """`value` is None when it is not scorable; then `reason` is a key of REASONS."""

    value: float | None
    reason: str = ""
    missing: int = 0

    @property
    def words(self) -> str:
        return str(REASONS[self.reason]) if self.reason else ""


class Mismatch(NamedTuple):
    """A total that came with the answers and is not what they add up to (`computed` None: not scorable)."""

    link_id: str
    stored: float
    computed: float | None


def score_items(scale: Scale, values: Sequence[Any]) -> Score:
    """The score of the numbers in `values`, in the order of the instrument; None stands for a missing answer."""
    if len(values) != scale.count:
        return Score(None, "wrong_count")
    given: list[float] = []
    for position, value in enumerate(values, start=1):
        if value is None:
            continue
        number = ext.number_in(value)
        if number is None or not scale.lowest <= number <= scale.highest or number != int(number):
            return Score(None, "out_of_range")
        given.append(contribution(scale, position, number))
    missing = scale.count - len(given)
    if missing > scale.missing_allowed or not given:
        return Score(None, "missing", missing)
    total = sum(given)
    if scale.mean or (missing and scale.fill == "mean"):
        total = total / len(given) * (1 if scale.mean else scale.count)
    return Score(float(total * scale.factor), "", missing)


def contribution(scale: Scale, position: int, number: float) -> float:
    if scale.counted is not None:
        return float(number in scale.counted.get(position, ()))
    return scale.lowest + scale.highest - number if position in scale.reversed else number


def score_answers(
    scale: Scale, document: dict | Form, answers: Mapping[str, Any], items: Sequence[str] | None = None
) -> Score:
    """The score of the answers to a document. Questions that are not asked are missing.

    `items`: the link ids in the order of the instrument; without it all questions whose options carry numbers.
    """
    form = Form.of(document)
    link_ids = list(items) if items is not None else numbered_questions(form)
    if any(link_id not in form.by_link for link_id in link_ids):
        return Score(None, "unknown_item")
    if len(link_ids) != scale.count or len(set(link_ids)) != scale.count:
        return Score(None, "wrong_count" if link_ids else "no_numbers")
    nodes = [form.by_link[link_id] for link_id in link_ids]
    if any(not has_numbers(form, node) for node in nodes):
        return Score(None, "no_numbers")
    if any(not counts_alike(form, node, scale) for node in nodes):
        return Score(None, "other_numbers")
    turned = already_turned(form, link_ids, scale)
    if turned is None:
        return Score(None, "unclear_reversal")
    enabled = Enabled(form, answers)
    values = [number_answered(form, enabled, node) for node in nodes]
    if any(value is not None and ext.number_in(value) is None for value in values):
        return Score(None, "out_of_range")
    if turned:
        values = [
            scale.lowest + scale.highest - value if value is not None and position in scale.reversed else value
            for position, value in enumerate(values, start=1)
        ]
    return score_items(scale, values)


def item_numbers(document: dict | Form, answers: Mapping[str, Any], items: Sequence[str]) -> list[float | None]:
    """What each of these questions counts for as it was answered; None where it was not, or not with one number."""
    form = Form.of(document)
    enabled = Enabled(form, answers)
    found = [number_answered(form, enabled, form.by_link[link]) if link in form.by_link else None for link in items]
    return [ext.number_in(number) for number in found]


def numbered_questions(form: Form) -> list[str]:
    """The questions of a document that can be scored; totals that it computes or only shows are none."""
    return [
        node.link_id
        for node in form.questions
        if has_numbers(form, node)
        and not node.read_only
        and not node.repeats
        and not node.homes
        and ext.extension_value(node.item, ext.CALCULATED) is None
    ]


def has_numbers(form: Form, node: Node) -> bool:
    if node.type in CHOICES:
        options = form.options(node.link_id)
        return bool(options) and all(option.ordinal is not None for option in options)
    return node.type in ("integer", "decimal")


def counts_alike(form: Form, node: Node, scale: Scale) -> bool:
    """Whether the options go from the scale's lowest to its highest number; a number to type has none to compare."""
    ordinals = [option.ordinal for option in form.options(node.link_id)]
    return not ordinals or (min(ordinals), max(ordinals)) == (scale.lowest, scale.highest)


def already_turned(form: Form, link_ids: list[str], scale: Scale) -> bool | None:
    """Whether the file gives its reversed items numbers that are turned round; None when that cannot be told.

    The same options count the other way round there than elsewhere: then they are.
    """
    maps = {place: numbers_by_text(form, link) for place, link in enumerate(link_ids, start=1)}
    plain = [numbers for place, numbers in maps.items() if place not in scale.reversed and numbers]
    turned = [numbers for place, numbers in maps.items() if place in scale.reversed and numbers]
    if any(numbers != plain[0] and numbers.keys() == plain[0].keys() for numbers in plain):
        return None  # the same words count differently where the instrument counts them alike
    if not plain or not turned:
        return False
    mirrored = {text: scale.lowest + scale.highest - number for text, number in plain[0].items()}
    if all(numbers == plain[0] for numbers in turned):
        return False
    return True if all(numbers == mirrored for numbers in turned) else None


def numbers_by_text(form: Form, link_id: str) -> dict[str, float]:
    return {option.text().strip().lower(): option.ordinal for option in form.options(link_id)}


def number_answered(form: Form, enabled: Enabled, node: Node) -> Any:
    """What a question's answer counts for; None when it is missing or not asked, False when it cannot be a number."""
    values = enabled.values(node.link_id)
    if not values:
        return None
    if len(values) > 1:
        return False
    if node.type in CHOICES:
        option = form.option(node.link_id, values[0])
        return False if option is None or option.ordinal is None else option.ordinal
    number = ext.number_in(values[0])
    return number if number is not None and abs(number) < TOO_LARGE and isfinite(number) else False


# Totals that the document itself computes.


def computed_totals(document: dict | Form, answers: Mapping[str, Any]) -> dict[str, Score]:
    """Link id of each total whose expression is understood → its score."""
    form = Form.of(document)
    enabled = Enabled(form, answers)
    return {link_id: total(form, enabled, found) for link_id, found in calculations(form).items()}


def total(form: Form, enabled: Enabled, calculation: Calculation) -> Score:
    numbers: list[float] = []
    missing = 0
    for link_id in calculation.link_ids:
        node = form.by_link[link_id]
        if calculation.skips and link_id not in enabled:
            continue
        if node.homes or not has_numbers(form, node):
            return Score(None, "no_numbers")
        value = number_answered(form, enabled, node)
        if value is None:
            missing += 1
        elif ext.number_in(value) is None:
            return Score(None, "out_of_range")
        else:
            numbers.append(value)
    if missing or not numbers:
        return Score(None, "missing" if missing else "not_asked", missing)
    return Score(float(sum(numbers) * calculation.factor))


def mismatches(
    document: dict | Form, answers: Mapping[str, Any], totals: Mapping[str, Score] | None = None
) -> list[Mismatch]:
    """Totals that came along and disagree with the items. `totals`: scores of further items, by their link ids."""
    form = Form.of(document)
    expected = computed_totals(form, answers) | dict(totals or {})
    enabled = Enabled(form, answers)
    found = []
    for link_id, score in expected.items():
        for value in enabled.values(link_id):
            stored = ext.number_in(value.get("value") if isinstance(value, dict) else value)
            if stored is not None and (score.value is None or abs(stored - score.value) > EXACT):
                found.append(Mismatch(link_id, stored, score.value))
    return found
