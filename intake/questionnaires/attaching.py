"""An instrument attached to a document: which of its questions are the instrument's, in the instrument's own order.

It is kept in the document as an extension of ours, so that a draft, a copy and an exported file carry it along.
"""

from collections.abc import Sequence

from intake.questionnaires import extensions as ext
from intake.questionnaires.document import Form
from intake.questionnaires.instruments import INSTRUMENTS
from intake.questionnaires.scoring import REASONS, Score, has_numbers, numbered_questions, score_answers


def attached(document: dict) -> tuple[str, list[str]]:
    """(code, link ids in order) of the instrument a document names; empty when it names none that is known."""
    extension = next(ext.extensions(document, ext.INSTRUMENT), None)
    if extension is None:
        return "", []
    code = ext.extension_value(extension, "code")
    items = [ext.value_of(part) for part in ext.extensions(extension, "item")]
    if code not in INSTRUMENTS:
        return "", []
    return code, [link_id for link_id in items if isinstance(link_id, str)]


def attach(document: dict, code: str, items: Sequence[str] = ()) -> dict:
    """The document with this instrument; an empty code takes it off."""
    kept = [part for part in document.get("extension") or () if part.get("url") != ext.INSTRUMENT]
    if code:
        parts = [{"url": "code", "valueCode": code}]
        parts += [{"url": "item", "valueString": link_id} for link_id in items]
        kept.append({"url": ext.INSTRUMENT, "extension": parts})
    changed = {key: value for key, value in document.items() if key != "extension"}
    return changed | ({"extension": kept} if kept else {})


def fit(document: dict | Form, code: str, items: Sequence[str] = ()) -> Score:
    """Whether the questions can be scored as the instrument wants. `reason` is empty when they can.

    Nobody has answered yet, so missing answers say nothing here.
    """
    scale = INSTRUMENTS[code].scale
    score = score_answers(scale, document, {}, list(items) or None)
    return Score(None) if score.reason == "missing" else score


def candidates(document: dict | Form) -> list[str]:
    """The questions that could be items of an instrument, in order: those that are answered with a number."""
    form = Form.of(document)
    numbered = numbered_questions(form)
    others = [
        node.link_id for node in form.questions if not node.homes and not node.hidden and not has_numbers(form, node)
    ]
    order = {node.link_id: place for place, node in enumerate(form.nodes)}
    return sorted([*numbered, *others], key=order.__getitem__)


def explained(score: Score) -> str:
    """The reason of a misfit as a sentence; empty when it fits."""
    return str(REASONS[score.reason]) if score.reason else ""
