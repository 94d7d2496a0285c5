"""The FHIR extensions that are read here, by their addresses, and how one is looked up."""

from collections.abc import Iterator
from typing import Any

CORE = "http://hl7.org/fhir/StructureDefinition/"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"

HIDDEN = CORE + "questionnaire-hidden"
ITEM_CONTROL = CORE + "questionnaire-itemControl"
DISPLAY_CATEGORY = CORE + "questionnaire-displayCategory"
ORDINAL = CORE + "ordinalValue"
WEIGHT = CORE + "itemWeight"  # what R5 calls the ordinal
TRANSLATION = CORE + "translation"
MIN_VALUE = CORE + "minValue"
MAX_VALUE = CORE + "maxValue"
MIN_LENGTH = CORE + "minLength"
REGEX = CORE + "regex"
ENTRY_FORMAT = CORE + "entryFormat"
MAX_DECIMALS = CORE + "maxDecimalPlaces"
MIN_OCCURS = CORE + "questionnaire-minOccurs"
MAX_OCCURS = CORE + "questionnaire-maxOccurs"
UNIT = CORE + "questionnaire-unit"
OPTION_PREFIX = CORE + "questionnaire-optionPrefix"
OPTION_EXCLUSIVE = CORE + "questionnaire-optionExclusive"
ORIENTATION = CORE + "questionnaire-choiceOrientation"
CALCULATED = SDC + "calculatedExpression"
VARIABLE = CORE + "variable"

# Ours: nobody else has a place for these.
OURS = "urn:peersupport:questionnaire:"
RISK = OURS + "risk"  # valueBoolean, on a question or on one option: this answer is looked at by a person at once
MAY_DECLINE = OURS + "may-decline"  # valueBoolean, on a question: "I would rather not say" is offered
INSTRUMENT = OURS + "instrument"  # on the document: code and items of the instrument it is (`attaching.py`)
# On the answers that leave without names: for which wave they were asked, and the day since the person's start.
WAVE = OURS + "wave"  # valueInteger
DAY = OURS + "day"  # valueInteger

UNDERSTOOD = frozenset(
    {
        *(HIDDEN, ITEM_CONTROL, DISPLAY_CATEGORY, ORDINAL, WEIGHT, TRANSLATION, MIN_VALUE, MAX_VALUE, MIN_LENGTH),
        *(REGEX, ENTRY_FORMAT, MAX_DECIMALS, MIN_OCCURS, MAX_OCCURS, UNIT, OPTION_PREFIX, OPTION_EXCLUSIVE),
        *(ORIENTATION, CALCULATED, VARIABLE, RISK, MAY_DECLINE, INSTRUMENT),
    }
)


def extensions(element: Any, url: str) -> Iterator[dict]:
    """The extensions of an element under this address; none where the element is not as it should be."""
    found = element.get("extension") if isinstance(element, dict) else None
    for extension in found if isinstance(found, list) else ():
        if isinstance(extension, dict) and extension.get("url") == url:
            yield extension


def value_of(extension: dict) -> Any:
    """The value of an extension, whatever its type; None when it has none."""
    return next((value for key, value in extension.items() if key.startswith("value")), None)


def extension_value(element: Any, url: str) -> Any:
    """The value of the first extension under this address, or None."""
    return next((value_of(extension) for extension in extensions(element, url)), None)


def number_in(value: Any) -> int | float | None:
    """`value` when it is a number (a truth value is none)."""
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def code_in(value: Any) -> str:
    """The code of a CodeableConcept, a Coding or a plain code; empty when there is none."""
    if isinstance(value, dict) and isinstance(value.get("coding"), list):
        value = next((coding for coding in value["coding"] if isinstance(coding, dict)), None)
    if isinstance(value, dict):
        value = value.get("code")
    return value if isinstance(value, str) else ""
