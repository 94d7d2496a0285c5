"""A questionnaire that was written as a spreadsheet (XLSForm) becomes a document, or is refused.

Each thing that a document cannot say is named with its row. Beyond the standard, a column `score` on the choices sheet
gives options their numbers.
"""

import json
import re
from typing import Any

from intake.questionnaires import extensions as ext
from intake.questionnaires.errors import Ignored, Imported
from intake.questionnaires.fhir_import import import_fhir
from intake.questionnaires.wording import with_wordings
from intake.questionnaires.xlsform_expressions import conditions, initial, limits, number
from intake.questionnaires.xlsform_workbook import Workbook, read_workbook

TYPES = {
    **dict.fromkeys(["text", "string", "phonenumber", "phone number", "email"], "string"),
    **dict.fromkeys(["integer", "int"], "integer"),
    **dict.fromkeys(["datetime", "dateTime", "date time"], "dateTime"),
    **dict.fromkeys(["acknowledge", "trigger"], "boolean"),
    **dict.fromkeys(["select one", "select all that apply"], "choice"),
    **dict.fromkeys(["group", "repeat"], "group"),
    "decimal": "decimal",
    "date": "date",
    "time": "time",
    "note": "display",
}
LANGUAGES = {
    "english": "en",
    "french": "fr",
    "français": "fr",
    "francais": "fr",
    "german": "de",
    "deutsch": "de",
    "spanish": "es",
    "español": "es",
    "italian": "it",
    "italiano": "it",
    "portuguese": "pt",
    "português": "pt",
    "dutch": "nl",
    "nederlands": "nl",
    "arabic": "ar",
    "chinese": "zh",
    "russian": "ru",
    "ukrainian": "uk",
}
TAG = re.compile(r"^[a-z]{2,3}(-[a-z0-9]{2,8})*$")
IN_BRACKETS = re.compile(r"\(([^()]+)\)\s*$")
YES = frozenset({"yes", "true", "true()", "1"})
NO = frozenset({"no", "false", "false()", "0", ""})
# Understood, or nothing that anybody would miss.
QUIET = frozenset({"type", "name", "label", "hint", "bind", "children", "choices", "itemset", "list_name", "control"})
HEADINGS = frozenset({"label"})  # shows the options above a table, asks nothing
TECHNICAL = frozenset({"_dynamic_default", "actions"})  # what pyxform notes beside a default
GENERATED = "reserved_name_for_field_list_labels"


def import_xlsform(data: bytes) -> Imported:
    """The document in an .xlsx file, and row by row what was left out. Raises Refused, nothing else."""
    return Reader(read_workbook(data)).document()


def language_code(name: str) -> str:
    """French (fr), fr, FRENCH → fr; empty for a language that is not known."""
    bracket = IN_BRACKETS.search(name)
    word = (bracket[1] if bracket else name).strip().lower().replace("_", "-")
    return LANGUAGES.get(word) or (word if TAG.match(word) else "")


