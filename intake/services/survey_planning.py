"""Who is to be asked what, and on which day: a handful of statements, whatever the number of people.

`plan_surveys` is what beat runs: it writes down who is due, closes what nobody answers any more, and asks those who are
due (`survey_sending.py`). Running it again changes nothing. Days are days in the program's zone.
"""

from datetime import datetime

from django.db import connection, transaction

from intake.questionnaires.instruments import INSTRUMENTS, NEEDS_PERMISSION
from intake.services.survey_sending import ask_due

# Under these licences nothing leaves before somebody's permission is on record.
GATED = sorted(code for code, facts in INSTRUMENTS.items() if facts.licence in NEEDS_PERMISSION)

# A public id as `programs.public_ids` has them: no vowels, nothing that looks alike.
PUBLIC_ID = "substr(translate(replace(gen_random_uuid()::text, '-', ''), '01ae', 'ghjk'), 15, 16)"

# Somebody who left was told so by an event: it says when, and whether they went by themselves.
DUE = f"""
WITH moment AS (
    SELECT coalesce(%(now)s::timestamptz, statement_timestamp()) AS now
), planned AS MATERIALIZED (
    SELECT plan.*, program.state AS program_state, program.time_zone, moment.now,
        (moment.now AT TIME ZONE program.time_zone)::date AS today,
        moment.now - (plan.day + plan.expires_after_days + 2) * interval '1 day' AS oldest
    FROM intake_surveyplan plan
    JOIN programs_program program ON program.id = plan.program_id
    JOIN intake_questionnaire asked ON asked.id = plan.questionnaire_id AND NOT asked.is_retired
    CROSS JOIN moment
    WHERE plan.is_active AND program.state IN ('open', 'paused', 'closed')
      AND EXISTS (SELECT FROM intake_questionnaireversion version WHERE version.questionnaire_id = asked.id)
), begun AS (
    SELECT planned.id AS plan_id, part.id AS participation_id,
        (part.since AT TIME ZONE planned.time_zone)::date AS day
    FROM planned
    JOIN programs_participation part ON part.program_id = planned.program_id
        AND part.role = 'participant' AND part.state = 'active' AND part.since > planned.oldest
    WHERE planned.trigger = 'start' AND planned.program_state <> 'closed'
      -- Whoever answered the same questions when they came in is not asked them twice.
      AND NOT EXISTS (
        SELECT FROM intake_response answered
        JOIN intake_questionnaireversion version ON version.id = answered.version_id
        WHERE answered.participation_id = part.id AND answered.wave = planned.day
          AND answered.submitted_at IS NOT NULL AND version.questionnaire_id = planned.questionnaire_id
      )
), ended AS (
    SELECT planned.id AS plan_id, part.id AS participation_id,
        (ending.at AT TIME ZONE planned.time_zone)::date AS day
    FROM planned
    JOIN programs_participation part ON part.program_id = planned.program_id
        AND part.role = 'participant' AND part.state = 'left' AND part.updated_at > planned.oldest
    JOIN LATERAL (
        SELECT event.at, event.actor_id FROM programs_event event
        WHERE event.subject_kind = 'programs.participation' AND event.subject_id = part.id
          AND event.verb = 'participation_ended'
        ORDER BY event.at DESC LIMIT 1
    ) ending ON true
    WHERE planned.program_state <> 'closed'
      AND planned.trigger = CASE WHEN ending.actor_id = part.person_id THEN 'drop_out' ELSE 'closing' END
      -- Who has another place in the program goes on.
      AND NOT EXISTS (
        SELECT FROM programs_participation other
        WHERE other.program_id = part.program_id AND other.person_id = part.person_id AND other.state <> 'left'
      )
), closed AS (
    SELECT planned.id AS plan_id, part.id AS participation_id,
        (closing.at AT TIME ZONE planned.time_zone)::date AS day
    FROM planned
    JOIN LATERAL (
        SELECT event.at FROM programs_event event
        WHERE event.subject_kind = 'programs.program' AND event.subject_id = planned.program_id
          AND event.verb = 'program_closed'
        ORDER BY event.at DESC LIMIT 1
    ) closing ON closing.at > planned.oldest
    JOIN programs_participation part ON part.program_id = planned.program_id
        AND part.role = 'participant' AND part.state <> 'left'
    WHERE planned.trigger = 'closing' AND planned.program_state = 'closed'
), wanted AS (
    SELECT * FROM begun UNION ALL SELECT * FROM ended UNION ALL SELECT * FROM closed
)
INSERT INTO intake_surveyrequest
    (public_id, program_id, plan_id, participation_id, occasion, wave, state, due_on, remind_on, overdue_on,
     expires_on, updated_at)
SELECT {PUBLIC_ID}, planned.program_id, planned.id, wanted.participation_id, '', planned.day, 'due',
    wanted.day + planned.day, wanted.day + planned.day + planned.remind_after_days,
    wanted.day + planned.day + planned.overdue_after_days, wanted.day + planned.day + planned.expires_after_days,
    planned.now
FROM wanted
JOIN planned ON planned.id = wanted.plan_id
WHERE wanted.day + planned.day BETWEEN planned.today - planned.expires_after_days AND planned.today
  -- Not twice by this plan, nor for the same day by one that was stopped and planned again.
  AND NOT EXISTS (
    SELECT FROM intake_surveyrequest known
    WHERE known.plan_id = planned.id AND known.participation_id = wanted.participation_id AND known.occasion = ''
  )
  AND NOT EXISTS (
    SELECT FROM intake_surveyrequest known
    JOIN intake_surveyplan earlier ON earlier.id = known.plan_id
    WHERE known.participation_id = wanted.participation_id AND known.occasion = '' AND known.state <> 'void'
      AND earlier.questionnaire_id = planned.questionnaire_id
      AND earlier.trigger = planned.trigger AND earlier.day = planned.day
  )
ORDER BY planned.id, wanted.participation_id
ON CONFLICT (plan_id, participation_id, occasion) DO NOTHING
"""  # noqa: S608  nothing but a constant of this file is set in

