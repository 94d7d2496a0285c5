"""Stored scores as arrays: one pass over one index for each score, for people who agreed to the evaluation.

Only participants with a standing consent to `Purpose.RESEARCH` are in here; who withdraws is out at the next look.
PostgreSQL packs its columns into bytes, which NumPy reads as they are: no Python object for each person.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.db import connection

from programs.models import ConsentText, Participation, Program, Purpose, Role

# Written so that PostgreSQL guesses the number of people right: a list of texts, an anti-join for what was withdrawn.
STANDING = """
    consent.program_id = %(program)s AND consent.text_id = ANY(%(texts)s)
    AND NOT EXISTS (SELECT FROM programs_withdrawal withdrawal WHERE withdrawal.consent_id = consent.id)
"""
AGREED = f"""
    SELECT taking_part.id, taking_part.person_id FROM programs_participation taking_part
    WHERE taking_part.program_id = %(program)s AND taking_part.role = %(role)s
        AND taking_part.person_id IN (SELECT consent.person_id FROM programs_consent consent WHERE {STANDING})
"""  # noqa: S608 (our own text)
PEOPLE = """
    SELECT string_agg(int8send(id), ''::bytea), count(DISTINCT person_id) FROM ({agreed}) agreed
"""
# In the order of the index `score_report`, so that nothing is sorted: of one wave, person by person, the first answer
# first.
SCORES = """
    SELECT score.wave,
        string_agg(int8send(score.participation_id), ''::bytea ORDER BY score.participation_id, score.response_id),
        string_agg(float8send(score.value), ''::bytea ORDER BY score.participation_id, score.response_id)
    FROM intake_score score {narrowed}
    WHERE score.program_id = %(program)s AND score.code = %(code)s AND score.wave IS NOT NULL
        AND score.participation_id IS NOT NULL AND score.value IS NOT NULL
    GROUP BY score.wave ORDER BY score.wave
"""
NARROWED = """
    JOIN intake_response response ON response.id = score.response_id AND response.version_id = ANY(%(versions)s)
"""
# The codes and their waves, found by jumping through the index from one to the next; then whether somebody who agreed
# has such a score (LIMIT: one is enough), and for totals of which questionnaire.
MEASURED = f"""
    WITH RECURSIVE codes AS (
        SELECT min(code) AS code FROM intake_score WHERE program_id = %(program)s
        UNION ALL
        SELECT (SELECT min(score.code) FROM intake_score score
            WHERE score.program_id = %(program)s AND score.code > codes.code)
        FROM codes WHERE codes.code IS NOT NULL
    ), waves AS (
        SELECT code, (SELECT min(score.wave) FROM intake_score score
            WHERE score.program_id = %(program)s AND score.code = codes.code) AS wave
        FROM codes WHERE code IS NOT NULL
        UNION ALL
        SELECT code, (SELECT min(score.wave) FROM intake_score score
            WHERE score.program_id = %(program)s AND score.code = waves.code AND score.wave > waves.wave)
        FROM waves WHERE wave IS NOT NULL
    ), used AS (
        SELECT version.questionnaire_id AS questionnaire, array_agg(version.id) AS versions
        FROM intake_questionnaireversion version CROSS JOIN LATERAL (
            SELECT 1 FROM intake_response response
            WHERE response.version_id = version.id AND response.program_id = %(program)s LIMIT 1
        ) somebody
        GROUP BY 1
    ), kinds AS (
        SELECT code, wave, NULL AS questionnaire, NULL AS versions FROM waves
        WHERE wave IS NOT NULL AND code NOT LIKE 'total:%%'
        UNION ALL
        SELECT code, wave, questionnaire, versions FROM waves CROSS JOIN used
        WHERE wave IS NOT NULL AND code LIKE 'total:%%'
    )
    SELECT kinds.code, kinds.questionnaire, kinds.wave FROM kinds CROSS JOIN LATERAL (
        SELECT 1 FROM intake_score score
        WHERE score.program_id = %(program)s AND score.code = kinds.code AND score.wave = kinds.wave
            AND score.value IS NOT NULL
            AND (kinds.versions IS NULL OR EXISTS (SELECT FROM intake_response response
                WHERE response.id = score.response_id AND response.version_id = ANY(kinds.versions)))
            AND EXISTS (SELECT FROM programs_participation taking_part
                JOIN programs_consent consent ON consent.person_id = taking_part.person_id
                WHERE taking_part.id = score.participation_id AND taking_part.role = %(role)s AND {STANDING})
        LIMIT 1
    ) somebody
    ORDER BY 1, 2, 3
"""  # noqa: S608 (our own text)


@dataclass(frozen=True)
class WaveScores:
    """`scores[i, j]`: the score of person j for `waves[i]` (days since the start), NaN where there is none. `agreed`:
    how many people agreed to the evaluation, with a score or not."""

    waves: tuple[int, ...]
    scores: np.ndarray
    agreed: int = 0

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


def wave_scores(program: Program, code: str, *, versions: Sequence[int] | None = None) -> WaveScores:
    """The scores of a program under one code, person by person. `versions` (keys) narrows to those of questionnaires
    that add up the same answers: two questionnaires may name their totals alike."""
    facts = facts_of(program) | {"code": code, "versions": list(versions or ())}
    ((packed, number),) = _rows(PEOPLE.format(agreed=AGREED), facts)
    agreed = np.sort(np.frombuffer(packed or b"", ">i8").astype(np.int64))
    columns = []
    for wave, people, values in _rows(SCORES.format(narrowed="" if versions is None else NARROWED), facts):
        found, numbers = first_answers(np.frombuffer(people, ">i8"), np.frombuffer(values, ">f8"))
        places = np.searchsorted(agreed, found)
        counts = places < len(agreed)
        counts[counts] = agreed[places[counts]] == found[counts]
        if counts.any():
            columns.append((wave, places[counts], numbers[counts]))
    scores = np.full((len(columns), len(agreed)), np.nan)
    for row, (_wave, places, numbers) in zip(scores, columns, strict=True):
        row[places] = numbers
    anything = ~np.isnan(scores).all(axis=0) if len(columns) else np.zeros(len(agreed), bool)
    return WaveScores(tuple(wave for wave, _places, _numbers in columns), scores[:, anything], number)


def first_answers(people: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of each person the first value that is a number. Both in the same order, answers of one person side by side."""
    numbers = np.isfinite(values)
    found, scores = people[numbers].astype(np.int64), values[numbers].astype(float)
    first = np.ones(len(found), dtype=bool)
    first[1:] = found[1:] != found[:-1]
    return found[first], scores[first]


def measured(program: Program) -> list[Measured]:
    """What of this program can be looked at, with the waves that exist."""
    found: dict[tuple, list[int]] = {}
    for code, questionnaire, wave in _rows(MEASURED, facts_of(program)):
        found.setdefault((code, questionnaire), []).append(wave)
    return [Measured(*key, tuple(waves)) for key, waves in found.items()]


def people_enrolled(program: Program) -> int:
    """How many people have or had a place."""
    return Participation.objects.filter(program=program, role=Role.PARTICIPANT).values("person").distinct().count()


def facts_of(program: Program) -> dict:
    """What AGREED has to be told."""
    texts = ConsentText.objects.filter(program=program, purpose=Purpose.RESEARCH).values_list("pk", flat=True)
    return {"program": program.pk, "role": Role.PARTICIPANT.value, "texts": list(texts)}


def _rows(query: str, facts: dict) -> Sequence[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query, facts)
        return cursor.fetchall()
