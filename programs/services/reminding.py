"""Planning reminders of what is to come: one statement, whatever their number, for meetings and talks alike.

An app says what is coming and who is invited; when each person wants to be reminded, the quiet hours, and that nothing
is owed twice stand here.
"""

from datetime import datetime

from django.db import connection

# A reminder is written down this long before it is due: long enough for a planner that is late, short enough that
# nearly every change of plans comes before it.
AHEAD = "1 hour"
# Quiet hours can bring a reminder forward, by less than a day.
MARGIN = "1 day"

BEFORE = """
WITH moment AS (
    SELECT coalesce(%(now)s::timestamptz, statement_timestamp()) AS now
), furthest AS (
    SELECT max(hours) * interval '1 hour' + %(margin)s::interval AS reach
    FROM programs_person, unnest(reminder_lead_hours) AS hours
    WHERE wants_reminders AND is_active
), """

AFTER = """, wanted AS (
    -- Whole days are days on the wall of the place, the rest are hours that pass.
    SELECT DISTINCT i.id, i.program_id, i.version, i.known_since, i.starts_at, person.id AS person_id, hours,
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
    SELECT in_turn.*, format('%%s:%%s:%%s:%%s:%%sh:email', %(kind)s::text, id, version, person_id, hours) AS key
    FROM in_turn, moment
    WHERE due_at < moment.now + %(ahead)s::interval
      AND (known_since IS NULL OR due_at > known_since)
      -- Of several whose time has come at once, only the last is worth sending.
      AND (next_due IS NULL OR next_due > greatest(due_at, moment.now))
)
INSERT INTO programs_notice
    (key, kind, channel, about_id, version, recipient_id, program_id, message_id, state, attempts, failure,
     due_at, expires_at)
SELECT key, %(kind)s, 'email', id, version, person_id, program_id,
    substr(md5(key || random()), 1, 20),
    'owed', 0, '', due_at, least(next_due, starts_at)
FROM owed
WHERE NOT EXISTS (SELECT FROM programs_notice known WHERE known.key = owed.key)
ORDER BY key
ON CONFLICT (key) DO NOTHING
"""


def plan_reminders(kind: str, invited: str, *, now: datetime | None) -> int:
    """Owe each invited person the reminders they asked for, an hour before they are due; return how many are new.

    `invited` is SQL of this house, never of a person: common table expressions that may use `moment` (now) and
    `furthest` (reach), the last one called `invited` with the columns id, program_id, version, starts_at, time_zone,
    person_id, and known_since: nobody is reminded of what was due before they learned of it (NULL: anything).
    `now=None` is the database's clock. Running it twice changes nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute(BEFORE + invited + AFTER, {"kind": kind, "now": now, "ahead": AHEAD, "margin": MARGIN})
        return cursor.rowcount