class Reader:
    """Makes items out of pyxform's elements, and remembers what it could not use."""

    def __init__(self, workbook: Workbook):
        self.survey = workbook.survey
        self.rows = {name: list(numbers) for name, numbers in workbook.rows.items()}
        self.ignored: list[Ignored] = []
        self.by_name: dict[str, dict] = {}
        self.link_ids: set[str] = set()
        self.waiting_conditions: list[tuple[str, dict, str]] = []
        self.row = ""  # where we are; what pyxform adds belongs to the row above
        self.base = self._base_language()

    def document(self) -> Imported:
        found: dict[str, Any] = {"resourceType": "Questionnaire", "status": "draft"}
        if self.base:
            found["language"] = self.base
        for key, field in (("title", "title"), ("version", "version"), ("id_string", "name")):
            if isinstance(self.survey.get(key), str) and self.survey[key]:
                found[field] = self.survey[key]
        found["item"] = self._items()
        for row, item, text in self.waiting_conditions:
            self._enable(row, item, text)
        checked = import_fhir(json.dumps(found))
        ignored = sorted(self.ignored, key=lambda part: int(part.place or 0))
        return Imported(checked.document, (*ignored, *checked.ignored))

    def _base_language(self) -> str:
        base = language_code(str(self.survey.get("default_language") or ""))
        if base and base != "default":
            return base
        waiting = list(self.survey.get("children") or ())
        while waiting:
            element = waiting.pop(0)
            label = element.get("label")
            codes = [language_code(name) for name in label] if isinstance(label, dict) else []
            if any(codes):
                return next(code for code in codes if code)
            waiting.extend(element.get("children") or ())
        return ""

    def _items(self) -> list[dict]:
        roots: list[dict] = []
        waiting = [(element, roots) for element in reversed(self.survey.get("children") or [])]
        while waiting:
            element, home = waiting.pop()
            item = self._item(element)
            if item is None:
                continue
            home.append(item)
            if item["type"] == "group":
                inner = item.setdefault("item", [])
                waiting.extend((child, inner) for child in reversed(element.get("children") or []))
        return roots

    def _item(self, element: dict) -> dict | None:
        name, kind = str(element.get("name", "")), str(element.get("type", ""))
        numbers = self.rows.get(name)
        if not numbers and self._is_addition(element, name, kind):
            return None
        row = self.row = str(numbers.pop(0)) if numbers else self.row
        appearance = str((element.get("control") or {}).get("appearance") or "")
        if kind not in TYPES or (TYPES[kind] == "choice" and not element.get("choices")):
            self._ignore(row, f"type {kind}")
            return None
        if TYPES[kind] == "choice" and appearance in HEADINGS:
            self._ignore(row, f"appearance {appearance}")
            return None
        texts = self._texts(row, element.get("label"))
        item: dict[str, Any] = {"linkId": self._link_id(name), "type": TYPES[kind]}
        if item["type"] == "display" and not any(texts.values()):
            self._ignore(row, "note without a text")
            return None
        if kind in ("text", "string") and "multiline" in appearance.split():
            item["type"] = "text"
        if texts:
            item |= with_wordings("text", texts, self._base_of(texts))
        if kind in ("repeat", "select all that apply"):
            item["repeats"] = True
        if item["type"] == "choice":
            item["answerOption"] = self._options(row, element["choices"])
        if appearance == "minimal" and item["type"] == "choice":
            self._extend(item, control("drop-down"))
        elif appearance and appearance != "multiline":
            self._ignore(row, f"appearance {appearance}")
        self._bind(row, item, element.get("bind") or {})
        self._start(row, item, element.get("default"))
        self._hint(row, item, element.get("hint"))
        if "jr:count" in (element.get("control") or {}):
            self._ignore(row, "repeat_count")
        for key, value in element.items():
            if key not in QUIET | TECHNICAL and key != "default" and value not in ({}, "", None):
                self._ignore(row, key)
        self.by_name.setdefault(name, item)
        return item

    def _is_addition(self, element: dict, name: str, kind: str) -> bool:
        """What pyxform adds and nobody needs: technical fields, and "please specify" for a question left out."""
        if name.startswith(GENERATED) or kind not in TYPES or (element.get("control") or {}).get("bodyless"):
            return True
        return name.endswith("_other") and name.removesuffix("_other") not in self.by_name

    def _link_id(self, name: str) -> str:
        link_id, number = name, 1
        while link_id in self.link_ids:
            number += 1
            link_id = f"{name}-{number}"
        self.link_ids.add(link_id)
        return link_id

    def _ignore(self, row: str, feature: str) -> None:
        found = Ignored(row, feature[:160])
        if found not in self.ignored:
            self.ignored.append(found)

    def _extend(self, item: dict, extension: dict) -> None:
        item.setdefault("extension", []).append(extension)

    def _texts(self, row: str, label: Any) -> dict[str, str]:
        """{language: text}; the empty language is that of a form that names none."""
        if not isinstance(label, dict):
            label = {"default": label}
        found: dict[str, str] = {}
        for name, text in label.items():
            code = self.base if name == "default" else language_code(name)
            if not isinstance(text, str) or not text.strip():
                continue
            if not code and name != "default":
                self._ignore(row, f"language {name}")
                continue
            if "${" in text:
                self._ignore(row, "an answer shown inside a text")
            found.setdefault(code, text.strip())
        return found

    def _base_of(self, texts: dict[str, str]) -> str:
        return self.base if self.base in texts else next(iter(texts))

    def _options(self, row: str, choices: list[dict]) -> list[dict]:
        found: dict[str, dict] = {}
        for choice in choices:
            code = str(choice.get("name", ""))
            if not code or code in found:
                continue
            texts = self._texts(row, choice.get("label")) or {self.base: code}
            option: dict[str, Any] = {
                "valueCoding": {"code": code, **with_wordings("display", texts, self._base_of(texts))}
            }
            score = number(choice.get("score"))
            if score is not None:
                self._extend(option, {"url": ext.ORDINAL, "valueDecimal": score})
            if choice.get("media"):
                self._ignore(row, "picture or sound of an option")
            found[code] = option
        return list(found.values())

    def _bind(self, row: str, item: dict, bind: dict) -> None:
        for field, target in (("required", "required"), ("readonly", "readOnly")):
            word = str(bind.get(field, "")).strip().lower()
            if word in YES and item["type"] not in ("group", "display"):
                item[target] = True
            elif word not in NO and word not in YES:
                self._ignore(row, f"{field} {word}")
        if constraint := bind.get("constraint"):
            found = limits(str(constraint), item["type"])
            if found is None:
                self._ignore(row, f"constraint {constraint}")
            else:
                for extension in found.pop("extension", ()):
                    self._extend(item, extension)
                item |= found
        if relevant := bind.get("relevant"):
            self.waiting_conditions.append((row, item, str(relevant)))
        for key in bind:
            if key not in ("required", "readonly", "constraint", "relevant", "type"):
                self._ignore(row, key.removeprefix("jr:"))

    def _enable(self, row: str, item: dict, text: str) -> None:
        """Conditions wait until every question is known: some look forward."""
        found = conditions(text, self._question)
        if found is None:
            self._ignore(row, f"relevant {text}")
        else:
            item["enableWhen"], item["enableBehavior"] = found

    def _question(self, name: str) -> dict | None:
        item = self.by_name.get(name)
        return item if item is not None and item["type"] not in ("group", "display") else None

    def _start(self, row: str, item: dict, default: Any) -> None:
        if default in (None, ""):
            return
        value = initial(item, str(default))
        if value is None:
            self._ignore(row, f"default {default}")
        else:
            item["initial"] = [value]

    def _hint(self, row: str, item: dict, hint: Any) -> None:
        texts = self._texts(row, hint)
        if not texts:
            return
        if item["type"] == "display":
            self._ignore(row, "hint")
            return
        help_text = {"linkId": self._link_id(f"{item['linkId']}-hint"), "type": "display"}
        help_text |= with_wordings("text", texts, self._base_of(texts)) | {"extension": [control("help")]}
        item.setdefault("item", []).append(help_text)


def control(code: str) -> dict:
    coding = {"system": "http://hl7.org/fhir/questionnaire-item-control", "code": code}
    return {"url": ext.ITEM_CONTROL, "valueCodeableConcept": {"coding": [coding]}}
