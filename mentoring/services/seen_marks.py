"""Who has seen what others gave: written down once, so that nobody is asked afterwards to judge “blind”.

A sealed line of the history: that somebody saw marks says that there are some.
"""

from collections.abc import Iterable

from django.db import transaction

from mentoring.models import Application, ReviewSheet
from mentoring.queries.marks import Standing
from mentoring.queries.reading import SEEN, who_saw_marks
from programs.models import Event, Participation


@transaction.atomic
def note_marks_seen(standings: Iterable[Standing], *, by: Participation) -> None:
    """About every application of which a page shows what somebody else gave. Two statements, however many."""
    _note(
        {
            standing.application.pk
            for standing in standings
            if any(sheet.reviewer.person_id != by.person_id for sheet in standing.sheets)
        },
        by,
    )


@transaction.atomic
def note_others_read(sheet: ReviewSheet, others: Iterable[ReviewSheet], *, by: Participation) -> None:
    """After handing in one's own sheet, the sheets of the others were shown."""
    if others:
        _note({sheet.application_id}, by)


def _note(applications: set[int], by: Participation) -> None:
    noted = {application for application, _person in who_saw_marks(applications, [by.person_id])}
    Event.objects.bulk_create(
        Event(
            program_id=by.program_id,
            verb=SEEN,
            actor_id=by.person_id,
            subject_kind=Application._meta.label_lower,
            subject_id=pk,
            data={"sealed": True},
        )
        for pk in sorted(applications - noted)
    )
