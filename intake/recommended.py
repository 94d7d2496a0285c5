"""How people answer the question whether they would recommend the program, from 0 to 10."""

import json
from collections.abc import Mapping

import numpy as np
from django.db import connection

from intake.models import QuestionnaireVersion, Response
from intake.outcomes import AGREED, facts_of
from intake.questionnaires.document import CHOICES, Form
from intake.questionnaires.recommending import recommendation_item
from programs.models import Program

# Of several answers of one person the last one counts; only of people who agreed to the evaluation.
LAST_ANSWERS = """
    WITH agreed AS MATERIALIZED ({agreed}), answered AS (
        SELECT DISTINCT ON (response.participation_id) asked.link, response.version_id,
            response.answers -> asked.link -> 0 AS value
        FROM intake_response response
        JOIN agreed ON agreed.id = response.participation_id
        JOIN unnest(%(versions)s::bigint[], %(links)s::text[]) asked (version, link)
            ON asked.version = response.version_id
        WHERE response.program_id = %(program)s AND response.submitted_at IS NOT NULL
            AND jsonb_typeof(response.answers -> asked.link -> 0) IN ('number', 'string')
        ORDER BY response.participation_id, response.submitted_at DESC, response.id DESC
    )
    SELECT version_id, value::text, count(*) FROM answered GROUP BY 1, 2
"""


def recommendations(program: Program) -> np.ndarray:
    """The last answer of each person as numbers from 0 to 10, in no order; empty when nobody was asked."""
    keys = Response.objects.filter(program=program).sent().values("version")
    items: dict[int, tuple[Form, str]] = {}
    for version in QuestionnaireVersion.objects.filter(pk__in=keys):
        form = Form(version.document)
        link_id = recommendation_item(form)
        if link_id:
            items[version.pk] = form, link_id
    if not items:
        return np.empty(0)
    facts = {"versions": list(items), "links": [link_id for _form, link_id in items.values()]}
    with connection.cursor() as cursor:
        cursor.execute(LAST_ANSWERS.format(agreed=AGREED), facts_of(program) | facts)
        rows = cursor.fetchall()
    return as_answers({(key, json.loads(value)): number for key, value, number in rows}, items)


def as_answers(counted: Mapping[tuple, int], items: Mapping[int, tuple[Form, str]]) -> np.ndarray:
    """(key of the version, what was answered) → how often, as one number for each answer."""
    numbers = [numbered(*items[version], value) for version, value in counted]
    return np.repeat(np.array(numbers, dtype=float), list(counted.values()))


def numbered(form: Form, link_id: str, value) -> float:
    if form.by_link[link_id].type in CHOICES:
        option = form.option(link_id, value)
        return np.nan if option is None else float(option.ordinal)
    return float(value) if isinstance(value, int) else np.nan
