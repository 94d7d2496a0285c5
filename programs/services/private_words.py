"""What a person says in private: there is somebody they cannot be in a group with.

They do not see who takes part, so they tell it in words; a coordinator finds who is meant and writes the tie down.
"""

import datetime
from collections.abc import Iterable
from contextlib import suppress

from django.db import transaction
from django.utils import timezone

from programs.models import Participation, Person, Task, TaskKind, TieKind
from programs.services.tasks import DoneAlready, complete_task, open_task
from programs.services.ties import TiedAlready, declare_tie

DAYS_TO_ANSWER = 2


@transaction.atomic
def ask_to_be_kept_apart(words: str, *, by: Participation, now: datetime.datetime | None = None) -> Task:
    """Pass the words, sealed, to the coordinators. Nobody else learns of it. The same words twice are said once."""
    words = words.strip()
    Person.objects.select_for_update().get(pk=by.person_id)  # pressed twice at once: one after the other
    for task in Task.objects.open().filter(program=by.program_id, kind=TaskKind.APART, person=by.person_id):
        if task.note == words:
            return task
    today = (now or timezone.now()).astimezone(by.program.zone).date()
    due_on = today + datetime.timedelta(days=DAYS_TO_ANSWER)
    return open_task(by.program, kind=TaskKind.APART, due_on=due_on, by=by, person=by.person, note=words)


@transaction.atomic
def keep_apart_as_asked(
    asked: Iterable[Task], *, asker: Person, other: Person, kind: TieKind, by: Participation, note: str = ""
) -> None:
    """The coordinator knows who is meant: the two are kept apart, and what the person asked is done.

    A tie that stands already is good enough. Raises `OneAndTheSame`.
    """
    with suppress(TiedAlready):
        declare_tie(by.program, people=(asker, other), kind=kind, by=by, note=note, declared_by=asker)
    for task in asked:
        with suppress(DoneAlready):  # a colleague was faster, with the same words before them
            complete_task(task, by=by)
