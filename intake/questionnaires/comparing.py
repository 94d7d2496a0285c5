"""One answer against the value in a condition."""

from datetime import UTC, datetime
from typing import Any

from intake.questionnaires.document import Form, Node
from intake.questionnaires.extensions import number_in
from intake.questionnaires.values import is_coding

NUMBERS = frozenset({"answerInteger", "answerDecimal"})
DAY = 10  # characters of YYYY-MM-DD


def compare(form: Form, node: Node, value: Any, field: str, expected: Any) -> int | None:
    """-1, 0 or 1: the answer `value` to `node` is below, equal to or above `expected` (a condition's `field`).

    1 stands for "different" where there is no order. None: the two cannot be compared, which is not equal either.
    """
    if field == "answerCoding":
        return same_option(form, node, value, expected)
    if field == "answerQuantity":
        return same_unit(value, expected)
    if isinstance(value, str) and node.type in ("choice", "open-choice"):
        option = form.option(node.link_id, value)
        value = option.value if option else value
    if isinstance(value, dict):
        value = value.get("text", value.get("code"))
    if field == "answerBoolean":
        return order(value, expected) if isinstance(value, bool) and isinstance(expected, bool) else None
    if field in NUMBERS:
        return order(number_in(value), number_in(expected))
    if not isinstance(value, str) or not isinstance(expected, str):
        return None
    if field == "answerDateTime" or (field == "answerDate" and node.type == "dateTime"):
        return order_of_moments(value, expected)
    if field == "answerDate":
        length = min(len(value), len(expected))  # a year against a day: as far as both go
        return order(value[:length], expected[:length])
    return order(value, expected)


def order(left: Any, right: Any) -> int | None:
    if left is None or right is None:
        return None
    return (left > right) - (left < right)


def same_option(form: Form, node: Node, value: Any, expected: Any) -> int | None:
    if not isinstance(expected, dict):
        return None
    option = form.option(node.link_id, value) if isinstance(value, str) else None
    if option is None:
        return None
    return 0 if is_coding(option, expected) else 1


def same_unit(value: Any, expected: Any) -> int | None:
    if not isinstance(value, dict) or not isinstance(expected, dict):
        return None
    units = [part.get("code") or part.get("unit") for part in (value, expected)]
    if all(units) and units[0] != units[1]:
        return None
    return order(number_in(value.get("value")), number_in(expected.get("value")))


def order_of_moments(left: str, right: str) -> int | None:
    """Moments on the same line of time; where one of the two is only a day, by day."""
    if min(len(left), len(right)) <= DAY:
        length = min(len(left), len(right))
        return order(left[:length], right[:length])
    return order(moment(left), moment(right))


def moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
