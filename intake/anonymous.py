"""Answers without a person, counted question by question. No row of it ever leaves PostgreSQL.

A new answer must not stand out from those that were shown before. So the answers to a question are added in lots: whole
weeks that are over, as many as it takes for enough answers. A lot never changes; what comes later waits for the next.
How many are enough is a setting of the program, which can be changed afterwards: it never goes below `FEWEST`, and
larger lots are made of whole smaller ones, so that two settings cannot be subtracted from each other.
"""

import datetime
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import connection
from django.utils import timezone

from intake.models import AnonymousResponse, Questionnaire, QuestionnaireVersion
from intake.questionnaires.document import Form
from programs.models import Program

FEWEST = 5

# How many people answered a question in a week, and how often each answer was given. Texts of their own count as null.
COUNTED = """
    WITH asked AS (
        SELECT answered.version_id, answered.week, question.key, question.value
        FROM intake_anonymousresponse answered CROSS JOIN LATERAL jsonb_each(answered.answers) question
        WHERE answered.program_id = %(program)s AND answered.version_id = ANY(%(versions)s)
            AND answered.week < %(monday)s AND question.key = ANY(%(links)s)
            AND jsonb_typeof(question.value) = 'array' AND question.value <> '[]'::jsonb
    )
    SELECT version_id, week, key, NULL, true, count(*) FROM asked GROUP BY 1, 2, 3
    UNION ALL
    SELECT version_id, week, key, CASE WHEN jsonb_typeof(said.value) <> 'object' THEN said.value::text END, false,
        count(*)
    FROM asked CROSS JOIN LATERAL jsonb_array_elements(asked.value) said GROUP BY 1, 2, 3, 4
"""


@dataclass(frozen=True)
class Said:
    """How many people answered a question, and how often each value was given; texts of their own are under None."""

    people: int = 0
    values: Mapping = field(default_factory=Counter)


def asked_anonymously(program: Program) -> list[Questionnaire]:
    """The questionnaires of the program to which somebody has answered without a name."""
    keys = AnonymousResponse.objects.filter(program=program).values("version__questionnaire")
    return list(Questionnaire.objects.filter(pk__in=keys))


def versions_answered(questionnaire: Questionnaire, program: Program) -> list[QuestionnaireVersion]:
    """The versions that were answered without a name in this program, newest first."""
    keys = AnonymousResponse.objects.filter(program=program).values("version")
    return list(QuestionnaireVersion.objects.filter(questionnaire=questionnaire, pk__in=keys).newest_first())


def what_was_said(
    program: Program, versions: list[QuestionnaireVersion], *, small: int, now: datetime.datetime | None = None
) -> dict[str, Said]:
    """Link id of each question of the newest version → what was said to it, in lots of at least `small` people. Of an
    older version the questions count that were asked in the same words with the same options."""
    newest = Form(versions[0].document)
    alike = {version.pk: same_questions(newest, Form(version.document)) for version in versions}
    today = (now or timezone.now()).astimezone(program.zone).date()
    facts = {
        "program": program.pk,
        "versions": list(alike),
        "monday": today - datetime.timedelta(days=today.weekday()),
        "links": sorted({link_id for links in alike.values() for link_id in links}),
    }
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, facts)
        rows = [row for row in cursor.fetchall() if row[2] in alike[row[0]]]
    return {link_id: in_lots([row for row in rows if row[2] == link_id], small) for link_id in alike[versions[0].pk]}


def same_questions(newest: Form, other: Form) -> set[str]:
    return {
        node.link_id
        for node in newest.questions
        if not node.homes
        and node.link_id in other.by_link
        and other.by_link[node.link_id].item == node.item
        and other.options(node.link_id) == newest.options(node.link_id)
    }


def in_lots(rows: list[tuple], small: int) -> Said:
    """What was said up to the last week at which a lot was full. Rows: as COUNTED gives them, of one question."""
    people: Counter = Counter()
    for _version, week, _link, _value, is_people, number in rows:
        if is_people:
            people[week] += number
    shown, full, waiting, until = 0, 0, 0, None
    for week in sorted(people):
        waiting += people[week]
        if waiting >= FEWEST:
            full, waiting = full + waiting, 0
        if not waiting and full >= small:
            shown, full, until = shown + full, 0, week
    values: Counter = Counter()
    for _version, week, _link, value, is_people, number in rows:
        if until and week <= until and not is_people:
            values[None if value is None else json.loads(value)] += number
    return Said(shown, values)
