"""Documents and answers on their way out, as FHIR R4."""

import json
from collections.abc import Iterable
from typing import Any


def export_questionnaire(document: dict) -> dict:
    """The Questionnaire as FHIR wants it: `resourceType` first, a `status` in any case."""
    return {"resourceType": "Questionnaire", "status": "unknown"} | document


def export_bundle(resources: Iterable[dict], kind: str = "collection") -> dict:
    """A Bundle of Questionnaires and QuestionnaireResponses."""
    return {
        "resourceType": "Bundle",
        "type": kind,
        "entry": [{"resource": resource} for resource in resources],
    }


def as_text(resource: Any) -> str:
    """The JSON text of a resource, readable, in UTF-8 when encoded."""
    return json.dumps(resource, ensure_ascii=False, indent=2, allow_nan=False)
