"""XLSForm's little formulas, as far as a FHIR questionnaire can say the same: conditions, limits, first values.

Functions return None for what cannot be said; the caller names it as ignored. Nothing is half understood: a condition
with one unreadable part is left out as a whole.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from intake.questionnaires import extensions as ext
from intake.questionnaires.patterns import safe_pattern

LONGEST = 2_000
REFERENCE = r"(?:\$\{\s*(?P<name>[^}\s]+)\s*\}|\.\./(?P<sibling>[\w.-]+))"
LITERAL = r"(?P<literal>'[^']*'|\"[^\"]*\"|‘[^’]*’|-?\d+(?:\.\d+)?|date\('[^']*'\)|true\(\)|false\(\))"
COMPARISON = re.compile(rf"^{REFERENCE}\s*(?P<operator>!=|>=|<=|=|>|<)\s*{LITERAL}$")
SELECTED = re.compile(rf"^selected\(\s*{REFERENCE}\s*,\s*{LITERAL}\s*\)$")
NOT = re.compile(r"^not\s*\((?P<inner>.*)\)$", re.DOTALL)
LIMIT = re.compile(rf"^\.\s*(?P<operator>>=|<=|>|<)\s*{LITERAL}$")
LENGTH = re.compile(r"^string-length\(\s*\.\s*\)\s*(?P<operator>>=|<=|>|<)\s*(?P<number>\d{1,6})$")
PATTERN = re.compile(r"^regex\(\s*\.\s*,\s*(?P<quote>['\"])(?P<pattern>.*)(?P=quote)\s*\)$", re.DOTALL)
WORDS = re.compile(r"'[^']*'|\"[^\"]*\"|[()]|\band\b|\bor\b|[^'\"()\s]+|\s+|['\"]")


def parts(text: str, word: str) -> list[str]:
    """Split at `and` or `or` outside brackets and quotes."""
    found, depth, current = [], 0, ""
    for piece in WORDS.findall(text):
        if piece == word and depth == 0:
            found.append(current.strip())
            current = ""
            continue
        depth += {"(": 1, ")": -1}.get(piece, 0)
        current += piece
    return [*found, current.strip()]


def literal(text: str) -> str:
    if text.startswith("date("):
        return text[6:-2]
    return text[1:-1] if text[0] in "'\"‘" else text


def conditions(text: str, question: Callable[[str], dict | None]) -> tuple[list[dict], str] | None:
    """`relevant` as (enableWhen, enableBehavior). `question` gives the item of a name, or None when it is not there."""
    text = text.strip()
    if len(text) > LONGEST:
        return None
    alternatives, together = parts(text, "or"), parts(text, "and")
    if len(alternatives) > 1 and len(together) > 1:
        return None
    pieces = alternatives if len(alternatives) > 1 else together
    found = [condition(bare(piece), question) for piece in pieces]
    if any(part is None for part in found):
        return None
    return found, "any" if len(alternatives) > 1 else "all"


def bare(text: str) -> str:
    """Without brackets around the whole."""
    while text.startswith("(") and text.endswith(")") and len(parts(text[1:-1], ")")) == 1:
        text = text[1:-1].strip()
    return text


def condition(text: str, question: Callable[[str], dict | None]) -> dict | None:
    turned = NOT.match(text)
    text = turned["inner"].strip() if turned else text
    found = SELECTED.match(text) or (None if turned else COMPARISON.match(text))
    if found is None:
        return None
    item = question(found["name"] or found["sibling"])
    if item is None:
        return None
    operator = found.groupdict().get("operator") or ("!=" if turned else "=")
    value = literal(found["literal"])
    head = {"question": item["linkId"]}
    if value == "" and operator in ("=", "!="):
        return head | {"operator": "exists", "answerBoolean": operator == "!="}
    answer = answer_of(item, value)
    if answer is None or (item["type"] in ("choice", "string", "text", "boolean") and operator not in ("=", "!=")):
        return None
    return head | {"operator": operator} | answer


def answer_of(item: dict, value: str) -> dict | None:
    """The value of a condition, in the type of the question that it asks about."""
    kind = item["type"]
    if kind == "choice":
        codes = [option["valueCoding"]["code"] for option in item["answerOption"]]
        return {"answerCoding": {"code": value}} if value in codes else None
    if kind in ("string", "text"):
        return {"answerString": value}
    if kind == "integer" and re.fullmatch(r"-?\d{1,15}", value):
        return {"answerInteger": int(value)}
    if kind in ("integer", "decimal") and re.fullmatch(r"-?\d{1,15}(\.\d{1,10})?", value):
        return {"answerDecimal": float(value)}
    if kind == "boolean" and value == "OK":  # what an acknowledgement answers
        return {"answerBoolean": True}
    return {"answerDate": value} if kind == "date" and is_day(value) else None


def is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def limits(text: str, kind: str) -> dict[str, Any] | None:
    """`constraint` as {"maxLength": …, "extension": [...]}."""
    text = text.strip()
    if len(text) > LONGEST:
        return None
    found: dict[str, Any] = {}
    extensions: list[dict] = []
    pattern = PATTERN.match(text)
    for piece in [text] if pattern else parts(text, "and"):
        limit = limit_of(bare(piece), kind)
        if limit is None:
            return None
        if "maxLength" in limit:
            found |= limit
        else:
            extensions.append(limit)
    return found | ({"extension": extensions} if extensions else {})


def limit_of(text: str, kind: str) -> dict | None:
    if kind in ("string", "text"):
        return text_limit(text)
    found = LIMIT.match(text)
    if found is None:
        return None
    value = literal(found["literal"])
    if kind == "integer" and re.fullmatch(r"-?\d{1,15}(\.0+)?", value):
        step = {">": 1, "<": -1}.get(found["operator"], 0)
        return {"url": side(found["operator"]), "valueInteger": int(float(value)) + step}
    if found["operator"] in (">", "<"):
        return None  # FHIR's limits belong to what is allowed
    if kind == "decimal" and re.fullmatch(r"-?\d{1,15}(\.\d{1,10})?", value):
        return {"url": side(found["operator"]), "valueDecimal": float(value)}
    return {"url": side(found["operator"]), "valueDate": value} if kind == "date" and is_day(value) else None


def side(operator: str) -> str:
    return ext.MIN_VALUE if operator.startswith(">") else ext.MAX_VALUE


def text_limit(text: str) -> dict | None:
    if length := LENGTH.match(text):
        number = int(length["number"]) + {">": 1, "<": -1}.get(length["operator"], 0)
        if number < 0:
            return None
        if length["operator"].startswith("<"):
            return {"maxLength": number} if number else None
        return {"url": ext.MIN_LENGTH, "valueInteger": number}
    pattern = PATTERN.match(text)
    if pattern and safe_pattern(pattern["pattern"]):
        return {"url": ext.REGEX, "valueString": pattern["pattern"]}
    return None


def number(value: Any) -> float | int | None:
    text = str(value).strip()
    if not re.fullmatch(r"-?\d{1,9}(\.\d{1,6})?", text):
        return None
    return float(text) if "." in text else int(text)


def initial(item: dict, default: str) -> dict | None:
    """A default that is a plain value, as FHIR writes it."""
    kind, plain = item["type"], number(default)
    if kind in ("string", "text") and not re.search(r"\$\{|\w\(", default):
        return {"valueString": default}
    if kind == "integer" and isinstance(plain, int):
        return {"valueInteger": plain}
    if kind == "decimal" and plain is not None:
        return {"valueDecimal": plain}
    if kind == "date" and is_day(default):
        return {"valueDate": default}
    if kind == "choice":
        codings = [option["valueCoding"] for option in item["answerOption"]]
        return next(({"valueCoding": {"code": default}} for coding in codings if coding["code"] == default), None)
    return None
