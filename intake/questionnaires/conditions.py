"""Show-if in words: “only if … is …”. Reading conditions, writing them, and which question may depend on which."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from intake.questionnaires.checking import called
from intake.questionnaires.document import CHOICES, Form, Node
from intake.questionnaires.editing import around
from intake.questionnaires.options import Option
from intake.questionnaires.values import is_coding

WORDS = {
    "=": pgettext_lazy("only if the answer …", "is"),
    "!=": pgettext_lazy("only if the answer …", "is not"),
    ">": gettext_lazy("is more than"),
    ">=": gettext_lazy("is at least"),
    "<": gettext_lazy("is less than"),
    "<=": gettext_lazy("is at most"),
}
DATES = {
    "=": pgettext_lazy("only if the answer …", "is"),
    ">": gettext_lazy("is after"),
    "<": gettext_lazy("is before"),
}
IS_ANSWERED, IS_NOT_ANSWERED = "answered", "unanswered"
PRESENCE = {
    IS_ANSWERED: gettext_lazy("is answered"),
    IS_NOT_ANSWERED: gettext_lazy("is not answered"),
}
NUMBERS = ("integer", "decimal")


class Condition(NamedTuple):
    """`how`: an operator of FHIR, or one of PRESENCE. `value`: an option’s key, a bool, a number, a date, a text."""

    question: str
    how: str
    value: Any = None


def may_ask_about(form: Form, node: Node) -> list[Node]:
    """The questions on which `node` may depend: those asked before it, and not repeated where it is not."""
    place = form.nodes.index(node)
    return [
        other
        for other in form.nodes[:place]
        if other.is_question and not other.hidden and node.homes[: len(other.homes)] == other.homes
    ]


def ways(node: Node) -> dict[str, Any]:
    """How an answer to this question can be looked at: operator → words."""
    if node.type in CHOICES or node.type == "boolean":
        return {**{key: WORDS[key] for key in ("=", "!=")}, **PRESENCE}
    if node.type in NUMBERS:
        return {**WORDS, **PRESENCE}
    if node.type == "date":
        return {**DATES, **PRESENCE}
    return dict(PRESENCE)


def read_conditions(item: dict) -> list[dict]:
    """The conditions as they stand, readable ones only."""
    found = item.get("enableWhen")
    return [part for part in found if isinstance(part, dict)] if isinstance(found, list) else []


def with_condition(form: Form, item: dict, condition: Condition) -> dict:
    """The item with one condition more. The same one twice is kept once."""
    given = read_conditions(item)
    new = as_fhir(form, condition)
    return item if new in given else with_all(item, [*given, new])


def without_condition(item: dict, place: int) -> dict:
    """The item without the condition at this place (from 0)."""
    return with_all(item, [part for number, part in enumerate(read_conditions(item)) if number != place])


def with_behavior(item: dict, behavior: str) -> dict:
    """`all` or `any` of the conditions must hold; said only where there are several."""
    changed = {key: value for key, value in item.items() if key != "enableBehavior"}
    return changed | ({"enableBehavior": behavior} if len(read_conditions(item)) > 1 else {})


def with_all(item: dict, conditions: list[dict]) -> dict:
    changed = {key: value for key, value in item.items() if key != "enableWhen"}
    if conditions:
        changed["enableWhen"] = conditions
    return with_behavior(changed, item.get("enableBehavior") or "all")


def as_fhir(form: Form, condition: Condition) -> dict:
    """The condition as FHIR writes it. Raises KeyError for a question or an option that is not there."""
    node = form.by_link[condition.question]
    part = {"question": condition.question, "operator": condition.how}
    if condition.how in PRESENCE:
        return part | {"operator": "exists", "answerBoolean": condition.how == IS_ANSWERED}
    if node.type in CHOICES:
        option = form.option(node.link_id, condition.value)
        if option is None:
            raise KeyError(condition.value)
        return part | ({"answerCoding": coding_of(option)} if option.field == "valueCoding" else simple(option))
    fields = {"boolean": "answerBoolean", "integer": "answerInteger", "decimal": "answerDecimal", "date": "answerDate"}
    return part | {fields.get(node.type, "answerString"): condition.value}


def coding_of(option: Option) -> dict:
    return {name: option.value[name] for name in ("system", "code") if name in option.value} or dict(option.value)


def simple(option: Option) -> dict:
    return {option.field.replace("value", "answer"): option.value}


# In words.


def in_words(form: Form, node: Node, language: str = "") -> list[str]:
    """One line for each condition: “Do you sleep well?” is “No”."""
    return [one_in_words(form, part, language) for part in read_conditions(node.item)]


def one_in_words(form: Form, condition: dict, language: str = "") -> str:
    asked = form.by_link.get(condition.get("question", ""))
    if asked is None:
        return _("a question that is not there any more")
    field = next((key for key in condition if key.startswith("answer")), "answerString")
    value, operator = condition.get(field), condition.get("operator")
    question = {"question": called(asked, language)}
    if operator == "exists":
        return (_("“%(question)s” is answered") if value else _("“%(question)s” is not answered")) % question
    words = DATES if field in ("answerDate", "answerDateTime") else WORDS
    said = {
        "how": words.get(operator) or WORDS.get(operator, operator),
        "answer": value_in_words(form, asked, value, language),
    }
    return _("“%(question)s” %(how)s “%(answer)s”") % (question | said)


def value_in_words(form: Form, asked: Node, value: Any, language: str) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Mapping):
        for option in form.options(asked.link_id):
            if is_coding(option, dict(value)):
                return option.text(language)
        return str(value.get("display") or value.get("code") or value.get("value") or "")
    option = form.option(asked.link_id, str(value))
    return option.text(language) if option else str(value)


def depends_on_all(node: Node) -> bool:
    return node.item.get("enableBehavior") != "any"


def who_depends_on(form: Form, link_id: str) -> list[Node]:
    """The items that are shown or hidden by the answer to this question, or by one inside this part."""
    inside = {node.link_id for node in form.nodes if any(outer.link_id == link_id for outer in around(node))}
    return [
        node
        for node in form.nodes
        if node.link_id not in inside and any(part.get("question") in inside for part in read_conditions(node.item))
    ]
