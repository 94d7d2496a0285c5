"""A planned end is said two weeks before, once to each of the two: one statement, whatever the number of pairs."""

from datetime import datetime

from django.db import connection

TOLD_BEFORE = 14  # days
HOUR = "10:00"

# The version of the notice is the day of the end (days since 2000): an end that is moved is told anew.
PLAN = """
WITH moment AS (
    SELECT coalesce(%(now)s::timestamptz, statement_timestamp()) AS now
), ending AS (
    SELECT pair.id, pair.program_id, person.id AS person_id, pair.ends_on - date '2000-01-01' AS version,
        (pair.ends_on + 1)::timestamp AT TIME ZONE program.time_zone AS expires_at,
        greatest((pair.ends_on - %(before)s + %(hour)s::time) AT TIME ZONE program.time_zone, moment.now) AS due_at,
        person.time_zone, person.quiet_from, person.quiet_until
    FROM mentoring_pairing pair
    JOIN programs_program program ON program.id = pair.program_id AND program.state IN ('open', 'paused')
    JOIN mentoring_supporter supporter ON supporter.id = pair.supporter_id
    JOIN programs_participation part
        ON part.id IN (pair.participation_id, supporter.participation_id) AND part.state = 'active'
    JOIN programs_person person ON person.id = part.person_id AND person.is_active AND person.email IS NOT NULL
    CROSS JOIN moment
    WHERE pair.state IN ('agreeing', 'active')
      AND (moment.now AT TIME ZONE program.time_zone)::date BETWEEN pair.ends_on - %(before)s AND pair.ends_on
), owed AS (
    SELECT *, format('pair_ends_soon:%%s:%%s:%%s:email', id, version, person_id) AS key FROM ending
)
INSERT INTO programs_notice
    (key, kind, channel, about_id, version, recipient_id, program_id, message_id, state, attempts, failure,
     due_at, expires_at)
SELECT key, 'pair_ends_soon', 'email', id, version, person_id, program_id, substr(md5(key || random()), 1, 20),
    'owed', 0, '', quiet_hours_due(due_at, time_zone, quiet_from, quiet_until, expires_at), expires_at
FROM owed
WHERE NOT EXISTS (SELECT FROM programs_notice known WHERE known.key = owed.key)
ORDER BY key
ON CONFLICT (key) DO NOTHING
"""


def plan_countdown(now: datetime | None = None) -> int:
    """Owe both of each pair that ends within two weeks one notice; return how many are new. Idempotent."""
    with connection.cursor() as cursor:
        cursor.execute(PLAN, {"now": now, "before": TOLD_BEFORE, "hour": HOUR})
        return cursor.rowcount
