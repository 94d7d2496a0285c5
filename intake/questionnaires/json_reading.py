"""JSON from strangers: strict, bounded, and never a traceback.

Refuses what Python's reader would let through and the database would not keep: NaN, infinite numbers, doubled keys,
NUL and lone surrogates in texts, nesting without end.
"""

import json
import math
import re
from typing import Any

from django.utils.translation import gettext as _

from intake.questionnaires.errors import Refused

LARGEST = 5_000_000  # bytes
DEEPEST = 200  # brackets inside one another; an item inside an item takes two
MOST_DIGITS = 18  # of a whole number
# A text that never ends is one mark too, or each of its quotes would be looked at up to the end of the file.
BRACKETS = re.compile(r'"(?:[^"\\]|\\.|\\\Z)*(?:"|\Z)|[\[\]{}]', re.DOTALL)
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def read_json(data: bytes | str) -> Any:
    """The value in `data` (bytes in UTF-8, or text). Raises Refused, nothing else."""
    text = as_text(data)
    check_depth(text)
    try:
        value = json.loads(
            text, parse_constant=refuse_number, parse_float=finite, parse_int=whole, object_pairs_hook=without_doubles
        )
    except (ValueError, RecursionError) as error:
        place = f" ({error.lineno}:{error.colno})" if isinstance(error, json.JSONDecodeError) else ""
        raise Refused(_("This file is not valid JSON.") + place, "json") from error
    check_texts(value)
    return value


def as_text(data: bytes | str) -> str:
    if len(data) > LARGEST:
        raise Refused(_("This file is larger than %(size)s MB.") % {"size": LARGEST // 1_000_000}, "size")
    if isinstance(data, str):
        return data.removeprefix("\ufeff")
    try:
        return bytes(data).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(_("This file is not a text in UTF-8."), "encoding") from error


def check_depth(text: str) -> None:
    depth = 0
    for bracket in BRACKETS.finditer(text):
        mark = bracket[0]
        if mark in "[{":
            depth += 1
            if depth > DEEPEST:
                raise Refused(_("This file has too many levels inside one another."), "depth")
        elif mark in "]}":
            depth -= 1


def check_texts(value: Any) -> None:
    """Every text in it can be stored."""
    waiting = [value]
    while waiting:
        found = waiting.pop()
        if isinstance(found, dict):
            waiting.extend(found)
            waiting.extend(found.values())
        elif isinstance(found, list):
            waiting.extend(found)
        elif isinstance(found, str) and UNSTORABLE.search(found):
            raise Refused(_("This file has a text with characters that cannot be stored."), "characters")


def refuse_number(word: str) -> None:
    raise Refused(_("This file has a number that is none: %(word)s.") % {"word": word}, "number")


def finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        refuse_number(digits[:20])
    return number


def whole(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        refuse_number(digits[:20] + "…")
    return int(digits)


def without_doubles(pairs: list[tuple[str, Any]]) -> dict:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        doubled = next(key for key, _value in pairs if key in seen or seen.add(key))
        raise Refused(_("The key “%(key)s” stands twice in one place.") % {"key": doubled[:60]}, "duplicate key")
    return found
