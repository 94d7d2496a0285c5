"""What was answered, in words: for "check your answers", for who reads it on the desk, for a safety case."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format, localize
from django.utils.translation import gettext as _

from intake.questionnaires.document import CHOICES, Form, Node
from intake.questionnaires.enabling import Enabled, Place
from intake.questionnaires.paging import Page, pages_of, shown, unit_of


@dataclass(frozen=True)
class AnsweredLine:
    """One question with its answer. No `lines`: nothing was given; `declined`: the person would rather not say.

    `page`: the key of the page that changes it. `number`: which repetition of a repeating group, 0 outside.
    """

    link_id: str
    name: str
    lines: tuple[str, ...]
    declined: bool = False
    page: str = ""
    number: int = 0


def lines_of(
    document: dict | Form,
    answers: Mapping[str, Any],
    declined: Collection[str] = (),
    *,
    language: str = "",
    by: str = "group",
) -> list[AnsweredLine]:
    """Every question that is asked, in order; texts of the document in `language`, all else in the active one."""
    form = Form.of(document)
    enabled = Enabled(form, answers)
    found: list[AnsweredLine] = []
    for page in pages_of(form, answers, by):
        for node, place in asked(page, enabled):
            values = enabled.values(node.link_id, place)
            lines = tuple(in_words(form, node, value, language) for value in values)
            number = place[0][1] + 1 if place else 0
            name = node.text(language)
            found.append(AnsweredLine(node.link_id, name, lines, node.link_id in declined, page.key, number))
    return found


def response_lines(response, language: str, by: str = "group") -> list[AnsweredLine]:
    """The lines of a `Response`, for who reads in `language`."""
    return lines_of(response.version.document, response.answers, response.declined, language=language, by=by)


def asked(page: Page, enabled: Enabled) -> Iterable[tuple[Node, Place]]:
    """The questions of a page, each at its place; those of a repeating group repetition after repetition."""
    if page.group is None:
        return [(node, ()) for node in page.questions]
    order = {node.link_id: number for number, node in enumerate(page.questions)}
    spots = [
        (node, place)
        for node in page.questions
        for place in enabled.places(node.homes)
        if enabled.at(node.link_id, place)
    ]
    return sorted(spots, key=lambda spot: (spot[1][0][1], order[spot[0].link_id], spot[1]))


def in_words(form: Form, node: Node, value: Any, language: str = "") -> str:
    """One value of one question as a person reads it."""
    if node.type in CHOICES:
        if isinstance(value, dict):
            return str(value.get("text", ""))
        option = form.option(node.link_id, value)
        return option.text(language) if option else str(value)
    if node.type == "boolean":
        return _("Yes") if value is True else _("No")
    if node.type in ("integer", "decimal"):
        return " ".join(part for part in (number_in_words(value), unit_of(form, node, language)) if part)
    if node.type == "quantity":
        number = value.get("value") if isinstance(value, dict) else value
        unit = value.get("unit") if isinstance(value, dict) else ""
        return " ".join(part for part in (number_in_words(number), unit or unit_of(form, node, language)) if part)
    if node.type == "date":
        return read(value, lambda text: date_format(date.fromisoformat(text), "DATE_FORMAT"))
    if node.type == "time":
        return read(value, lambda text: text[:5])
    if node.type == "dateTime":
        return read(
            value, lambda text: date_format(timezone.localtime(datetime.fromisoformat(text)), "DATETIME_FORMAT")
        )
    return str(value)


def number_in_words(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else localize(value)


def read(value: Any, as_words) -> str:
    """A moment that cannot be read is shown as it stands."""
    try:
        return as_words(str(value))
    except (ValueError, OverflowError):
        return str(value)


def worried_words(document: dict | Form, answers: Mapping[str, Any], link_ids: Collection[str], language: str) -> str:
    """The questions that worry with what was answered, one a line: what a safety case says at first."""
    form = Form.of(document)
    enabled = Enabled(form, answers)
    lines = []
    for node in shown(form):
        if node.link_id not in link_ids:
            continue
        for place in enabled.places(node.homes):
            values = enabled.values(node.link_id, place)
            if values:
                said = ", ".join(in_words(form, node, value, language) for value in values)
                lines.append(f"{node.text(language)} — {said}")
    return "\n".join(lines)