# The time of closing is the day's first moment: a row of an anonymous survey keeps no hour. What somebody wrote and
# never sent is not kept when it cannot be sent any more.
CLOSE = """
WITH moment AS (
    SELECT coalesce(%(now)s::timestamptz, statement_timestamp()) AS now
), over AS (
    SELECT open.id, wall.today, program.time_zone, open.expires_on < wall.today AS is_late
    FROM intake_surveyrequest open
    JOIN intake_surveyplan plan ON plan.id = open.plan_id
    JOIN programs_program program ON program.id = open.program_id
    JOIN programs_participation part ON part.id = open.participation_id
    CROSS JOIN moment
    CROSS JOIN LATERAL (SELECT (moment.now AT TIME ZONE program.time_zone)::date AS today) wall
    WHERE open.state IN ('due', 'sent')
      AND (
        open.expires_on < wall.today
        OR (open.state = 'due' AND NOT plan.is_active)
        OR (plan.trigger NOT IN ('closing', 'drop_out') AND (part.state = 'left' OR program.state = 'closed'))
      )
    ORDER BY open.id
    FOR UPDATE OF open
), closed AS (
    UPDATE intake_surveyrequest request
    SET state = CASE WHEN over.is_late AND request.state = 'sent' THEN 'expired' ELSE 'void' END,
        updated_at = over.today::timestamp AT TIME ZONE over.time_zone
    FROM over
    WHERE request.id = over.id AND request.state IN ('due', 'sent')
    RETURNING request.id
)
DELETE FROM intake_response draft USING closed WHERE draft.request_id = closed.id AND draft.submitted_at IS NULL
"""


# After many came at once the database would go on with what it knew of an empty table, and lay every row beside every
# other. It looks at samples only, and only when somebody is newly due.
LOOK = "ANALYZE intake_surveyrequest, programs_participation, programs_person"


@transaction.atomic
def plan_surveys(now: datetime | None = None) -> int:
    """Write down who is due, close what has run out, ask who is due; return how many people were asked.

    Two planners at once do it one after the other. `now=None` is the database's clock.
    """
    facts = {"now": now, "gated": GATED}
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('plan_surveys'))")
        cursor.execute(CLOSE, facts)
        cursor.execute(DUE, facts)
        if cursor.rowcount:
            cursor.execute(LOOK)
    return ask_due(now, gated=GATED)
