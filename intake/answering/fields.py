"""One question as form fields, and what was posted as values of an answers document.

The fields only show: they check nothing, because what may be kept is said by `questionnaires.validation`. Names and
values on the page reveal nothing: `q3` is the third question of the document, its options are 1, 2, 3 …
"""

import re
from datetime import datetime
from typing import Any, NamedTuple

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from intake.questionnaires import extensions as ext
from intake.questionnaires.document import CHOICES, Form, Node
from intake.questionnaires.paging import hint_of, may_decline, unit_of

OWN, DECLINED = "own", "declined"  # posted instead of the number of an option
YES, NO = "yes", "no"
NUMBERS = frozenset({"integer", "decimal", "quantity"})
LONG_LIST = 12  # options; from here on a list that opens
BLANKS = re.compile(r"[\s\u00a0\u202f]")


class Posted(NamedTuple):
    """What was posted for one question. What cannot be read stands as it came: validation says what is wrong."""

    values: list
    declined: bool = False


def fields_of(
    form: Form, node: Node, name: str, *, language: str, given: list, declined: bool, label: str = ""
) -> dict[str, forms.Field]:
    """Name → field; the first is the question itself, the others belong to it. `given`: its answers so far."""
    facts = {"label": label or node.text(language), "help_text": hint(form, node, language), "required": node.required}
    if node.type == "boolean":
        initial = [YES if value else NO for value in given]
        choices = [(YES, _("Yes")), (NO, _("No"))]
        return {name: one_of(choices, node, given, initial, declined=declined, **facts)}
    if node.type in CHOICES:
        return choice_fields(form, node, name, language=language, given=given, declined=declined, facts=facts)
    lines = "\n".join(shown(node, value) for value in given)
    fields = {name: forms.Field(widget=widget_of(node), initial=lines, **facts)}
    if may_decline(node):
        fields[f"{name}_{DECLINED}"] = forms.BooleanField(
            label=_("I would rather not say"), required=False, initial=declined
        )
    return fields


def choice_fields(form, node, name, *, language, given, declined, facts) -> dict[str, forms.Field]:
    options = form.options(node.link_id)
    numbers = {option.key: str(number) for number, option in enumerate(options, start=1)}
    choices = [(numbers[option.key], worded(option, language)) for option in options]
    own = next((value.get("text", "") for value in given if isinstance(value, dict)), "")
    initial = [numbers[value] for value in given if isinstance(value, str) and value in numbers]
    if node.type == "open-choice":
        choices.append((OWN, _("Something else")))
        initial += [OWN] if own else []
    if node.repeats:
        if may_decline(node):
            choices.append((DECLINED, _("I would rather not say")))
        ticks = forms.CheckboxSelectMultiple(choices=choices)
        fields = {name: forms.Field(widget=ticks, initial=[DECLINED] if declined else initial, **facts)}
    else:
        long = node.control in ("drop-down", "autocomplete") or len(options) > LONG_LIST
        fields = {name: one_of(choices, node, given, initial, declined=declined, long=long, **facts)}
    if node.type == "open-choice":
        fields[f"{name}_{OWN}"] = forms.Field(
            label=_("Something else, in your own words"),
            required=False,
            initial=own,
            widget=forms.TextInput(attrs=QUIET),
        )
    return fields


def one_of(choices, node, given, initial, *, declined, long=False, **facts) -> forms.Field:
    """Radio rows, or a list that opens; who has answered an optional question can take the answer back."""
    choices = list(choices)
    if may_decline(node):
        choices.append((DECLINED, _("I would rather not say")))
    elif given and not node.required and not long:
        choices.append(("", _("No answer")))
    if long:
        widget = forms.Select(choices=[("", _("Choose from the list")), *choices])
    else:
        widget = forms.RadioSelect(choices=choices)
    return forms.Field(widget=widget, initial=DECLINED if declined else next(iter(initial), None), **facts)


QUIET = {"autocomplete": "off"}  # on a shared device nothing that was typed comes back by itself


