"""Planning the reminders of coming meetings: one statement, whatever their number."""

from datetime import datetime

from django.db import connection

# A reminder is written down this long before it is due: long enough for a planner that is late, short enough that
# nearly every change of plans comes before it.
AHEAD = "1 hour"
# Quiet hours can bring a reminder forward, by less than a day.
MARGIN = "1 day"

PLAN = """
WITH moment AS (
    SELECT coalesce(%(now)s::timestamptz, statement_timestamp()) AS now
), furthest AS (
    SELECT max(hours) * interval '1 hour' + %(margin)s::interval AS reach
    FROM programs_person, unnest(reminder_lead_hours) AS hours
    WHERE wants_reminders AND is_active
), coming AS MATERIALIZED (
    -- A meeting that is being moved at this moment is left to the next run; one that was moved is read as it is now.
    SELECT m.id, m.group_id, m.program_id, m.sequence, m.starts_at, g.time_zone
    FROM groups_meeting m
    JOIN groups_group g ON g.id = m.group_id
    JOIN programs_program p ON p.id = m.program_id
    CROSS JOIN moment CROSS JOIN furthest
    WHERE m.state = 'planned' AND p.state IN ('open', 'paused')
      AND m.starts_at > moment.now AND m.starts_at < moment.now + furthest.reach
    FOR SHARE OF m SKIP LOCKED
), seats AS (
    -- Who has a place in the group, but for who handed this meeting over; and who stands in.
    SELECT c.id, place.participation_id
    FROM coming c JOIN groups_membership place ON place.group_id = c.group_id AND place.state = 'placed'
    WHERE NOT EXISTS (
        SELECT FROM groups_cover handed_over
        WHERE handed_over.meeting_id = c.id AND handed_over.absent_id = place.participation_id
          AND handed_over.state = 'taken'
    )
    UNION ALL
    SELECT c.id, cover.stand_in_id
    FROM coming c JOIN groups_cover cover ON cover.meeting_id = c.id AND cover.state = 'taken'
), wanted AS (
    -- Whole days are days on the group's wall, the rest are hours that pass.
    SELECT DISTINCT c.id, c.program_id, c.sequence, c.starts_at, person.id AS person_id, hours,
        quiet_hours_due(
            (c.starts_at AT TIME ZONE c.time_zone - hours / 24 * interval '1 day') AT TIME ZONE c.time_zone
                - hours %% 24 * interval '1 hour',
            person.time_zone, person.quiet_from, person.quiet_until, c.starts_at
        ) AS due_at
    FROM coming c
    JOIN seats ON seats.id = c.id
    JOIN programs_participation part ON part.id = seats.participation_id AND part.state = 'active'
    JOIN programs_person person ON person.id = part.person_id
        AND person.is_active AND person.wants_reminders AND person.email IS NOT NULL
    CROSS JOIN LATERAL unnest(person.reminder_lead_hours) AS hours
    WHERE NOT EXISTS (
        SELECT FROM groups_rsvp answer
        JOIN programs_participation answering ON answering.id = answer.participation_id
        WHERE answer.meeting_id = c.id AND answer.sequence = c.sequence
          AND answering.person_id = person.id AND answer.answer = 'not_coming'
    )
), in_turn AS (
    SELECT *, min(due_at) OVER (
        PARTITION BY id, person_id ORDER BY hours DESC ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
    ) AS next_due
    FROM wanted
), owed AS (
    SELECT in_turn.*, format('meeting_reminder:%%s:%%s:%%s:%%sh:email', id, sequence, person_id, hours) AS key
    FROM in_turn, moment
    WHERE due_at < moment.now + %(ahead)s::interval
      -- Of several whose time has come at once, only the last is worth sending.
      AND (next_due IS NULL OR next_due > greatest(due_at, moment.now))
)
INSERT INTO programs_notice
    (key, kind, channel, about_id, version, recipient_id, program_id, message_id, state, attempts, failure,
     due_at, expires_at)
SELECT key, 'meeting_reminder', 'email', id, sequence, person_id, program_id,
    substr(md5(key || random()), 1, 20),
    'owed', 0, '', due_at, least(next_due, starts_at)
FROM owed
WHERE NOT EXISTS (SELECT FROM programs_notice known WHERE known.key = owed.key)
ORDER BY key
ON CONFLICT (key) DO NOTHING
"""


def plan_meeting_reminders(now: datetime | None = None) -> int:
    """Owe each member of a group the reminders they asked for, an hour before they are due; return how many are new.

    Who stands in is reminded in place of who is away; who has said that they cannot come is not. `now=None` is the
    database's clock. Running it twice changes nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute(PLAN, {"now": now, "ahead": AHEAD, "margin": MARGIN})
        return cursor.rowcount
