"""Whose number is no longer to be seen: a person has to take them out of the WhatsApp group, today."""

from django.utils import timezone

from programs.models import Participation, Person, Program, Task, TaskKind
from programs.services.tasks import open_task


def ask_for_removal(program: Program, *, person: Person, by: Participation | Person | None, about) -> Task | None:
    """One open task per person and program is enough. Called inside the verb that makes it necessary."""
    if Task.objects.open().filter(program=program, person=person, kind=TaskKind.REMOVAL).exists():
        return None
    today = timezone.now().astimezone(program.zone).date()
    return open_task(program, kind=TaskKind.REMOVAL, due_on=today, by=by, about=about, person=person, urgent=True)