def widget_of(node: Node) -> forms.Widget:
    if node.type == "text" or node.repeats:
        return forms.Textarea(attrs={**QUIET, "rows": 5})
    if node.type == "date":
        return forms.TextInput(attrs={**QUIET, "type": "date"})
    if node.type == "time":
        return forms.TextInput(attrs={**QUIET, "type": "time"})
    if node.type == "dateTime":
        return forms.TextInput(attrs={**QUIET, "type": "datetime-local"})
    if node.type in NUMBERS:
        return forms.TextInput(attrs={**QUIET, "class": "short", "inputmode": keypad(node)})
    if node.type == "url":
        return forms.TextInput(attrs={**QUIET, "inputmode": "url", "autocapitalize": "none", "spellcheck": "false"})
    return forms.TextInput(attrs=QUIET)


def keypad(node: Node) -> str:
    """The keypad of a phone has no minus sign."""
    least = ext.number_in(node.limit(ext.MIN_VALUE))
    if least is not None and least < 0:
        return "text"
    return "numeric" if node.type == "integer" else "decimal"


def hint(form: Form, node: Node, language: str) -> str:
    parts = [hint_of(form, node, language), node.entry_format]
    if node.type in NUMBERS and (unit := unit_of(form, node, language)):
        parts.append(_("In %(unit)s.") % {"unit": unit})
    if node.repeats and node.type in CHOICES:
        parts.append(_("Tick all that apply."))
    elif node.repeats:
        parts.append(_("One on each line."))
    return " ".join(part for part in parts if part)


def worded(option, language: str) -> str:
    return f"{option.prefix} {option.text(language)}" if option.prefix else option.text(language)


def shown(node: Node, value: Any) -> str:
    """A value as it stands in its field."""
    if node.type == "quantity" and isinstance(value, dict):
        value = value.get("value", "")
    if node.type == "time":
        return str(value)[:5]
    if node.type == "dateTime":
        try:
            return timezone.localtime(datetime.fromisoformat(str(value))).strftime("%Y-%m-%dT%H:%M")
        except (ValueError, OverflowError):
            return str(value)
    return str(value)


# Reading what was posted.


def read_posted(form: Form, node: Node, name: str, data, *, language: str = "") -> Posted:
    """`data`: a QueryDict, or any mapping of names to a value or a list of them."""
    posted = [value for value in listed(data, name) if value != ""]
    if DECLINED in posted or listed(data, f"{name}_{DECLINED}"):
        if may_decline(node):
            return Posted([], declined=True)
        posted = [value for value in posted if value != DECLINED]
    if node.type == "boolean":
        return Posted([{YES: True, NO: False}.get(value, value) for value in posted])
    if node.type in CHOICES:
        return Posted(read_choice(form, node, posted, listed(data, f"{name}_{OWN}")))
    text = "\n".join(posted).replace("\r\n", "\n").strip()
    pieces = [line.strip() for line in text.split("\n")] if node.repeats else [text]
    return Posted([read_value(form, node, piece, language) for piece in pieces if piece])


def read_choice(form: Form, node: Node, posted: list[str], own: list[str]) -> list:
    keys = {str(number): option.key for number, option in enumerate(form.options(node.link_id), start=1)}
    values: list = [keys.get(value, {"number": value}) for value in posted if value != OWN]
    text = " ".join(own).strip()
    if node.type == "open-choice" and (text or OWN in posted):
        values.append({"text": text})
    return values


def read_value(form: Form, node: Node, text: str, language: str) -> Any:
    if node.type in ("integer", "decimal"):
        return number_of(text)
    if node.type == "quantity":
        unit = unit_of(form, node, language)
        return {"value": number_of(text)} | ({"unit": unit} if unit else {})
    if node.type == "time" and re.fullmatch(r"\d{2}:\d{2}", text):
        return f"{text}:00"
    if node.type == "dateTime":
        return moment_of(text)
    return text


def number_of(text: str) -> int | float | str:
    """A number as people type it, with a comma or blanks between thousands; the text itself when it is none."""
    plain = BLANKS.sub("", text).replace(",", ".").replace("\u2212", "-")
    for read in (int, float):
        try:
            return read(plain)
        except ValueError:
            continue
    return text


def moment_of(text: str) -> str:
    """What a datetime field gives, with seconds and the zone of the page."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    try:
        return (moment if moment.tzinfo else timezone.make_aware(moment)).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        return text


def listed(data, name: str) -> list[str]:
    if hasattr(data, "getlist"):
        return data.getlist(name)
    value = data.get(name, [])
    return list(value) if isinstance(value, list | tuple) else [value]
