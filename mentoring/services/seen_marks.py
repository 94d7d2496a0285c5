"""Who has seen what others gave: written down once, so that nobody is asked afterwards to judge “blind”."""

from collections.abc import Iterable

from django.db import transaction

from mentoring.models import Application, ReviewSheet
from mentoring.queries.marks import Standing
from mentoring.queries.reading import SEEN
from programs.models import AccessRecord, Participation


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
    label = Application._meta.label_lower
    noted = AccessRecord.objects.filter(subject_kind=label, subject_id__in=applications, reader=by.person_id, why=SEEN)
    AccessRecord.objects.bulk_create(
        AccessRecord(program_id=by.program_id, reader_id=by.person_id, subject_kind=label, subject_id=pk, why=SEEN)
        for pk in sorted(applications - set(noted.values_list("subject_id", flat=True)))
    )
