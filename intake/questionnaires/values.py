"""One answer: how we keep it, how FHIR writes it, and the way between the two."""

from typing import Any

from intake.questionnaires.document import Form, Node
from intake.questionnaires.options import Option

FIELDS = {
    "boolean": "valueBoolean",
    "integer": "valueInteger",
    "decimal": "valueDecimal",
    "quantity": "valueQuantity",
    "string": "valueString",
    "text": "valueString",
    "url": "valueUri",
    "date": "valueDate",
    "time": "valueTime",
    "dateTime": "valueDateTime",
}
QUANTITY_FIELDS = ("value", "comparator", "unit", "system", "code")


def to_fhir_value(form: Form, node: Node, value: Any) -> dict | None:
    """`{"valueX": …}` for an answer that has been validated; None for one that is not among the options."""
    if node.type in ("choice", "open-choice"):
        if isinstance(value, dict):
            return {"valueString": value.get("text", "")}
        option = form.option(node.link_id, value)
        return {option.field: option.value} if option else None
    field = FIELDS.get(node.type)
    return {field: value} if field else None


def from_fhir_value(form: Form, node: Node, answer: dict) -> Any:
    """Our value of a FHIR answer (`{"valueX": …}`); None for one that the question cannot hold."""
    if node.type in ("choice", "open-choice"):
        return chosen(form, node, answer)
    field = FIELDS.get(node.type)
    if field == "valueUri" and "valueUrl" in answer:
        field = "valueUrl"
    value = answer.get(field) if field else None
    if node.type == "decimal" and value is None:
        value = answer.get("valueInteger")
    if node.type == "quantity" and isinstance(value, dict):
        value = {name: value[name] for name in QUANTITY_FIELDS if name in value}
    return value


def chosen(form: Form, node: Node, answer: dict) -> Any:
    options = form.options(node.link_id)
    coding = answer.get("valueCoding")
    if isinstance(coding, dict):
        option = next((option for option in options if is_coding(option, coding)), None)
        if option is None and node.type == "open-choice":
            text = coding.get("display") or coding.get("code")
            return {"text": text} if isinstance(text, str) else None
        return option.key if option else None
    for option in options:
        if option.field in answer and option.field != "valueCoding" and option.value == answer[option.field]:
            return option.key
    text = answer.get("valueString")
    return {"text": text} if node.type == "open-choice" and isinstance(text, str) else None


def is_coding(option: Option, coding: dict) -> bool:
    """Whether an option is this coding: the same code, and the same system where both name one."""
    if option.field != "valueCoding":
        return False
    ours = option.value
    if not coding.get("code"):
        return bool(coding.get("display")) and not ours.get("code") and ours.get("display") == coding["display"]
    systems = {system for system in (ours.get("system"), coding.get("system")) if system}
    return ours.get("code") == coding["code"] and len(systems) <= 1


def initial_answers(document: dict | Form) -> dict[str, list]:
    """What stands in the form before anybody answers: `initial` values and options that are selected at first.

    Repeating groups begin empty: what is initial inside them belongs to each new repetition (`initial_values`).
    """
    form = Form.of(document)
    found = {node.link_id: initial_values(form, node) for node in form.questions if not node.homes}
    return {link_id: values for link_id, values in found.items() if values}


def initial_values(form: Form, node: Node) -> list:
    given = node.item.get("initial")
    values = [
        from_fhir_value(form, node, entry)
        for entry in (given if isinstance(given, list) else [])
        if isinstance(entry, dict)
    ]
    values = [value for value in values if value is not None]
    values = values or [option.key for option in form.options(node.link_id) if option.initial]
    return values if node.repeats else values[:1]
