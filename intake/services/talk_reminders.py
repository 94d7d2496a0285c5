"""Planning the reminders of talks that are booked: one statement, as for meetings."""

from datetime import datetime

from django.db import connection

AHEAD = "1 hour"  # written down this long before it is due
MARGIN = "1 day"  # quiet hours can bring a reminder forward, by less than a day

PLAN = """
WITH moment AS (
    SELECT coalesce(%(now)s::timestamptz, statement_timestamp()) AS now
), furthest AS (
    SELECT max(hours) * interval '1 hour' + %(margin)s::interval AS reach
    FROM programs_person, unnest(reminder_lead_hours) AS hours
    WHERE wants_reminders AND is_active
), coming AS MATERIALIZED (
    -- A talk that is being called off at this moment is left to the next run.
    SELECT talk.id, talk.program_id, talk.booked_at, slot.starts_at, program.time_zone, request.person_id AS asking_id,
        held.person_id AS interviewer_id
    FROM intake_interview talk
    JOIN intake_interviewslot slot ON slot.id = talk.slot_id
    JOIN intake_assessment request ON request.id = talk.assessment_id
    JOIN programs_participation held ON held.id = slot.interviewer_id
    JOIN programs_program program ON program.id = talk.program_id
    CROSS JOIN moment CROSS JOIN furthest
    WHERE talk.state = 'booked' AND program.state IN ('open', 'paused')
      AND slot.starts_at > moment.now AND slot.starts_at < moment.now + furthest.reach
    FOR SHARE OF talk SKIP LOCKED
), wanted AS (
    -- Whole days are days on the program's wall, the rest are hours that pass.
    SELECT DISTINCT c.id, c.program_id, c.booked_at, c.starts_at, person.id AS person_id, hours,
        quiet_hours_due(
            (c.starts_at AT TIME ZONE c.time_zone - hours / 24 * interval '1 day') AT TIME ZONE c.time_zone
                - hours %% 24 * interval '1 hour',
            person.time_zone, person.quiet_from, person.quiet_until, c.starts_at
        ) AS due_at
    FROM coming c
    JOIN programs_person person ON person.id IN (c.asking_id, c.interviewer_id)
        AND person.is_active AND person.wants_reminders AND person.email IS NOT NULL
    CROSS JOIN LATERAL unnest(person.reminder_lead_hours) AS hours
), in_turn AS (
    SELECT *, min(due_at) OVER (
        PARTITION BY id, person_id ORDER BY hours DESC ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
    ) AS next_due
    FROM wanted
), owed AS (
    SELECT in_turn.*, format('interview_reminder:%%s:0:%%s:%%sh:email', id, person_id, hours) AS key
    FROM in_turn, moment
    WHERE due_at < moment.now + %(ahead)s::interval
      AND due_at > booked_at  -- who has just booked reads the time in the confirmation
      -- Of several whose time has come at once, only the last is worth sending.
      AND (next_due IS NULL OR next_due > greatest(due_at, moment.now))
)
INSERT INTO programs_notice
    (key, kind, channel, about_id, version, recipient_id, program_id, message_id, state, attempts, failure,
     due_at, expires_at)
SELECT key, 'interview_reminder', 'email', id, 0, person_id, program_id,
    substr(md5(key || random()), 1, 20),
    'owed', 0, '', due_at, least(next_due, starts_at)
FROM owed
WHERE NOT EXISTS (SELECT FROM programs_notice known WHERE known.key = owed.key)
ORDER BY key
ON CONFLICT (key) DO NOTHING
"""


def plan_talk_reminders(now: datetime | None = None) -> int:
    """Owe the person and the interviewer the reminders each asked for, an hour before they are due; how many are new.

    `now=None` is the database's clock. Running it twice changes nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute(PLAN, {"now": now, "ahead": AHEAD, "margin": MARGIN})
        return cursor.rowcount
