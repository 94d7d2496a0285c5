"""What a peer carries: people, time, and how many sessions in a row were hard."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

WEEKS = 4

# The logged sessions that each peer led, in whatever role; a supervision is for them, so it weighs nothing. `since` is
# the last session after which the team was asked to speak with them: what came before is not counted again.
LED = """
WITH led AS (
    SELECT s.id AS supporter_id, s.program_id, part.person_id, m.id AS meeting_id, m.starts_at, m.ends_at,
        log.mood = 'hard' AS hard,
        max(m.starts_at) FILTER (WHERE log.mood <> 'hard') OVER (PARTITION BY s.id) AS last_easy,
        max(m.starts_at) FILTER (WHERE EXISTS (
            SELECT FROM programs_task task
            WHERE task.kind = 'debrief' AND task.person_id = part.person_id
              AND task.about_kind = 'groups.meeting' AND task.about_id = m.id
        )) OVER (PARTITION BY s.id) AS since
    FROM mentoring_supporter s
    JOIN programs_participation part ON part.id = s.participation_id AND part.state <> 'left'
    JOIN programs_participation theirs
        ON theirs.person_id = part.person_id AND theirs.program_id = part.program_id
    JOIN groups_membership lead
        ON lead.participation_id = theirs.id AND lead.role = 'facilitator' AND lead.state = 'placed'
    JOIN groups_group g ON g.id = lead.group_id AND g.kind <> 'supervision'
    JOIN groups_meeting m ON m.group_id = g.id
    JOIN groups_sessionlog log ON log.meeting_id = m.id
    WHERE {which}
)
"""

LOADS = (
    LED.format(which="s.id = ANY(%(supporters)s)")
    + """
SELECT supporter_id,
    coalesce(sum(extract(epoch FROM ends_at - starts_at) / 60)
        FILTER (WHERE starts_at >= %(from)s AND starts_at < %(now)s), 0)::int,
    count(*) FILTER (WHERE hard AND (last_easy IS NULL OR starts_at > last_easy))::int
FROM led
GROUP BY supporter_id
"""
)

HARD_RUNS = (
    LED.format(which="part.state = 'active'")
    + """
SELECT led.supporter_id, led.person_id, (array_agg(meeting_id ORDER BY starts_at DESC))[1]
FROM led
LEFT JOIN mentoring_peerrules rules ON rules.program_id = led.program_id
WHERE hard AND (last_easy IS NULL OR starts_at > last_easy) AND (since IS NULL OR starts_at > since)
GROUP BY led.supporter_id, led.person_id, rules.hard_sessions
HAVING coalesce(rules.hard_sessions, %(default)s) > 0 AND count(*) >= coalesce(rules.hard_sessions, %(default)s)
ORDER BY led.supporter_id
"""
)


@dataclass(frozen=True)
class Load:
    """`minutes` of the sessions led in the last four weeks; `hard`: how many in a row, up to the last one."""

    minutes: int = 0
    hard: int = 0


def loads_of(supporters: Collection[int], *, now: datetime.datetime | None = None) -> dict[int, Load]:
    """Key of the supporter → what they carry. One statement; who led nothing carries nothing."""
    now = now or timezone.now()
    found = dict.fromkeys(supporters, Load())
    with connection.cursor() as cursor:
        cursor.execute(
            LOADS, {"supporters": list(supporters), "now": now, "from": now - datetime.timedelta(weeks=WEEKS)}
        )
        found.update((pk, Load(minutes, hard)) for pk, minutes, hard in cursor.fetchall())
    return found


def hard_runs(default: int) -> list[tuple[int, int, int]]:
    """(supporter, person, last meeting) of every active peer with as many hard sessions in a row as their program
    allows, of which the team has not been told. `default`: how many, where nobody has set a number. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(HARD_RUNS, {"default": default})
        return cursor.fetchall()
