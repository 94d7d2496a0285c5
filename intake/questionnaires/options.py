"""The options of a choice: listed at the question, or in a value set. Each has a key, which is what an answer holds."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from intake.questionnaires import extensions as ext
from intake.questionnaires.value_sets import Library
from intake.questionnaires.wording import wording

SIMPLE = ("valueInteger", "valueString", "valueDate", "valueTime")
CODING_FIELDS = ("system", "version", "code", "display")


@dataclass(frozen=True, slots=True)
class Option:
    key: str  # unlike any other of the same question
    field: str  # "valueCoding", "valueInteger" …
    value: Any  # what FHIR writes under that field
    element: dict  # where its texts stand
    ordinal: int | float | None = None  # what it counts for in a score
    initial: bool = False
    prefix: str = ""
    exclusive: bool = False  # "none of these"
    risk: bool = False  # whoever chooses it is looked after by a person at once

    def text(self, language: str = "") -> str:
        if self.field == "valueCoding":
            return wording(self.element, "display", language) or self.key
        return wording(self.element, "valueString", language) or str(self.value)


def read_options(item: dict, library: Library) -> tuple[Option, ...]:
    """The options of an item. Raises value_sets.Unresolved when they are elsewhere."""
    if item.get("answerOption"):
        return told_apart([option for entry in item["answerOption"] if (option := listed(entry))])
    if isinstance(item.get("answerValueSet"), str):
        return told_apart([of_concept(concept) for concept in library.concepts(item["answerValueSet"])])
    return ()


def listed(entry: dict) -> Option | None:
    """An entry of `answerOption`; None for a kind that is not read here."""
    facts = {
        "initial": entry.get("initialSelected") is True,
        "prefix": str(ext.extension_value(entry, ext.OPTION_PREFIX) or ""),
        "exclusive": ext.extension_value(entry, ext.OPTION_EXCLUSIVE) is True,
        "risk": ext.extension_value(entry, ext.RISK) is True,
    }
    coding = entry.get("valueCoding")
    if isinstance(coding, dict):
        facts["risk"] = facts["risk"] or ext.extension_value(coding, ext.RISK) is True
        ordinal = first(ordinal_of(entry), ordinal_of(coding))
        return Option(key_of(coding), "valueCoding", plain(coding), coding, ordinal, **facts)
    for field in SIMPLE:
        if field in entry:
            value = entry[field]
            ordinal = first(ordinal_of(entry), value if field == "valueInteger" else None)
            return Option(str(value), field, value, entry, ordinal, **facts)
    return None


def of_concept(concept: dict) -> Option:
    risk = ext.extension_value(concept, ext.RISK) is True
    return Option(key_of(concept), "valueCoding", plain(concept), concept, ordinal_of(concept), risk=risk)


def plain(coding: dict) -> dict:
    """The coding as an answer carries it."""
    return {field: coding[field] for field in CODING_FIELDS if isinstance(coding.get(field), str)}


def key_of(coding: dict) -> str:
    return str(coding.get("code") or coding.get("display") or "")


def ordinal_of(element: dict) -> int | float | None:
    return first(*(ext.number_in(ext.extension_value(element, url)) for url in (ext.ORDINAL, ext.WEIGHT)))


def first(*values: Any) -> Any:
    return next((value for value in values if value is not None), None)


def told_apart(options: list[Option]) -> tuple[Option, ...]:
    """The same code from two systems gets the system into its key; a true double is kept once."""
    often = Counter(option.key for option in options)
    found: dict[str, Option] = {}
    for option in options:
        key = option.key
        if often[key] > 1 and option.field == "valueCoding" and option.value.get("system"):
            key = f"{option.value['system']}|{key}"
        if key and key not in found:
            found[key] = replace(option, key=key)
    return tuple(found.values())
