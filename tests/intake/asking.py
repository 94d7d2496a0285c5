"""Requests in the states that tests start from, made by the services."""

from intake.models import Assessment
from intake.services.requests import (
    accept_confidentiality,
    current_confidentiality,
    save_answers,
    start_request,
    submit_request,
)

ANSWERS = {
    "nickname": "Awa",
    "age": 34,
    "email": "awa@example.org",
    "safe": "Only in the morning",
    "contact_language": "fr",
    "languages": ["fr", "ht"],
    "access": "A quiet seat",
    "topics": [],
    "reason": "I feel alone",
    "any_time": False,
    "times": [3, 5],
}


def begun(program, **answers) -> Assessment:
    """Confidentiality accepted, every question of the request answered."""
    draft = start_request(program, language="fr")
    accept_confidentiality(draft, text=current_confidentiality(program), language="fr")
    save_answers(draft, answers=ANSWERS | answers)
    return draft


def sent(program, **answers) -> Assessment:
    return submit_request(begun(program, **answers))
