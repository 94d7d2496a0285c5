"""Two absences in a row make a gentle task for the coordination, once per run of absences; never a message."""

import datetime

from django.db import connection, transaction

from groups.models import Meeting
from programs.models import Participation, Task, TaskKind
from programs.services.tasks import open_task

IN_A_ROW = 2
LOCK_SPACE = 0x4142  # of the advisory lock: one at a time looks at a group

# Everybody with a place in the group whose last sessions were absences: at least two in a row that no task speaks of.
# Who let us know did not stay away without a word: that ends the run.
RUNS = """
WITH told AS (
    SELECT a.participation_id, a.meeting_id, m.starts_at, a.status = 'absent' AS away,
        max(m.starts_at) FILTER (WHERE a.status <> 'absent') OVER (PARTITION BY a.participation_id) AS last_heard
    FROM groups_attendance a
    JOIN groups_meeting m ON m.id = a.meeting_id AND m.group_id = %(group)s
), run AS (
    SELECT participation_id, array_agg(meeting_id ORDER BY starts_at) AS meetings
    FROM told
    WHERE away AND (last_heard IS NULL OR starts_at > last_heard)
    GROUP BY participation_id
    HAVING count(*) >= %(in_a_row)s
)
SELECT run.participation_id, run.meetings[1]
FROM run
JOIN programs_participation part ON part.id = run.participation_id AND part.state = 'active'
WHERE EXISTS (
    SELECT FROM groups_membership seat
    WHERE seat.group_id = %(group)s AND seat.participation_id = run.participation_id
      AND seat.role = 'member' AND seat.state = 'placed'
) AND NOT EXISTS (
    SELECT FROM programs_task task
    WHERE task.kind = 'absences' AND task.person_id = part.person_id
      AND task.about_kind = 'groups.meeting' AND task.about_id = ANY (run.meetings)
)
ORDER BY run.participation_id
"""


@transaction.atomic
def notice_absences(meeting: Meeting, *, now: datetime.datetime) -> list[Task]:
    """Open the tasks that are due in the meeting's group, about the first session each person missed.

    Asked after each log, for the whole group in one question; the answer does not depend on the order in which logs
    are written, nor on when somebody got their place.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK_SPACE, meeting.group_id])
        cursor.execute(RUNS, {"group": meeting.group_id, "in_a_row": IN_A_ROW})
        runs = cursor.fetchall()
    if not runs:
        return []
    people = Participation.objects.select_related("person").in_bulk([pk for pk, _first in runs])
    meetings = Meeting.objects.in_bulk([first for _pk, first in runs])
    return [
        open_task(
            meeting.program,
            kind=TaskKind.ABSENCES,
            due_on=now.astimezone(meeting.program.zone).date() + datetime.timedelta(days=2),
            by=None,
            about=meetings[first],
            person=people[pk].person,
        )
        for pk, first in runs
    ]
