"""The kinds of questions a coordinator knows, each read from an item and written back into one.

What an item holds beyond that (identifiers, patterns, texts in other languages) stays as it came.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from secrets import token_hex
from typing import Any

from django.utils.translation import gettext_lazy as _

from intake.questionnaires import extensions as ext
from intake.questionnaires.document import CHOICES, DISPLAY, GROUP, Form, Node
from intake.questionnaires.editing import texts_of, with_texts
from intake.questionnaires.options import Option, read_options
from intake.questionnaires.value_sets import Library

KINDS = {
    "choice": _("A choice: one answer among several"),
    "choices": _("Several choices: all that apply"),
    "yes_no": _("Yes or no"),
    "scale": _("A scale, from one number to another"),
    "number": _("A number"),
    "date": _("A date"),
    "text": _("A short text"),
    "long_text": _("A long text"),
    "note": _("A text to read, with nothing to answer"),
    "part": _("A part, with its own heading"),
}
EXAMPLES = {
    "choice": _("“How often do you feel alone?” Never, sometimes, often."),
    "choices": _("“Who is there for you?” My family, friends, nobody."),
    "yes_no": _("“Do you sleep well at the moment?”"),
    "scale": _("“How are you today?” From 0 to 10."),
    "number": _("“How many people live with you?”"),
    "date": _("“When did you move here?”"),
    "text": _("A few words on one line."),
    "long_text": _("As much as people want to write."),
    "note": _("A word before the questions, or between them."),
    "part": _("Questions that belong together, on one page."),
}
WITH_OPTIONS = frozenset({"choice", "choices"})
ANSWERED = frozenset(KINDS) - {"note", "part"}
MAY_WORRY = frozenset({"yes_no", "scale", "number"})
TYPES = {
    "yes_no": "boolean",
    "scale": "choice",
    "date": "date",
    "text": "string",
    "long_text": "text",
    "note": DISPLAY,
    "part": GROUP,
}
KIND_OF_TYPE = {
    **{type: kind for kind, type in TYPES.items() if kind != "scale"},
    "integer": "number",
    "decimal": "number",
}
NONE = {"fr": "", "en": ""}
LONGEST_SCALE = 11  # answers on one scale


@dataclass(frozen=True)
class Choice:
    """One answer to choose. `key` is empty for a new one; `points` is what it counts for in a score, or None."""

    texts: Mapping[str, str]
    key: str = ""
    points: float | None = None
    worries: bool = False
    alone: bool = False  # "none of these": nothing else goes with it


@dataclass(frozen=True)
class Question:
    """What a coordinator says of one question. Fields that its kind does not have are left as they are here."""

    kind: str
    texts: Mapping[str, str] = field(default_factory=lambda: dict(NONE))
    required: bool = False
    may_decline: bool = False
    worries: bool = False
    choices: tuple[Choice, ...] = ()
    own_words: bool = False  # "something else", written by the person
    lowest: int | None = None
    highest: int | None = None
    low_texts: Mapping[str, str] = field(default_factory=lambda: dict(NONE))
    high_texts: Mapping[str, str] = field(default_factory=lambda: dict(NONE))
    decimals: bool = False


def kind_of(form: Form, node: Node) -> str:
    """The kind of an item; empty for one that only comes in by import (a time, a web address, …)."""
    if node.type in CHOICES:
        if not node.repeats and node.type == "choice" and is_scale(form, node):
            return "scale"
        return "choices" if node.repeats else "choice"
    if node.repeats and node.type != GROUP:
        return ""
    return KIND_OF_TYPE.get(node.type, "")


def is_scale(form: Form, node: Node) -> bool:
    """Written by us as a scale: options side by side whose codes are numbers in a row."""
    if ext.extension_value(node.item, ext.ORIENTATION) != "horizontal":
        return False
    codes = [option.key for option in form.options(node.link_id)]
    if not all(code.lstrip("-").isdecimal() for code in codes):
        return False
    numbers = [int(code) for code in codes]
    return len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


# Reading.


def read_question(form: Form, node: Node) -> Question:
    kind, item, document = kind_of(form, node), node.item, form.document
    found = Question(
        kind=kind,
        texts=texts_of(document, item, "text"),
        required=node.required,
        may_decline=ext.extension_value(item, ext.MAY_DECLINE) is True,
        worries=ext.extension_value(item, ext.RISK) is True,
    )
    if kind in WITH_OPTIONS:
        choices = tuple(read_choice(document, option) for option in options_with_entries(form, node))
        return replace(found, choices=choices, own_words=node.type == "open-choice")
    if kind == "scale":
        options = form.options(node.link_id)
        ends = [end_texts(document, option) for option in (options[0], options[-1])]
        numbers = int(options[0].key), int(options[-1].key)
        return replace(found, lowest=numbers[0], highest=numbers[1], low_texts=ends[0], high_texts=ends[1])
    if kind == "number":
        limits = [ext.number_in(node.limit(url)) for url in (ext.MIN_VALUE, ext.MAX_VALUE)]
        return replace(found, lowest=limits[0], highest=limits[1], decimals=node.type == "decimal")
    return found


def options_with_entries(form: Form, node: Node) -> list[tuple[Option, dict]]:
    """Each option with its entry of `answerOption` (an empty dict for one of a value set)."""
    entries = node.item.get("answerOption") or []
    options = form.options(node.link_id)
    found = []
    for option in options:
        entry = next((entry for entry in entries if is_entry_of(entry, option)), {})
        found.append((option, entry))
    return found


def is_entry_of(entry: dict, option: Option) -> bool:
    if option.field != "valueCoding":
        return entry.get(option.field) == option.value
    return entry.get("valueCoding") is option.element


def read_choice(document: dict, pair: tuple[Option, dict]) -> Choice:
    option, entry = pair
    return Choice(
        texts=option_texts(document, option),
        key=option.key,
        points=option.ordinal,
        worries=ext.extension_value(entry, ext.RISK) is True,
        alone=option.exclusive,
    )


def option_texts(document: dict, option: Option) -> dict[str, str]:
    if option.field == "valueCoding":
        return texts_of(document, option.element, "display")
    if option.field == "valueString":
        return texts_of(document, option.element, "valueString")
    return {language: str(option.value) for language in NONE}


def end_texts(document: dict, option: Option) -> dict[str, str]:
    """The words at one end of a scale: “10 (very well)” → “very well”."""
    texts = option_texts(document, option)
    return {language: text.removeprefix(option.key).strip(" ()") for language, text in texts.items()}


# Writing.


def written(document: dict, item: dict, question: Question) -> dict:
    """`item` with what the question says, whatever kind it was before."""
    item = with_texts(document, item, "text", question.texts)
    kind = question.kind
    if kind:
        item["type"] = type_of(question)
        repeats = kind == "choices" or (kind == "part" and item.get("repeats") is True)
        set_flag(item, "repeats", repeats)
    set_flag(item, "required", question.required and kind not in ("note", "part"))
    item = with_extension(item, ext.MAY_DECLINE, "valueBoolean", question.may_decline and kind in ANSWERED)
    item = with_extension(item, ext.RISK, "valueBoolean", question.worries and kind in MAY_WORRY)
    if kind in WITH_OPTIONS:
        return with_choices(document, item, question)
    if kind == "scale":
        return with_scale(document, item, question)
    if kind:
        item = without_options(item)
    if kind == "number":
        kind_of_value = "valueDecimal" if question.decimals else "valueInteger"
        item = with_extension(item, ext.MIN_VALUE, kind_of_value, question.lowest)
        item = with_extension(item, ext.MAX_VALUE, kind_of_value, question.highest)
    return item


def type_of(question: Question) -> str:
    if question.kind in WITH_OPTIONS:
        return "open-choice" if question.own_words else "choice"
    if question.kind == "number":
        return "decimal" if question.decimals else "integer"
    return TYPES[question.kind]


def set_flag(item: dict, name: str, value: bool) -> None:
    item.pop(name, None)
    if value:
        item[name] = True


def with_extension(element: dict, url: str, field_name: str, value: Any) -> dict:
    """The element with this one extension; without it when the value is None or False."""
    given = element.get("extension") or []
    new = {"url": url, field_name: value} if value is not None and value is not False else None
    if new is not None and [part for part in given if part.get("url") == url] == []:
        given = [*given, new]
    kept = [new if part.get("url") == url else part for part in given if new is not None or part.get("url") != url]
    rest = {key: part for key, part in element.items() if key != "extension"}
    return rest | ({"extension": kept} if kept else {})


def without_options(item: dict) -> dict:
    item = with_extension(item, ext.ORIENTATION, "valueCode", None)
    return {key: value for key, value in item.items() if key not in ("answerOption", "answerValueSet")}


def with_choices(document: dict, item: dict, question: Question) -> dict:
    """Options that were not touched stay as they stand, one from a value set included as long as all of them do."""
    library = Library(document.get("contained") or ())
    entries = item.get("answerOption") or []
    before = {}
    for option in read_options(item, library) if item.get("answerOption") or item.get("answerValueSet") else ():
        entry = next((entry for entry in entries if is_entry_of(entry, option)), {})
        before[option.key] = (read_choice(document, (option, entry)), option, entry)
    if entries == [] and [known for known, _option, _entry in before.values()] == list(question.choices) != []:
        return item
    new = [entry_of(document, choice, before.get(choice.key)) for choice in question.choices]
    rest = {key: value for key, value in without_options(item).items() if key != "initial"}
    return rest | ({"answerOption": new} if new else {})


def entry_of(document: dict, choice: Choice, before: tuple[Choice, Option, dict] | None) -> dict:
    known, option, entry = before or (None, None, {})
    if entry and known == choice:
        return entry
    coding = dict(option.element) if option and option.field == "valueCoding" else {}
    coding = {key: part for key, part in coding.items() if key in ("id", "system", "version", "display", "_display")}
    coding["code"] = (option.value.get("code") if option and coding else choice.key) or f"a-{token_hex(3)}"
    rest = {key: value for key, value in entry.items() if not key.startswith(("value", "_value"))}
    changed = rest | {"valueCoding": with_texts(document, coding, "display", choice.texts)}
    changed = with_extension(changed, ext.ORDINAL, "valueDecimal", choice.points)
    changed = with_extension(changed, ext.WEIGHT, "valueDecimal", None)
    changed = with_extension(changed, ext.RISK, "valueBoolean", choice.worries)
    return with_extension(changed, ext.OPTION_EXCLUSIVE, "valueBoolean", choice.alone)


def with_scale(document: dict, item: dict, question: Question) -> dict:
    """Each number is an option that counts for itself; the ends carry words."""
    words = {question.lowest: question.low_texts, question.highest: question.high_texts}
    options = []
    for number in range(question.lowest, question.highest + 1):
        said = {
            language: f"{number} ({text.strip()})" if text.strip() else ""
            for language, text in words.get(number, NONE).items()
        }
        if not any(said.values()):
            coding = {"code": str(number), "display": str(number)}
        else:
            coding = with_texts(document, {"code": str(number)}, "display", said)
            coding.setdefault("display", str(number))
        options.append({"extension": [{"url": ext.ORDINAL, "valueDecimal": number}], "valueCoding": coding})
    item = with_extension(without_options(item), ext.ORIENTATION, "valueCode", "horizontal")
    return {key: value for key, value in item.items() if key != "initial"} | {"answerOption": options}
