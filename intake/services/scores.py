"""Scores made of one set of answers: of the attached instrument, its subscales, and totals the questionnaire has."""

import hashlib
from collections.abc import Mapping
from typing import Any

from intake.models import QuestionnaireVersion, Response, Score
from intake.questionnaires.document import Form
from intake.questionnaires.scoring import Score as Reached
from intake.questionnaires.scoring import computed_totals, item_numbers, numbered_questions, score_answers

CODE_SIGNS = 80


def scores_of(
    version: QuestionnaireVersion, answers: Mapping[str, Any], form: Form | None = None
) -> dict[str, Reached]:
    """Code → score, scorable or not; codes as in `models.Score`."""
    form = form or Form(version.document)
    found = {total_code(link_id): score for link_id, score in computed_totals(form, answers).items()}
    facts = version.facts
    if facts is not None:
        items = list(version.instrument_items) or None
        found[facts.code] = score_answers(facts.scale, form, answers, items)
        numbers = item_numbers(form, answers, items or numbered_questions(form))
        for name in facts.subscales:
            found[f"{facts.code}:{name}"] = facts.subscale(name, numbers)
    return found


def write_scores(response: Response, form: Form) -> None:
    """Compute what `response` scores and put it in the place of what stood there."""
    Score.objects.filter(response=response).delete()
    Score.objects.bulk_create(
        Score(
            program_id=response.program_id,
            response=response,
            participation_id=response.participation_id,
            code=code,
            wave=response.wave,
            value=score.value,
            reason=score.reason,
        )
        for code, score in scores_of(response.version, response.answers, form).items()
    )


def total_code(link_id: str) -> str:
    """`total:<link id>`; of a link id that is too long its beginning and what tells it from others."""
    code = f"total:{link_id}"
    if len(code) <= CODE_SIGNS:
        return code
    return f"{code[: CODE_SIGNS - 13]}~{hashlib.sha256(link_id.encode()).hexdigest()[:12]}"
