"""A score of the questionnaire's own: the sum of the points of some of its questions, computed when it is sent."""

from collections.abc import Mapping, Sequence

from intake.questionnaires import extensions as ext
from intake.questionnaires.calculations import LINKS, calculations
from intake.questionnaires.document import CHOICES, Form, Node
from intake.questionnaires.editing import new_link_id, with_texts
from intake.questionnaires.scoring import has_numbers, numbered_questions


def totals_of(document: dict | Form) -> list[Node]:
    """The scores that a document computes, ours and imported ones that are understood."""
    form = Form.of(document)
    understood = calculations(form)
    return [node for node in form.nodes if node.link_id in understood or is_ours(node)]


def is_ours(node: Node) -> bool:
    return node.link_id.startswith("score-") and ext.extension_value(node.item, ext.CALCULATED) is not None


def countable(document: dict | Form) -> list[str]:
    """The questions that can be added up: each answer counts a number, and each is asked once."""
    form = Form.of(document)
    return [link_id for link_id in numbered_questions(form) if "'" not in link_id and not form.by_link[link_id].hidden]


def without_points(document: dict | Form) -> list[Node]:
    """Choices that cannot be added up yet, because some of their answers have no points."""
    form = Form.of(document)
    return [
        node for node in form.questions if node.type in CHOICES and not node.repeats and not has_numbers(form, node)
    ]


def counted(node: Node) -> list[str]:
    """The link ids that a score names, there or not."""
    expression = ext.extension_value(node.item, ext.CALCULATED)
    text = expression.get("expression") if isinstance(expression, dict) else ""
    return LINKS.findall(text or "")


def total_item(document: dict, texts: Mapping[str, str], link_ids: Sequence[str], *, link_id: str = "") -> dict:
    """A hidden item that adds up these questions. Those that are not asked count nothing; a missing answer is said."""
    named = " or ".join(f"linkId = '{link}'" for link in link_ids)
    expression = f"%resource.descendants().where({named}).answer.value.ordinal().sum()"
    item = {
        "linkId": link_id or new_link_id("score"),
        "type": "decimal",
        "readOnly": True,
        "extension": [
            {"url": ext.HIDDEN, "valueBoolean": True},
            {"url": ext.CALCULATED, "valueExpression": {"language": "text/fhirpath", "expression": expression}},
        ],
    }
    return with_texts(document, item, "text", texts)


def span(document: dict | Form, link_ids: Sequence[str]) -> tuple[float, float] | None:
    """The lowest and the highest sum; None when a question is typed in numbers without limits."""
    form = Form.of(document)
    low = high = 0.0
    for link_id in link_ids:
        node = form.by_link[link_id]
        points = [option.ordinal for option in form.options(link_id)]
        if not points:
            points = [ext.number_in(node.limit(url)) for url in (ext.MIN_VALUE, ext.MAX_VALUE)]
        if any(point is None for point in points):
            return None
        low, high = low + min(points), high + max(points)
    return low, high
