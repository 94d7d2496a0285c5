"""Stored scores as arrays: one pass over one index for each score, for people who agreed to the evaluation.

Only participants with a standing consent to `Purpose.RESEARCH` are in here; who withdraws is out at the next look.
PostgreSQL packs each wave into two columns of bytes, which NumPy reads as they are: no Python object for each person.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.db import connection

from programs.models import Participation, Program, Purpose, Role

AGREED = """
    SELECT taking_part.id, taking_part.person_id FROM programs_participation taking_part
    WHERE taking_part.program_id = %(program)s AND taking_part.role = %(role)s AND EXISTS (
        SELECT FROM programs_consent consent
        JOIN programs_consenttext consent_text ON consent_text.id = consent.text_id
        LEFT JOIN programs_withdrawal withdrawal ON withdrawal.consent_id = consent.id
        WHERE consent.program_id = %(program)s AND consent.person_id = taking_part.person_id
            AND consent_text.purpose = %(purpose)s AND withdrawal.id IS NULL
    )
"""
# Of two answers of one person to the same wave the first one counts. The order is that of the index `score_report`.
SCORES = """
    WITH agreed AS MATERIALIZED ({agreed}), counted AS (
        SELECT DISTINCT ON (score.wave, score.participation_id) score.wave, score.participation_id, score.value
        FROM intake_score score {narrowed}
        WHERE score.program_id = %(program)s AND score.code = %(code)s AND score.wave IS NOT NULL
            AND score.participation_id IS NOT NULL AND score.value IS NOT NULL
        ORDER BY score.wave, score.participation_id, score.response_id
    )
    SELECT wave, string_agg(int8send(participation_id), ''::bytea), string_agg(float8send(value), ''::bytea)
    FROM counted JOIN agreed ON agreed.id = counted.participation_id
    GROUP BY wave ORDER BY wave
"""
NARROWED = """
    JOIN intake_response response ON response.id = score.response_id AND response.version_id = ANY(%(versions)s)
"""
MEASURED = """
    WITH agreed AS MATERIALIZED ({agreed})
    SELECT score.code, version.questionnaire_id, score.wave
    FROM intake_score score
    JOIN agreed ON agreed.id = score.participation_id
    LEFT JOIN intake_response response ON response.id = score.response_id AND score.code LIKE 'total:%%'
    LEFT JOIN intake_questionnaireversion version ON version.id = response.version_id
    WHERE score.program_id = %(program)s AND score.wave IS NOT NULL AND score.value IS NOT NULL
    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""
PEOPLE = "SELECT count(DISTINCT person_id) FROM ({agreed}) agreed"


@dataclass(frozen=True)
class WaveScores:
    """`scores[i, j]`: the score of person j for `waves[i]` (days since the start), NaN where there is none."""

    waves: tuple[int, ...]
    scores: np.ndarray

    def at(self, wave: int) -> np.ndarray:
        return self.scores[self.waves.index(wave)]

    @property
    def people(self) -> int:
        return self.scores.shape[1]


@dataclass(frozen=True)
class Measured:
    """A score that somebody has; `questionnaire` is the key of the questionnaire whose total it is, else None."""

    code: str
    questionnaire: int | None
    waves: tuple[int, ...]


@dataclass(frozen=True)
class Enrolled:
    """People who have or had a place, and of these, those who agreed to the evaluation."""

    people: int
    agreed: int


def wave_scores(program: Program, code: str, *, versions: Sequence[int] | None = None) -> WaveScores:
    """The scores of a program under one code, person by person. `versions` (keys) narrows to those of questionnaires
    that add up the same answers: two questionnaires may name their totals alike."""
    narrowed = NARROWED if versions is not None else ""
    rows = _rows(SCORES.format(agreed=AGREED, narrowed=narrowed), program, code=code, versions=list(versions or ()))
    columns = [(wave, np.frombuffer(people, ">i8"), np.frombuffer(values, ">f8")) for wave, people, values in rows]
    everybody = np.unique(np.concatenate([people for _wave, people, _values in columns] or [np.empty(0, ">i8")]))
    scores = np.full((len(columns), len(everybody)), np.nan)
    for row, (_wave, people, values) in zip(scores, columns, strict=True):
        row[np.searchsorted(everybody, people)] = np.where(np.isfinite(values), values, np.nan)
    return WaveScores(tuple(wave for wave, _people, _values in columns), scores)


def measured(program: Program) -> list[Measured]:
    """What of this program can be looked at, with the waves that exist."""
    found: dict[tuple, list[int]] = {}
    for code, questionnaire, wave in _rows(MEASURED.format(agreed=AGREED), program):
        found.setdefault((code, questionnaire), []).append(wave)
    return [Measured(*key, tuple(waves)) for key, waves in found.items()]


def enrolled(program: Program) -> Enrolled:
    everybody = Participation.objects.filter(program=program, role=Role.PARTICIPANT)
    people = everybody.values("person").distinct().count()
    ((agreed,),) = _rows(PEOPLE.format(agreed=AGREED), program)
    return Enrolled(people, agreed)


def facts_of(program: Program) -> dict:
    """What AGREED has to be told."""
    return {"program": program.pk, "role": Role.PARTICIPANT.value, "purpose": Purpose.RESEARCH.value}


def _rows(query: str, program: Program, **values) -> Sequence[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query, facts_of(program) | values)
        return cursor.fetchall()
