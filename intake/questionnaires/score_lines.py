"""The scores of one set of answers, a line each, for somebody who checks a file by hand; English, like our commands."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from intake.questionnaires.document import Form
from intake.questionnaires.instruments import Instrument
from intake.questionnaires.scoring import (
    Score,
    computed_totals,
    item_numbers,
    mismatches,
    numbered_questions,
    score_answers,
)


def score_lines(
    form: Form, answers: Mapping[str, Any], *, instrument: Instrument | None = None, order: Sequence[str] = ()
) -> Iterator[str]:
    """Totals that the questionnaire computes, the instrument's score, then stored totals that are something else."""
    totals = computed_totals(form, answers)
    for link_id, score in totals.items():
        yield f"{link_id}: {in_words(score)}"
    if instrument is not None:
        score = score_answers(instrument.scale, form, answers, list(order) or None)
        band = instrument.band(score)
        yield f"{instrument.name}: {in_words(score)}" + (f" ({band})" if band else "")
    elif not totals:
        yield f"sum of the numbered questions: {in_words(plain_sum(form, answers))}"
    for wrong in mismatches(form, answers):
        computed = in_words(totals[wrong.link_id])
        yield f"MISMATCH at {wrong.link_id}: the file says {plain(wrong.stored)}, the answers give {computed}"


def plain_sum(form: Form, answers: Mapping[str, Any]) -> Score:
    questions = numbered_questions(form)
    if not questions:
        return Score(None, "no_numbers")
    numbers = item_numbers(form, answers, questions)
    missing = numbers.count(None)
    return Score(None, "missing", missing) if missing else Score(float(sum(numbers)))


def in_words(score: Score) -> str:
    return plain(score.value) if score.value is not None else f"no score ({score.words})"


def plain(number: float) -> str:
    return f"{number:g}" if number != int(number) else str(int(number))
