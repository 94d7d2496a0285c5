"""Reminding peers that their certificate runs out: one statement, whatever the number of certificates."""

from datetime import datetime

from django.db import connection

# Days before the end at which a peer is written to; the number is the version of the notice.
STEPS = (60, 30)
# At this hour, on the program's wall.
MORNING = "09:00"

PLAN = """
WITH moment AS (
    SELECT coalesce(%(now)s::timestamptz, statement_timestamp()) AS now
), due AS (
    SELECT c.id, c.program_id, part.person_id, step.days,
        (c.expires_on - step.days + %(morning)s::time) AT TIME ZONE p.time_zone AS morning,
        c.expires_on::timestamp AT TIME ZONE p.time_zone AS ends_at
    FROM mentoring_certificate c
    JOIN programs_program p ON p.id = c.program_id AND p.state IN ('open', 'paused')
    JOIN programs_participation part ON part.id = c.participation_id AND part.state <> 'left'
    CROSS JOIN moment
    CROSS JOIN unnest(%(steps)s::int[]) AS step(days)
    WHERE c.revoked_at IS NULL
      AND c.expires_on > (moment.now AT TIME ZONE p.time_zone)::date
      AND c.expires_on - step.days <= (moment.now AT TIME ZONE p.time_zone)::date
      AND NOT EXISTS (
        SELECT FROM mentoring_certificate later
        WHERE later.participation_id = c.participation_id AND later.revoked_at IS NULL
          AND later.expires_on > c.expires_on
      )
), owed AS (
    -- The last step that is reached, and no other: who was not written to at 60 days is written to once at 30.
    SELECT DISTINCT ON (due.id) due.*, person.id AS reader,
        format('certificate_ends:%%s:%%s:%%s:email', due.id, due.days, person.id) AS key,
        quiet_hours_due(due.morning, person.time_zone, person.quiet_from, person.quiet_until, due.ends_at) AS due_at
    FROM due
    JOIN programs_person person ON person.id = due.person_id AND person.is_active AND person.email IS NOT NULL
    ORDER BY due.id, due.days
)
INSERT INTO programs_notice
    (key, kind, channel, about_id, version, recipient_id, program_id, message_id, state, attempts, failure,
     due_at, expires_at)
SELECT key, 'certificate_ends', 'email', id, days, reader, program_id, substr(md5(key || random()), 1, 20),
    'owed', 0, '', due_at, ends_at
FROM owed
CROSS JOIN moment
WHERE morning <= moment.now AND NOT EXISTS (SELECT FROM programs_notice known WHERE known.key = owed.key)
ORDER BY key
ON CONFLICT (key) DO NOTHING
"""


def plan_renewals(now: datetime | None = None) -> int:
    """Owe each peer a word 60 and 30 days before their certificate ends, unless a newer one stands.

    Returns how many are new; `now=None` is the database's clock. Running it twice changes nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute(PLAN, {"now": now, "morning": MORNING, "steps": list(STEPS)})
        return cursor.rowcount
