"""Answers as a FHIR R4 QuestionnaireResponse, and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from intake.questionnaires.document import Form, Node
from intake.questionnaires.enabling import Enabled, Place
from intake.questionnaires.errors import Ignored
from intake.questionnaires.values import from_fhir_value, to_fhir_value

STATUSES = ("in-progress", "completed", "amended", "entered-in-error", "stopped")


def export_response(
    document: dict | Form,
    answers: Mapping[str, Any],
    *,
    status: str = "completed",
    authored: str = "",
    identifier: str = "",
    language: str = "",
) -> dict:
    """The answers of enabled questions as a QuestionnaireResponse. `authored`: a moment as FHIR writes it."""
    form = Form.of(document)
    enabled = Enabled(form, answers)
    response: dict[str, Any] = {"resourceType": "QuestionnaireResponse", "status": status}
    if identifier:
        response["id"] = identifier
    if language:
        response["language"] = language
    if url := form.document.get("url"):
        version = form.document.get("version")
        response["questionnaire"] = f"{url}|{version}" if version else url
    if authored:
        response["authored"] = authored
    items = Writer(form, enabled, language).items()
    return response | ({"item": items} if items else {})


class Writer:
    """Lays the answers into the tree of the document, innermost items first: each waits in `kept` for its parent."""

    def __init__(self, form: Form, enabled: Enabled, language: str):
        self.form, self.enabled, self.language = form, enabled, language
        self.kept: dict[tuple[str, Place], list[dict]] = {}

    def items(self) -> list[dict]:
        for node in reversed(self.form.nodes):
            for place in self.enabled.places(node.homes):
                if not self.enabled.at(node.link_id, place):
                    continue
                if entries := self._written(node, place):
                    parent = node.parent.link_id if node.parent else ""
                    self.kept.setdefault((parent, place), [])[:0] = entries
        return self.kept.get(("", ()), [])

    def _written(self, node: Node, place: Place) -> list[dict]:
        head = {"linkId": node.link_id}
        if text := node.text(self.language):
            head["text"] = text
        if node.is_repeating_group:
            spots = [spot for spot in self.enabled.places((*node.homes, node.link_id)) if spot[:-1] == place]
            inner = [self.kept.get((node.link_id, spot), []) for spot in spots]
            return [head | {"item": items} for items in inner if items]
        below = self.kept.get((node.link_id, place), [])
        if not node.is_question:
            return [head | {"item": below}] if below else []
        values = [to_fhir_value(self.form, node, value) for value in self.enabled.values(node.link_id, place)]
        answers = [value for value in values if value is not None]
        if not answers:
            # FHIR hangs items below an answer; below a question nobody answered they hang at the item itself.
            return [head | {"item": below}] if below else []
        if below:
            answers[0] = answers[0] | {"item": below}
        return [head | {"answer": answers}]


@dataclass(frozen=True, slots=True)
class ReadResponse:
    """Answers taken out of a QuestionnaireResponse, and what of it could not be used."""

    answers: dict[str, list]
    ignored: tuple[Ignored, ...]


def read_response(document: dict | Form, response: Any) -> ReadResponse:
    """Our answers document of a QuestionnaireResponse to this document. Never raises; what does not fit is named."""
    form = Form.of(document)
    answers: dict[str, list] = {}
    ignored: list[Ignored] = []
    items = response.get("item") if isinstance(response, dict) else None
    waiting: list[tuple[Any, dict, tuple[str, ...]]] = [(items, answers, ())]
    while waiting:
        found, scope, homes = waiting.pop()
        for item in found if isinstance(found, list) else ():
            link_id = item.get("linkId") if isinstance(item, dict) else None
            node = form.by_link.get(link_id) if isinstance(link_id, str) else None
            if node is None or node.homes != homes:
                ignored.append(Ignored(str(link_id)[:80], "item"))
            elif node.is_repeating_group:
                inner: dict[str, list] = {}
                scope.setdefault(node.link_id, []).append(inner)
                waiting.append((item.get("item"), inner, (*homes, node.link_id)))
            else:
                waiting.append((item.get("item"), scope, homes))
                given = item.get("answer")
                for answer in given if isinstance(given, list) and node.is_question else ():
                    value = from_fhir_value(form, node, answer) if isinstance(answer, dict) else None
                    if value is None:
                        ignored.append(Ignored(node.link_id, "answer"))
                        continue
                    scope.setdefault(node.link_id, []).append(value)
                    waiting.append((answer.get("item"), scope, homes))
    return ReadResponse(answers, tuple(ignored))
