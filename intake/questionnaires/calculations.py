"""Totals that a document computes: calculated expressions that are simple sums. Others are not understood (and named).

Understood is FHIRPath of the shape `a + b + …`, or `path.sum()`, times or divided by a number, where each part leads
through `where(linkId = 'x')` to the answers of questions, or is a variable that does.
"""

import re
from dataclasses import dataclass

from intake.questionnaires import extensions as ext
from intake.questionnaires.document import Form

LONGEST = 5_000
NUMBER = re.compile(r"^(?P<rest>.*[^\s*/])\s*(?P<sign>[*/])\s*(?P<number>\d+(?:\.\d+)?)$", re.DOTALL)
WHERE = re.compile(r"^where\(\s*linkId\s*=\s*'[^']*'(?:\s+or\s+linkId\s*=\s*'[^']*')*\s*\)$")
LINKS = re.compile(r"linkId\s*=\s*'([^']*)'")
PIECES = re.compile(r"'[^']*'|[()+.]|[^'()+.]+")
STARTS = frozenset(
    {"%resource", "%questionnaireresponse", "QuestionnaireResponse", "item", "descendants()", "repeat(item)"}
)
DEEP = frozenset({"descendants()", "repeat(item)"})
VALUE_STEPS = frozenset(
    {
        *("answer", "value", "valueInteger", "valueDecimal", "valueCoding", "ordinal()", "weight()", "first()"),
        *("value.ordinal()", "extension.valueDecimal"),
    }
)
SUMS = frozenset({"sum()", "sum(value.ordinal())", "sum(value)"})


@dataclass(frozen=True, slots=True)
class Calculation:
    """(the sum of the answers to `link_ids`) × `factor`. `skips`: questions that are not asked count nothing."""

    link_ids: tuple[str, ...]
    factor: float = 1
    skips: bool = False


def calculations(document: dict | Form) -> dict[str, Calculation]:
    """Link id of each computed item whose expression is understood → what it computes."""
    form = Form.of(document)
    found: dict[str, Calculation] = {}
    for node in form.nodes:
        expression = ext.extension_value(node.item, ext.CALCULATED)
        text = expression.get("expression") if isinstance(expression, dict) else None
        calculation = understand(form, text, variables_at(form, node)) if isinstance(text, str) else None
        if calculation is not None and node.link_id not in calculation.link_ids and not node.homes:
            found[node.link_id] = calculation
    return found


def variables_at(form: Form, node) -> dict[str, str]:
    """The named expressions that an item can use: its own, those around it, the document's."""
    found: dict[str, str] = {}
    elements = [form.document]
    inner = node
    while inner is not None:
        elements.insert(1, inner.item)
        inner = inner.parent
    for element in elements:
        for extension in ext.extensions(element, ext.VARIABLE):
            value = ext.value_of(extension)
            if isinstance(value, dict) and isinstance(value.get("name"), str):
                found[value["name"]] = str(value.get("expression", ""))
    return found


def understand(form: Form, text: str, variables: dict[str, str]) -> Calculation | None:
    text = text.strip()
    if len(text) > LONGEST:
        return None
    factor = 1.0
    if scaled := NUMBER.match(text):
        number = float(scaled["number"])
        if not number:
            return None
        factor = number if scaled["sign"] == "*" else 1 / number
        text = scaled["rest"].strip()
        if len(split(text, "+")) > 1:
            return None  # a + b * 4 multiplies only b
    parts = [term_of(form, bare(term), variables) for term in split(bare(text), "+")]
    if not parts or any(part is None for part in parts):
        return None
    links = tuple(link for part in parts for link in part[0])
    return Calculation(links, factor, skips=len(parts) == 1 and parts[0][1])


def bare(text: str) -> str:
    """Without one pair of brackets around the whole."""
    text = text.strip()
    wrapped = text.startswith("(") and text.endswith(")") and len(split(text[1:-1], ")")) == 1
    return text[1:-1].strip() if wrapped else text


def split(text: str, sign: str) -> list[str]:
    """The parts between the signs that stand outside brackets and quotes."""
    parts, depth, current = [], 0, ""
    for piece in PIECES.findall(text):
        if piece == sign and depth == 0:
            parts.append(current)
            current = ""
            continue
        depth += {"(": 1, ")": -1}.get(piece, 0)
        current += piece
    return [*parts, current]


def term_of(form: Form, term: str, variables: dict[str, str]) -> tuple[list[str], bool] | None:
    """(link ids whose answers are added, whether it is a sum over what there is); None when not understood."""
    name, _dot, rest = term.partition(".")
    if name.removeprefix("%") in variables and name.startswith("%"):
        whole = variables[name[1:]].strip()
        term = f"{whole}.{rest}" if rest else whole
    steps = [step.strip() for step in split(term, ".")]
    if not steps or steps[0] not in STARTS:
        return None
    found: list[str] | None = None
    deep, onward, over = steps[0] in DEEP, False, False
    for step in steps[1:]:
        if WHERE.match(step) and not over:
            found = LINKS.findall(step)
            deep, onward = False, False
        elif step == "item" or step in DEEP:
            onward, deep = True, deep or step in DEEP
        elif step in SUMS and found is not None:
            over = True
        elif step not in VALUE_STEPS or found is None or over:
            return None
    if found is None:
        return None
    links = questions_of(form, found, deep=deep) if onward else found
    known = all(link in form.by_link and form.by_link[link].is_question for link in links)
    single = len(links) == 1 or over
    return (links, over) if links and known and single else None


def questions_of(form: Form, link_ids: list[str], *, deep: bool) -> list[str]:
    """The questions right below these items, or all below them; computed ones are left out."""
    found: list[str] = []
    waiting = [child for link in reversed(link_ids) for child in reversed(form.children.get(link, []))]
    while waiting:
        node = waiting.pop()
        if node.is_question and ext.extension_value(node.item, ext.CALCULATED) is None:
            found.append(node.link_id)
        if deep:
            waiting.extend(reversed(form.children.get(node.link_id, [])))
    return found
