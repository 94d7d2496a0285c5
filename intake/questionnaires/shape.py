"""The parts of FHIR R4 that a questionnaire is made of, and whether a file keeps to them.

Fields that are not in these tables are unknown: in items and at the top they are left out and named; deeper down they
are carried along unread.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from intake.questionnaires.errors import Refused

Spec = str | tuple[str, str]

# A simple kind of value, or ("one" | "many", a table).
VALUES: dict[str, Spec] = {
    "Boolean": "bool",
    "Decimal": "number",
    "Integer": "int",
    "PositiveInt": "int",
    "UnsignedInt": "int",
    **dict.fromkeys(
        ["Date", "DateTime", "Instant", "Time", "String", "Uri", "Url", "Canonical", "Code", "Id", "Markdown"], "str"
    ),
    "Coding": ("one", "Coding"),
    "CodeableConcept": ("one", "CodeableConcept"),
    "Quantity": ("one", "Quantity"),
    "Expression": ("one", "Expression"),
    "Reference": ("one", "Element"),
    "Attachment": ("one", "Element"),
}
ELEMENT: dict[str, Spec] = {"id": "str", "extension": ("many", "Extension")}
TABLES: dict[str, dict[str, Spec]] = {
    "Element": ELEMENT,
    "Extension": {**ELEMENT, "url": "str", **{f"value{name}": spec for name, spec in VALUES.items()}},
    "Coding": {
        **ELEMENT,
        **dict.fromkeys(["system", "version", "code", "display"], "str"),
        "_display": ("one", "Element"),
        "userSelected": "bool",
    },
    "CodeableConcept": {**ELEMENT, "coding": ("many", "Coding"), "text": "str"},
    "Quantity": {**ELEMENT, "value": "number", **dict.fromkeys(["comparator", "unit", "system", "code"], "str")},
    "Expression": {**ELEMENT, **dict.fromkeys(["description", "name", "language", "expression", "reference"], "str")},
    "Initial": {**ELEMENT, **{f"value{name}": spec for name, spec in VALUES.items()}},
    "Option": {
        **ELEMENT,
        **{f"value{name}": spec for name, spec in VALUES.items()},
        "_valueString": ("one", "Element"),
        "initialSelected": "bool",
        "modifierExtension": ("many", "Extension"),
    },
    "Condition": {
        **ELEMENT,
        "question": "str",
        "operator": "str",
        **{f"answer{name}": spec for name, spec in VALUES.items()},
        "modifierExtension": ("many", "Extension"),
    },
    "Item": {
        **ELEMENT,
        **dict.fromkeys(["linkId", "definition", "prefix", "text", "type", "enableBehavior", "answerValueSet"], "str"),
        **dict.fromkeys(["required", "repeats", "readOnly"], "bool"),
        **dict.fromkeys(["_text", "_prefix"], ("one", "Element")),
        "maxLength": "int",
        "code": ("many", "Coding"),
        "enableWhen": ("many", "Condition"),
        "answerOption": ("many", "Option"),
        "initial": ("many", "Initial"),
        "item": ("many", "Item"),
        "modifierExtension": ("many", "Extension"),
    },
    "Questionnaire": {
        **ELEMENT,
        **dict.fromkeys(
            [
                *("resourceType", "url", "version", "name", "title", "status", "date", "publisher", "description"),
                *("purpose", "copyright", "approvalDate", "lastReviewDate", "language", "implicitRules"),
            ],
            "str",
        ),
        **dict.fromkeys(["_title", "_description", "_copyright", "_purpose", "_publisher"], ("one", "Element")),
        **dict.fromkeys(["contact", "useContext", "jurisdiction", "identifier"], ("many", "Element")),
        **dict.fromkeys(["meta", "effectivePeriod"], ("one", "Element")),
        **dict.fromkeys(["derivedFrom", "subjectType"], "texts"),
        "experimental": "bool",
        "code": ("many", "Coding"),
        "contained": ("many", "Resource"),
        "item": ("many", "Item"),
        "modifierExtension": ("many", "Extension"),
    },
    "Resource": {
        **ELEMENT,
        **dict.fromkeys(["resourceType", "url", "version", "name", "title", "language"], "str"),
        "compose": ("one", "Compose"),
        "expansion": ("one", "Expansion"),
        "concept": ("many", "Concept"),  # of a code system
    },
    "Compose": {**ELEMENT, "include": ("many", "Include"), "exclude": ("many", "Include")},
    "Include": {
        **ELEMENT,
        **dict.fromkeys(["system", "version"], "str"),
        "concept": ("many", "Concept"),
        "filter": ("many", "Element"),
        "valueSet": "texts",
    },
    "Concept": {
        **ELEMENT,
        **dict.fromkeys(["code", "display", "definition"], "str"),
        "_display": ("one", "Element"),
        "designation": ("many", "Designation"),
        "concept": ("many", "Concept"),
    },
    "Designation": {**ELEMENT, "language": "str", "use": ("one", "Coding"), "value": "str"},
    "Expansion": {**ELEMENT, "contains": ("many", "Contained")},
    "Contained": {
        **ELEMENT,
        **dict.fromkeys(["system", "version", "code", "display"], "str"),
        **dict.fromkeys(["abstract", "inactive"], "bool"),
        "_display": ("one", "Element"),
        "designation": ("many", "Designation"),
        "contains": ("many", "Contained"),
    },
}
SIMPLE = {
    "str": lambda value: isinstance(value, str),
    "bool": lambda value: isinstance(value, bool),
    "int": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "texts": lambda value: isinstance(value, list) and all(isinstance(text, str) for text in value),
}


def check_shape(value: Any, table: str = "Questionnaire", place: str = "") -> None:
    """Each field that we read has the kind of value FHIR gives it. Raises Refused with the place of the first other."""
    waiting = [(value, table, place or table)]
    while waiting:
        found, name, where = waiting.pop()
        if not isinstance(found, dict):
            refuse(where)
        waiting.extend(parts_of(found, TABLES[name], found.get("linkId") if name == "Item" else None, where))


def parts_of(found: dict, fields: dict[str, Spec], link_id: Any, where: str) -> Iterator[tuple[Any, str, str]]:
    """The parts of `found` that have tables of their own, after its simple fields have been looked at."""
    home = f"item “{link_id}”" if isinstance(link_id, str) else where
    for key, value in found.items():
        spec = fields.get(key)
        if spec is None:
            continue
        if isinstance(spec, str):
            if not SIMPLE[spec](value):
                refuse(f"{home}, {key}")
        elif spec[0] == "one":
            yield value, spec[1], f"{home}, {key}"
        elif isinstance(value, list):
            for part in value:
                yield part, spec[1], f"{home}, {key}"
        else:
            refuse(f"{home}, {key}")


def refuse(where: str) -> None:
    raise Refused(_("This file does not keep to FHIR R4 here: %(place)s.") % {"place": where[:200]}, "shape")
