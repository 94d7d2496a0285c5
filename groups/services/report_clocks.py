"""Telling the readers of a report that a day which was promised comes near, or is over: one statement for each kind."""

import datetime
from dataclasses import dataclass

from django.db import connection

EPOCH = datetime.date(1970, 1, 1)
# At this hour, where the program is; later for who is not disturbed then.
MORNING = "09:00"
# How long after its day it is worth saying that something is late, and how far back the planner looks.
LATE_FOR = 14


@dataclass(frozen=True)
class Clock:
    """The column that holds the day, in which states something is still promised for it, before it or after it."""

    column: str
    states: tuple[str, ...]
    is_late: bool


WAITS, GOES_ON = ("received",), ("read", "mediation", "other_route")
CLOCKS = {
    "report_answer_due": Clock("acknowledge_by", WAITS, is_late=False),
    "report_answer_late": Clock("acknowledge_by", WAITS, is_late=True),
    "report_end_due": Clock("resolve_by", GOES_ON, is_late=False),
    "report_end_late": Clock("resolve_by", GOES_ON, is_late=True),
    "report_word_due": Clock("update_by", GOES_ON, is_late=False),
    "report_word_late": Clock("update_by", GOES_ON, is_late=True),
}

# Before: on the day before, on a Friday for a Monday. After: on the day after. `update_by` begins as `resolve_by`: said
# once. Who has a part in it, or is close to who has, is told nothing, even with a row that names them.
PLAN = """
WITH moment AS (
    SELECT coalesce(%(now)s::timestamptz, statement_timestamp()) AS now
), promised AS (
    SELECT c.id, c.program_id, c.concerns_id, c.{column} AS day, p.time_zone,
        CASE
            WHEN %(late)s THEN c.{column} + 1
            WHEN extract(isodow FROM c.{column}) = 1 THEN c.{column} - 3
            ELSE c.{column} - 1
        END AS told_on,
        c.{column} + CASE WHEN %(late)s THEN %(late_for)s ELSE 1 END AS told_until
    FROM groups_conflict c
    JOIN programs_program p ON p.id = c.program_id
    WHERE c.state = ANY(%(states)s) AND c.{column} IS NOT NULL
      AND (%(column)s <> 'update_by' OR c.update_by > c.resolve_by)
), owed AS (
    SELECT DISTINCT promised.id, promised.program_id, person.id AS person_id,
        promised.day - DATE '1970-01-01' AS version,
        promised.told_until::timestamp AT TIME ZONE promised.time_zone AS expires_at,
        quiet_hours_due(
            (promised.told_on + %(morning)s::time) AT TIME ZONE promised.time_zone,
            person.time_zone, person.quiet_from, person.quiet_until,
            promised.told_until::timestamp AT TIME ZONE promised.time_zone
        ) AS due_at,
        format('%(kind_raw)s:%%s:%%s:%%s:email', promised.id, promised.day - DATE '1970-01-01', person.id) AS key
    FROM promised
    CROSS JOIN moment
    JOIN groups_conflictreader reader ON reader.conflict_id = promised.id
    JOIN programs_participation part ON part.id = reader.participation_id
        AND part.state = 'active' AND part.role IN ('coordinator', 'safeguarding')
    JOIN programs_person person ON person.id = part.person_id AND person.is_active AND person.email IS NOT NULL
    WHERE (promised.told_on + %(morning)s::time) AT TIME ZONE promised.time_zone <= moment.now
      AND promised.told_until::timestamp AT TIME ZONE promised.time_zone > moment.now
      AND person.id IS DISTINCT FROM promised.concerns_id
      AND NOT EXISTS (
        SELECT FROM (
            SELECT side.person_id FROM groups_party party
            JOIN programs_participation side ON side.id = party.participation_id
            WHERE party.conflict_id = promised.id
            UNION ALL SELECT promised.concerns_id WHERE promised.concerns_id IS NOT NULL
        ) involved
        LEFT JOIN programs_tie tie ON tie.program_id = promised.program_id AND tie.ended_at IS NULL
            AND ((tie.one_id = involved.person_id AND tie.other_id = person.id)
                OR (tie.other_id = involved.person_id AND tie.one_id = person.id))
        WHERE involved.person_id = person.id OR tie.id IS NOT NULL
      )
)
INSERT INTO programs_notice
    (key, kind, channel, about_id, version, recipient_id, program_id, message_id, state, attempts, failure,
     due_at, expires_at)
SELECT key, %(kind)s, 'email', id, version, person_id, program_id, substr(md5(key || random()), 1, 20),
    'owed', 0, '', due_at, expires_at
FROM owed
WHERE NOT EXISTS (SELECT FROM programs_notice known WHERE known.key = owed.key)
ORDER BY key
ON CONFLICT (key) DO NOTHING
"""


def plan_report_clocks(kind: str, now: datetime.datetime | None = None) -> int:
    """Owe each reader of a report one notice for its day. Returns how many are new; `now=None` is the database's clock.

    Running it twice changes nothing; a worker that was down meanwhile tells it late rather than never.
    """
    clock = CLOCKS[kind]
    values = {
        "now": now,
        "kind": kind,
        "column": clock.column,
        "late": clock.is_late,
        "late_for": LATE_FOR,
        "states": list(clock.states),
        "morning": MORNING,
    }
    # Both are words of this file, not of a person.
    statement = PLAN.replace("{column}", clock.column).replace("%(kind_raw)s", kind)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount
