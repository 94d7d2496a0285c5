"""Reminding facilitators of a missing log, the morning after: one statement, whatever the number of meetings."""

from datetime import datetime

from django.db import connection

# At this hour of the next day, on the group's wall.
MORNING = "09:00"
# How long it is worth reminding, and how far back the planner looks after it was off.
EXPIRES_AFTER = "3 days"

PLAN = """
WITH moment AS (
    SELECT coalesce(%(now)s::timestamptz, statement_timestamp()) AS now
), over AS (
    SELECT m.id, m.group_id, m.program_id,
        ((m.ends_at AT TIME ZONE g.time_zone)::date + 1 + %(morning)s::time) AT TIME ZONE g.time_zone AS morning
    FROM groups_meeting m
    JOIN groups_group g ON g.id = m.group_id
    JOIN programs_program p ON p.id = m.program_id
    CROSS JOIN moment
    WHERE m.state = 'planned' AND p.state IN ('open', 'paused')
      AND m.ends_at <= moment.now AND m.ends_at > moment.now - %(expires)s::interval
      AND NOT EXISTS (SELECT FROM groups_sessionlog written WHERE written.meeting_id = m.id)
), owed AS (
    SELECT DISTINCT over.id, over.program_id, person.id AS person_id,
        over.morning + %(expires)s::interval AS expires_at,
        quiet_hours_due(
            over.morning, person.time_zone, person.quiet_from, person.quiet_until, over.morning + %(expires)s::interval
        ) AS due_at,
        format('log_missing:%%s:0:%%s:email', over.id, person.id) AS key
    FROM over
    CROSS JOIN moment
    CROSS JOIN LATERAL (
        SELECT lead.participation_id FROM groups_membership lead
        WHERE lead.group_id = over.group_id AND lead.role = 'facilitator' AND lead.state = 'placed'
          AND NOT EXISTS (
            SELECT FROM groups_cover handed_over
            WHERE handed_over.meeting_id = over.id AND handed_over.absent_id = lead.participation_id
              AND handed_over.state = 'taken'
        )
        UNION
        SELECT stand_in_id FROM groups_cover WHERE meeting_id = over.id AND state = 'taken'
    ) AS leader
    JOIN programs_participation part ON part.id = leader.participation_id AND part.state = 'active'
    JOIN programs_person person ON person.id = part.person_id AND person.is_active AND person.email IS NOT NULL
    WHERE over.morning <= moment.now
)
INSERT INTO programs_notice
    (key, kind, channel, about_id, version, recipient_id, program_id, message_id, state, attempts, failure,
     due_at, expires_at)
SELECT key, 'log_missing', 'email', id, 0, person_id, program_id, substr(md5(key || random()), 1, 20),
    'owed', 0, '', due_at, expires_at
FROM owed
WHERE NOT EXISTS (SELECT FROM programs_notice known WHERE known.key = owed.key)
ORDER BY key
ON CONFLICT (key) DO NOTHING
"""


def plan_missing_logs(now: datetime | None = None) -> int:
    """Owe each facilitator of a group one notice per meeting without a log, from the next morning on; who stood in
    gets the one of who was away.

    Returns how many are new; `now=None` is the database's clock. Running it twice changes nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute(PLAN, {"now": now, "morning": MORNING, "expires": EXPIRES_AFTER})
        return cursor.rowcount
