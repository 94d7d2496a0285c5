"""Follow-ups: promised, owned, done."""

import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from programs.errors import DomainError
from programs.models import Completion, Participation, Person, Program, Task, TaskKind
from programs.services.events import acting_person, record_event


class DoneAlready(DomainError):
    message = _("Somebody has already done this.")


@transaction.atomic
def open_task(
    program: Program,
    *,
    kind: TaskKind,
    due_on: datetime.date,
    by: Participation | None,
    about=None,
    person: Person | None = None,
    owner: Participation | None = None,
    note: str = "",
    urgent: bool = False,
) -> Task:
    """Promise a follow-up by a day; `about` is the row it is about, `person` the person."""
    task = Task.objects.create(
        program=program,
        kind=kind,
        is_urgent=urgent,
        owner=owner,
        person=person,
        about_kind=about._meta.label_lower if about else "",
        about_id=about.pk if about else None,
        note=note,
        due_on=due_on,
        created_by=acting_person(by),
    )
    record_event("task_opened", task, by=by, kind=kind)
    return task


@transaction.atomic
def complete_task(task: Task, *, by: Participation) -> None:
    """Done; of two people who press at once one did it and the other is told."""
    completion, created = Completion.objects.get_or_create(task=task, defaults={"by": by.person})
    if not created:
        raise DoneAlready(_("%(name)s has already done this.") % {"name": completion.by})
    record_event("task_done", task, by=by)
