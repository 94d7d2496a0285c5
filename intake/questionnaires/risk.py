"""Answers that worry: which questions were answered so that a person looks at it at once."""

from collections.abc import Mapping, Sequence
from typing import Any

from intake.questionnaires import extensions as ext
from intake.questionnaires.document import CHOICES, Form, Node
from intake.questionnaires.enabling import Enabled
from intake.questionnaires.instruments import Instrument
from intake.questionnaires.scoring import item_numbers, numbered_questions

NUMBERS = ("integer", "decimal", "quantity")


def risk_answers(
    document: dict | Form,
    answers: Mapping[str, Any],
    *,
    instrument: Instrument | None = None,
    items: Sequence[str] = (),
) -> list[str]:
    """The link ids of questions whose answer worries, in the order of the document.

    An option that is marked worries when it is chosen. A question that is marked worries with "yes", with a number
    above zero, with an option that is marked or (where none is) counts above zero, and with words of the person's own.
    Of an instrument its risk items worry, whatever the document says; `items` as in `instrument_items` of a version.
    Questions that are not asked never worry.
    """
    form = Form.of(document)
    enabled = Enabled(form, answers)
    found = {
        node.link_id
        for node in form.questions
        for place in enabled.places(node.homes)
        if any(worries(form, node, value) for value in enabled.values(node.link_id, place))
    }
    if instrument is not None and instrument.risk_items:
        link_ids = list(items) or numbered_questions(form)
        positions = instrument.risks(item_numbers(form, answers, link_ids))
        found |= {link_ids[position - 1] for position in positions}
    return [node.link_id for node in form.questions if node.link_id in found]


def may_worry(form: Form, node: Node) -> bool:
    """Whether some answer to this question would worry (what a marked instrument adds is not known here)."""
    marked = ext.extension_value(node.item, ext.RISK) is True
    return marked or any(option.risk for option in form.options(node.link_id))


def worries(form: Form, node: Node, value: Any) -> bool:
    """Whether one value of one question worries, by the marks of the document."""
    marked = ext.extension_value(node.item, ext.RISK) is True
    if node.type in CHOICES:
        return choice_worries(form, node, value, marked=marked)
    if not marked:
        return False
    if node.type == "boolean":
        return value is True
    if node.type in NUMBERS:
        number = ext.number_in(value.get("value") if isinstance(value, dict) else value)
        return number is not None and number > 0
    return value not in (None, "")


def choice_worries(form: Form, node: Node, value: Any, *, marked: bool) -> bool:
    if isinstance(value, dict):
        return marked
    option = form.option(node.link_id, value) if isinstance(value, str) else None
    if option is None:
        return False
    if option.risk or not marked:
        return option.risk
    options = form.options(node.link_id)
    if any(other.risk for other in options):
        return False
    if all(other.ordinal is None for other in options):
        return True  # nothing says which answer is harmless: a person looks at each
    return (option.ordinal or 0) > 0
