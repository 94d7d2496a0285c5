"""Planning the reminders of coming meetings."""

from datetime import datetime

from programs.services.reminding import plan_reminders

INVITED = """coming AS MATERIALIZED (
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
), invited AS (
    SELECT c.id, c.program_id, c.sequence AS version, NULL::timestamptz AS known_since, c.starts_at, c.time_zone,
        part.person_id
    FROM coming c
    JOIN seats ON seats.id = c.id
    JOIN programs_participation part ON part.id = seats.participation_id AND part.state = 'active'
    WHERE NOT EXISTS (
        SELECT FROM groups_rsvp answer
        JOIN programs_participation answering ON answering.id = answer.participation_id
        WHERE answer.meeting_id = c.id AND answer.sequence = c.sequence
          AND answering.person_id = part.person_id AND answer.answer = 'not_coming'
    )
)"""


def plan_meeting_reminders(now: datetime | None = None) -> int:
    """Owe each member of a group the reminders they asked for; return how many are new.

    Who stands in is reminded in place of who is away; who has said that they cannot come is not.
    """
    return plan_reminders("meeting_reminder", INVITED, now=now)
