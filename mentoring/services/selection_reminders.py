"""Planning the reminders of interviews that are booked: one statement, as for meetings."""

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
    -- An interview that is being called off at this moment is left to the next run.
    SELECT talk.id, talk.program_id, talk.booked_at, slot.id AS slot_id, slot.starts_at, campaign.time_zone,
        application.person_id AS applicant_id
    FROM mentoring_selectioninterview talk
    JOIN mentoring_selectionslot slot ON slot.id = talk.slot_id
    JOIN mentoring_application application ON application.id = talk.application_id
    JOIN mentoring_campaign campaign ON campaign.id = application.campaign_id
    JOIN programs_program program ON program.id = talk.program_id
    CROSS JOIN moment CROSS JOIN furthest
    WHERE talk.state = 'booked' AND program.state IN ('open', 'paused')
      AND slot.starts_at > moment.now AND slot.starts_at < moment.now + furthest.reach
    FOR SHARE OF talk SKIP LOCKED
), invited AS (
    SELECT coming.*, applicant_id AS person_id FROM coming
    UNION
    SELECT coming.*, held.person_id
    FROM coming
    JOIN mentoring_selectionslot_panel panel ON panel.selectionslot_id = coming.slot_id
    JOIN programs_participation held ON held.id = panel.participation_id AND held.state <> 'left'
), wanted AS (
    -- Whole days are days on the campaign's wall, the rest are hours that pass.
    SELECT DISTINCT i.id, i.program_id, i.booked_at, i.starts_at, person.id AS person_id, hours,
        quiet_hours_due(
            (i.starts_at AT TIME ZONE i.time_zone - hours / 24 * interval '1 day') AT TIME ZONE i.time_zone
                - hours %% 24 * interval '1 hour',
            person.time_zone, person.quiet_from, person.quiet_until, i.starts_at
        ) AS due_at
    FROM invited i
    JOIN programs_person person ON person.id = i.person_id
        AND person.is_active AND person.wants_reminders AND person.email IS NOT NULL
    CROSS JOIN LATERAL unnest(person.reminder_lead_hours) AS hours
), in_turn AS (
    SELECT *, min(due_at) OVER (
        PARTITION BY id, person_id ORDER BY hours DESC ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
    ) AS next_due
    FROM wanted
), owed AS (
    SELECT in_turn.*, format('selection_talk_reminder:%%s:0:%%s:%%sh:email', id, person_id, hours) AS key
    FROM in_turn, moment
    WHERE due_at < moment.now + %(ahead)s::interval
      AND due_at > booked_at  -- who has just booked reads the time in the confirmation
      -- Of several whose time has come at once, only the last is worth sending.
      AND (next_due IS NULL OR next_due > greatest(due_at, moment.now))
)
INSERT INTO programs_notice
    (key, kind, channel, about_id, version, recipient_id, program_id, message_id, state, attempts, failure,
     due_at, expires_at)
SELECT key, 'selection_talk_reminder', 'email', id, 0, person_id, program_id,
    substr(md5(key || random()), 1, 20),
    'owed', 0, '', due_at, least(next_due, starts_at)
FROM owed
WHERE NOT EXISTS (SELECT FROM programs_notice known WHERE known.key = owed.key)
ORDER BY key
ON CONFLICT (key) DO NOTHING
"""


def plan_selection_reminders(now: datetime | None = None) -> int:
    """Owe the applicant and the panel the reminders each asked for, an hour before they are due; how many are new.

    `now=None` is the database's clock. Running it twice changes nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute(PLAN, {"now": now, "ahead": AHEAD, "margin": MARGIN})
        return cursor.rowcount
