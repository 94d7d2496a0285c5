"""Contacts of the team with each pair: planned from its beginning, two in the first month, then monthly."""

import datetime

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from mentoring.models import MonitoringContact, PeerRules
from programs.errors import StaleState
from programs.models import Participation, Program, Task, TaskKind
from programs.services.events import record_event
from programs.services.tasks import complete_task, open_task

FIRST_MONTH = 28  # days
AHEAD = 40  # days: at least one contact of each pair is always in sight

PLAN = """
WITH moment AS (
    SELECT coalesce(%(now)s::timestamptz, statement_timestamp()) AS now
), standing AS (
    SELECT pair.id, pair.program_id, pair.started_on, (moment.now AT TIME ZONE program.time_zone)::date AS today,
        coalesce(rules.first_month_contacts, %(contacts)s) AS number,
        (SELECT max(contact.due_on) FROM mentoring_monitoringcontact contact WHERE contact.pairing_id = pair.id) AS last
    FROM mentoring_pairing pair
    JOIN programs_program program ON program.id = pair.program_id AND program.state IN ('open', 'paused')
    LEFT JOIN mentoring_peerrules rules ON rules.program_id = pair.program_id
    CROSS JOIN moment
    WHERE pair.state IN ('agreeing', 'active')
), days AS (
    SELECT id, program_id, today, last, started_on + (%(month)s * n / number) AS due_on
    FROM standing, generate_series(1, number) n
    UNION ALL
    SELECT id, program_id, today, last, (started_on + n * interval '1 month')::date
    FROM standing, generate_series(
        2, (%(ahead)s + greatest(today - started_on, 0)) / 28 + 1
    ) n
)
SELECT DISTINCT program_id, id, due_on
FROM days
WHERE due_on <= today + %(ahead)s AND due_on > coalesce(last, today - 7)
ORDER BY id, due_on
"""


def plan_contacts(now: datetime.datetime | None = None) -> int:
    """Write down the contacts of the next weeks for every pair that stands; return how many are new. Idempotent."""
    with connection.cursor() as cursor:
        cursor.execute(
            PLAN,
            {
                "now": now,
                "contacts": PeerRules._meta.get_field("first_month_contacts").default,
                "month": FIRST_MONTH,
                "ahead": AHEAD,
            },
        )
        found = cursor.fetchall()
    # Written from here, for their sealed notes: the key is not in the database.
    rows = [MonitoringContact(program_id=program, pairing_id=pair, due_on=day) for program, pair, day in found]
    MonitoringContact.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    return len(rows)


@transaction.atomic
def open_contact_tasks(now: datetime.datetime | None = None) -> int:
    """A contact that is due stands on the desk's list, once; return how many are new."""
    now = now or timezone.now()
    known = Task.objects.filter(about_kind=MonitoringContact._meta.label_lower, about_id=OuterRef("pk"))
    due = (
        MonitoringContact.objects.filter(~Exists(known), done_at=None, due_on__lte=now.date())
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("program", "pairing__participation__person")
    )
    opened = 0
    for contact in due:
        if contact.due_on <= now.astimezone(contact.program.zone).date():
            person = contact.pairing.participation.person
            open_task(
                contact.program,
                kind=TaskKind.PAIR_CONTACT,
                due_on=contact.due_on,
                by=None,
                about=contact,
                person=person,
            )
            opened += 1
    return opened


@transaction.atomic
def record_contact(
    contact: MonitoringContact, *, by: Participation, note: str = "", now: datetime.datetime | None = None
) -> MonitoringContact:
    """Somebody asked how it is going. Of two who press at once one did. Raises `StaleState`."""
    contact = MonitoringContact.objects.select_for_update(of=("self",)).select_related("program").get(pk=contact.pk)
    if contact.done_at is not None:
        raise StaleState
    contact.done_at, contact.by, contact.note = now or timezone.now(), by, note.strip()
    contact.save(update_fields=["done_at", "by", "note"])
    record_event("pair_contacted", contact, by=by)
    for task in Task.objects.open().filter(about_kind=contact._meta.label_lower, about_id=contact.pk):
        complete_task(task, by=by)
    return contact


def forget_tasks(program: Program, contacts: list[int], *, by: Participation) -> None:
    """The contacts fall away with their pair: nothing of them waits on the desk."""
    tasks = Task.objects.open().filter(
        program=program, about_kind=MonitoringContact._meta.label_lower, about_id__in=contacts
    )
    for task in tasks:
        complete_task(task, by=by)
