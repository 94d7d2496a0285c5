"""Whether an answers document can be accepted. Says what is wrong, one problem at a time; never raises on garbage."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from math import isfinite
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from intake.questionnaires import extensions as ext
from intake.questionnaires.comparing import moment
from intake.questionnaires.document import CHOICES, Form, Node
from intake.questionnaires.enabling import Enabled, Place
from intake.questionnaires.json_reading import UNSTORABLE
from intake.questionnaires.patterns import matches

LONGEST = 20_000  # characters of any text
MOST_REPETITIONS = 100  # of a group, and of answers to one question
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})")
HOUR = re.compile(r"\d{2}:\d{2}:\d{2}(\.\d+)?")


class Problem(NamedTuple):
    """What is wrong with one answer. `place` says in which repetition (empty outside repeating groups)."""

    link_id: str
    code: str
    message: str
    place: Place = ()


def validate(document: dict | Form, answers: Any, *, complete: bool = True) -> list[Problem]:
    """The problems of an answers document. With `complete=False` (a draft) nothing is missed yet."""
    form = Form.of(document)
    if not isinstance(answers, Mapping):
        return [Problem("", "shape", _("These answers cannot be read."))]
    enabled = Enabled(form, answers)
    problems = list(strangers(form, enabled))
    for node in form.nodes:
        for place in enabled.places(node.homes):
            if enabled.at(node.link_id, place):
                problems += [
                    problem._replace(place=place) for problem in at_place(form, enabled, node, place, complete)
                ]
    return problems


def strangers(form: Form, enabled: Enabled) -> Iterator[Problem]:
    """What stands in the answers and belongs to no question, or not there."""
    for homes, scope in enabled.scopes.items():
        here = {node.link_id: node for node in form.by_homes.get(homes, ())}
        for place, given in scope["answers"].items():
            for link_id, values in given.items():
                node = here.get(link_id) if isinstance(link_id, str) else None
                if node is None or not (node.is_question or node.is_repeating_group):
                    yield Problem(str(link_id)[:255], "unknown", _("There is no such question here."), place)
                elif not isinstance(values, list) or (
                    node.is_repeating_group and not all(isinstance(entry, Mapping) for entry in values)
                ):
                    yield Problem(node.link_id, "shape", _("This answer cannot be read."), place)


def at_place(form: Form, enabled: Enabled, node: Node, place: Place, complete: bool) -> Iterator[Problem]:
    if node.is_repeating_group:
        entries = [spot for spot in enabled.places((*node.homes, node.link_id)) if spot[:-1] == place]
        yield from too_many(node, len(entries))
        return
    if not node.is_question:
        return
    values = enabled.values(node.link_id, place)
    if not values:
        if complete and node.required and not node.hidden and not node.read_only:
            yield Problem(node.link_id, "required", _("Please answer this question."))
        return
    if not node.repeats and len(values) > 1:
        yield Problem(node.link_id, "too_many", _("Please give one answer only."))
    yield from too_many(node, len(values))
    yield from too_few(node, len(values), complete)
    yield from exclusive_with_others(form, node, values)
    for value in values[:MOST_REPETITIONS]:
        if (problem := problem_of(form, node, value)) is not None:
            yield Problem(node.link_id, *problem)


def too_many(node: Node, count: int) -> Iterator[Problem]:
    most = whole(node.limit(ext.MAX_OCCURS), MOST_REPETITIONS)
    if count > most:
        message = ngettext("Please give at most %(most)s answer.", "Please give at most %(most)s answers.", most)
        yield Problem(node.link_id, "too_many", message % {"most": most})


def too_few(node: Node, count: int, complete: bool) -> Iterator[Problem]:
    least = whole(node.limit(ext.MIN_OCCURS), 0)
    if complete and node.repeats and count < least:
        message = ngettext("Please give at least %(least)s answer.", "Please give at least %(least)s answers.", least)
        yield Problem(node.link_id, "too_few", message % {"least": least})


def exclusive_with_others(form: Form, node: Node, values: list) -> Iterator[Problem]:
    if len(values) > 1 and node.type in CHOICES:
        for value in values:
            option = form.option(node.link_id, value)
            if option is not None and option.exclusive:
                message = _("“%(option)s” cannot be chosen together with other answers.")
                yield Problem(node.link_id, "exclusive", message % {"option": option.text(get_language() or "")})
                return


def whole(value: Any, otherwise: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else otherwise


def problem_of(form: Form, node: Node, value: Any) -> tuple[str, str] | None:
    """(code, message) of the first thing wrong with one value; None when it can be kept."""
    if node.type in CHOICES:
        return problem_of_choice(form, node, value)
    if node.type in ("string", "text", "url"):
        return problem_of_text(node, value)
    if node.type == "boolean":
        return None if isinstance(value, bool) else ("type", _("Please choose yes or no."))
    if node.type in ("integer", "decimal", "quantity"):
        return problem_of_number(node, value)
    return problem_of_date(node, value)


def problem_of_choice(form: Form, node: Node, value: Any) -> tuple[str, str] | None:
    if node.type == "open-choice" and isinstance(value, dict):
        text = value.get("text")
        if set(value) == {"text"} and isinstance(text, str) and text.strip():
            return problem_of_text(node, text)
        return "type", _("Please choose one of the answers, or write your own.")
    if isinstance(value, str) and form.option(node.link_id, value) is not None:
        return None
    return "option", _("Please choose one of the answers.")


def problem_of_text(node: Node, value: Any) -> tuple[str, str] | None:
    if not isinstance(value, str) or not value.strip() or UNSTORABLE.search(value):
        return "type", _("Please write a text.")
    longest = min(whole(node.item.get("maxLength"), LONGEST) or LONGEST, LONGEST)
    if len(value) > longest:
        message = ngettext("Please use at most %(most)s character.", "Please use at most %(most)s characters.", longest)
        return "too_long", message % {"most": longest}
    shortest = whole(node.limit(ext.MIN_LENGTH), 0)
    if len(value) < shortest:
        message = ngettext(
            "Please use at least %(least)s character.", "Please use at least %(least)s characters.", shortest
        )
        return "too_short", message % {"least": shortest}
    if node.type == "url" and not is_address(value):
        return "type", _("Please give a full address, such as https://example.org.")
    if not matches(node.limit(ext.REGEX), value):
        if node.entry_format:
            return "pattern", _("Please write it like this: %(format)s.") % {"format": node.entry_format}
        return "pattern", _("This answer does not have the expected form.")
    return None


def is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https", "mailto", "tel", "urn") and bool(parts.netloc or parts.path)


def problem_of_number(node: Node, value: Any) -> tuple[str, str] | None:
    if node.type == "quantity":
        value = value.get("value") if isinstance(value, dict) else None
    number = ext.number_in(value)
    if number is None or abs(number) >= 10**15 or not isfinite(number):
        return "type", _("Please give a number.")
    if node.type == "integer" and not isinstance(number, int):
        return "type", _("Please give a whole number.")
    decimals = min(whole(node.limit(ext.MAX_DECIMALS), 15), 15)
    if round(number, decimals) != round(number, 15):
        message = ngettext(
            "Please give at most %(most)s digit after the point.",
            "Please give at most %(most)s digits after the point.",
            decimals,
        )
        return "decimals", message % {"most": decimals}
    return out_of_range(node, number, number_limit)


def number_limit(limit: Any) -> int | float | None:
    return ext.number_in(limit.get("value") if isinstance(limit, dict) else limit)


def problem_of_date(node: Node, value: Any) -> tuple[str, str] | None:
    """Dates are whole days, moments have seconds and a time zone: nothing is guessed later."""
    if node.type == "date":
        if not isinstance(value, str) or not DAY.fullmatch(value) or not readable(date.fromisoformat, value):
            return "type", _("Please give a date.")
        return out_of_range(node, value, lambda limit: limit[:10] if isinstance(limit, str) else None)
    if node.type == "time":
        if not isinstance(value, str) or not HOUR.fullmatch(value) or not readable(time.fromisoformat, value):
            return "type", _("Please give a time of day.")
        return out_of_range(node, value, lambda limit: limit if isinstance(limit, str) else None)
    if not isinstance(value, str) or not MOMENT.fullmatch(value) or not readable(datetime.fromisoformat, value):
        return "type", _("Please give a date and a time.")
    return out_of_range(node, moment(value), lambda limit: moment(limit) if isinstance(limit, str) else None)


def readable(read: Any, value: str) -> bool:
    try:
        read(value)
    except (ValueError, OverflowError):
        return False
    return True


def out_of_range(node: Node, value: Any, limit_of: Any) -> tuple[str, str] | None:
    least, most = limit_of(node.limit(ext.MIN_VALUE)), limit_of(node.limit(ext.MAX_VALUE))
    if least is not None and value is not None and value < least:
        return "too_small", _("This must be %(least)s or more.") % {"least": least}
    if most is not None and value is not None and value > most:
        return "too_large", _("This must be %(most)s or less.") % {"most": most}
    return None
