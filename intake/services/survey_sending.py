"""Asking those who are due, never more than a program allows; reminding them once, and only while they are silent."""

from datetime import datetime

from django.db import connection

# Nobody is asked before this hour on the program's wall; quiet hours may move it further.
ASK_AT = "10:00"

# A program without a limit of its own: as in `SurveyLimit`.
MOST, WITHIN_DAYS = 2, 14

# What is common to asking and reminding: who can still be asked.
ASKABLE = """
    person.is_active AND person.email IS NOT NULL
    AND (
        plan.trigger IN ('closing', 'drop_out')
        OR (part.state = 'active' AND program.state IN ('open', 'paused'))
    )
"""

NOTICE = """
INSERT INTO programs_notice
    (key, kind, channel, about_id, version, recipient_id, program_id, message_id, state, attempts, failure,
     due_at, expires_at)
"""

# One person's surveys in one program stand in a row, the oldest first; those beyond the limit wait for another day.
# Asked late, they are reminded and closed that much later.
ASK = f"""
WITH moment AS (
    SELECT coalesce(%(now)s::timestamptz, statement_timestamp()) AS now
), due AS MATERIALIZED (
    SELECT request.id, request.program_id, request.due_on, part.person_id, program.time_zone, wall.today,
        plan.remind_after_days, plan.overdue_after_days, plan.expires_after_days,
        person.time_zone AS reader_zone, person.quiet_from, person.quiet_until, moment.now,
        coalesce(bound.most, {MOST}) AS most, coalesce(bound.days, {WITHIN_DAYS}) AS days
    FROM intake_surveyrequest request
    JOIN intake_surveyplan plan ON plan.id = request.plan_id AND plan.is_active
    JOIN intake_questionnaire asked ON asked.id = plan.questionnaire_id AND NOT asked.is_retired
    JOIN programs_program program ON program.id = request.program_id
    JOIN programs_participation part ON part.id = request.participation_id
    JOIN programs_person person ON person.id = part.person_id
    JOIN LATERAL (
        SELECT version.instrument FROM intake_questionnaireversion version
        WHERE version.questionnaire_id = plan.questionnaire_id ORDER BY version.number DESC LIMIT 1
    ) newest ON newest.instrument <> ALL(%(gated)s) OR EXISTS (
        SELECT FROM intake_instrumentpermission permission
        WHERE permission.program_id = request.program_id AND permission.instrument = newest.instrument
    )
    LEFT JOIN intake_surveylimit bound ON bound.program_id = request.program_id
    CROSS JOIN moment
    CROSS JOIN LATERAL (
        SELECT moment.now AT TIME ZONE program.time_zone AS clock,
            (moment.now AT TIME ZONE program.time_zone)::date AS today
    ) wall
    WHERE request.state = 'due' AND request.due_on + %(ask_at)s::time <= wall.clock
      AND wall.clock::time >= %(ask_at)s::time AND request.expires_on >= wall.today
      AND {ASKABLE}
), had AS MATERIALIZED (
    -- What each of them got within the days of the limit.
    SELECT due.program_id, due.person_id, count(sent.id) AS number
    FROM (SELECT DISTINCT program_id, person_id, today, days FROM due) due
    JOIN programs_participation mine ON mine.program_id = due.program_id AND mine.person_id = due.person_id
    JOIN intake_surveyrequest sent ON sent.participation_id = mine.id AND sent.sent_on > due.today - due.days
    GROUP BY due.program_id, due.person_id
), in_turn AS (
    SELECT due.*, coalesce(had.number, 0)
        + row_number() OVER (PARTITION BY due.program_id, due.person_id ORDER BY due.due_on, due.id) AS place
    FROM due LEFT JOIN had USING (program_id, person_id)
), asked AS (
    UPDATE intake_surveyrequest request
    SET state = 'sent', sent_on = in_turn.today, updated_at = in_turn.now,
        remind_on = in_turn.today + in_turn.remind_after_days,
        overdue_on = in_turn.today + in_turn.overdue_after_days,
        expires_on = in_turn.today + in_turn.expires_after_days
    FROM in_turn
    WHERE request.id = in_turn.id AND request.state = 'due' AND in_turn.place <= in_turn.most
    RETURNING request.id, request.program_id, in_turn.person_id, in_turn.now, in_turn.reader_zone,
        in_turn.quiet_from, in_turn.quiet_until,
        (request.expires_on + 1)::timestamp AT TIME ZONE in_turn.time_zone AS ends_at
), owed AS (
    SELECT *, format('survey_asked:%%s:0:%%s:email', id, person_id) AS key FROM asked
)
{NOTICE}
SELECT key, 'survey_asked', 'email', id, 0, person_id, program_id, substr(md5(key || random()), 1, 20),
    'owed', 0, '', quiet_hours_due(now, reader_zone, quiet_from, quiet_until, ends_at), ends_at
FROM owed ORDER BY key
ON CONFLICT (key) DO NOTHING
"""  # noqa: S608  nothing but constants of this file are set in

REMIND = f"""
WITH moment AS (
    SELECT coalesce(%(now)s::timestamptz, statement_timestamp()) AS now
), silent AS (
    SELECT request.id, request.program_id, person.id AS person_id, moment.now, person.time_zone AS reader_zone,
        person.quiet_from, person.quiet_until,
        (request.expires_on + 1)::timestamp AT TIME ZONE program.time_zone AS ends_at,
        format('survey_reminder:%%s:0:%%s:email', request.id, person.id) AS key
    FROM intake_surveyrequest request
    JOIN intake_surveyplan plan ON plan.id = request.plan_id
    JOIN programs_program program ON program.id = request.program_id
    JOIN programs_participation part ON part.id = request.participation_id
    JOIN programs_person person ON person.id = part.person_id AND person.wants_reminders
    CROSS JOIN moment
    CROSS JOIN LATERAL (SELECT moment.now AT TIME ZONE program.time_zone AS clock) wall
    WHERE request.state = 'sent' AND request.remind_on > request.sent_on
      AND request.remind_on + %(ask_at)s::time <= wall.clock AND wall.clock::time >= %(ask_at)s::time
      AND request.expires_on >= wall.clock::date
      AND {ASKABLE}
)
{NOTICE}
SELECT key, 'survey_reminder', 'email', id, 0, person_id, program_id, substr(md5(key || random()), 1, 20),
    'owed', 0, '', quiet_hours_due(now, reader_zone, quiet_from, quiet_until, ends_at), ends_at
FROM silent
WHERE NOT EXISTS (SELECT FROM programs_notice known WHERE known.key = silent.key)
ORDER BY key
ON CONFLICT (key) DO NOTHING
"""  # noqa: S608  as above


def ask_due(now: datetime | None = None, *, gated: list[str]) -> int:
    """Ask everybody who is due and under the limit of their program; return how many were asked.

    `gated` are codes of instruments that leave only with a permission on record. To be run by one planner at a time:
    `survey_planning.plan_surveys` sees to that.
    """
    with connection.cursor() as cursor:
        cursor.execute(ASK, {"now": now, "gated": gated, "ask_at": ASK_AT})
        return cursor.rowcount


def remind_silent(now: datetime | None = None) -> int:
    """Owe one reminder to each who was asked some days ago and has not answered; return how many are new."""
    with connection.cursor() as cursor:
        cursor.execute(REMIND, {"now": now, "ask_at": ASK_AT})
        return cursor.rowcount
