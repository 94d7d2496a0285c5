"""Planning the reminders of interviews that are booked."""

from datetime import datetime

from programs.services.reminding import plan_reminders

# Who has just booked reads the time in the confirmation.
INVITED = """coming AS MATERIALIZED (
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
    SELECT id, program_id, 0 AS version, booked_at AS known_since, starts_at, time_zone, applicant_id AS person_id
    FROM coming
    UNION
    SELECT coming.id, coming.program_id, 0, booked_at, starts_at, time_zone, held.person_id
    FROM coming
    JOIN mentoring_selectionslot_panel panel ON panel.selectionslot_id = coming.slot_id
    JOIN programs_participation held ON held.id = panel.participation_id AND held.state <> 'left'
)"""


def plan_selection_reminders(now: datetime | None = None) -> int:
    """Owe the applicant and the panel the reminders each asked for; return how many are new."""
    return plan_reminders("selection_talk_reminder", INVITED, now=now)
