"""Planning the reminders of talks that are booked."""

from datetime import datetime

from programs.services.reminding import plan_reminders

# Who has just booked reads the time in the confirmation.
INVITED = """coming AS MATERIALIZED (
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
), invited AS (
    SELECT coming.id, program_id, 0 AS version, booked_at AS known_since, starts_at, time_zone, person_id
    FROM coming CROSS JOIN LATERAL unnest(ARRAY[asking_id, interviewer_id]) AS person_id
)"""


def plan_talk_reminders(now: datetime | None = None) -> int:
    """Owe the person and the interviewer the reminders each asked for; return how many are new."""
    return plan_reminders("interview_reminder", INVITED, now=now)
