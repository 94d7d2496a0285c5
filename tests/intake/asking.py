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
    """Confidentiality accepted, every question answered; `age` only where the program asks."""
    draft = start_request(program, language="fr")
    accept_confidentiality(draft, text=current_confidentiality(program), language="fr")
    if program.min_age or program.max_age:
        answers.setdefault("age", 34)
    save_answers(draft, answers=ANSWERS | answers)
    return draft


def sent(program, **answers) -> Assessment:
    return submit_request(begun(program, **answers))
