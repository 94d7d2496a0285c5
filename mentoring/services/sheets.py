"""Filling in a sheet: kept as often as one likes, handed in once. From then on the database keeps it as it is."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentoring.models import (
    ApplicationState,
    Criterion,
    Mark,
    ReviewSheet,
    SelectionInterview,
    SelectionState,
    SheetKind,
)
from mentoring.services.reading import KeptApart, NotToBeRead, SheetIsHandedIn, held, refuse_tied
from programs.errors import DomainError
from programs.models import Participation
from programs.services.events import record_event

DOES_NOT_APPLY = None
TOOK_PLACE = [SelectionState.BOOKED, SelectionState.DONE]  # once it has begun, nobody needs to say so first


class SheetIsIncomplete(DomainError):
    message = _("Say something about every criterion, or that it does not apply.")


class TalkNotYet(DomainError):
    message = _("The interview has not begun. Hand in this sheet afterwards.")


@transaction.atomic
def keep_sheet(
    sheet: ReviewSheet,
    *,
    by: Participation,
    marks: Mapping[Criterion, int | None],
    recommendation: str = "",
    comment: str = "",
) -> ReviewSheet:
    """Keep what is filled in so far; nobody else sees it. A mark of None is “does not apply”.

    Raises `KeptApart`, `NotToBeRead`, `SheetIsHandedIn`.
    """
    sheet = _opened(sheet, by=by)
    _write(sheet, marks=marks, recommendation=recommendation, comment=comment)
    sheet.save()
    return sheet


@transaction.atomic
def hand_in_sheet(
    sheet: ReviewSheet,
    *,
    by: Participation,
    marks: Mapping[Criterion, int | None],
    recommendation: str,
    comment: str = "",
    now: datetime.datetime | None = None,
) -> ReviewSheet:
    """Hand it in, for good. The history says that it happened, never what was marked.

    Raises `SheetIsIncomplete`, `TalkNotYet` (a sheet of an interview to come), and what `keep_sheet` raises.
    """
    now = now or timezone.now()
    sheet = _opened(sheet, by=by)
    criteria = set(Criterion.objects.filter(campaign=sheet.application.campaign_id).values_list("pk", flat=True))
    if not recommendation or {criterion.pk for criterion in marks} != criteria:
        raise SheetIsIncomplete
    if sheet.kind == SheetKind.INTERVIEW:
        _refuse_before_the_talk(sheet, now)
    _write(sheet, marks=marks, recommendation=recommendation, comment=comment)
    sheet.submitted_at = now
    sheet.save()
    record_event("sheet_handed_in", sheet, by=by, sealed=True)
    return sheet


def _opened(sheet: ReviewSheet, *, by: Participation) -> ReviewSheet:
    """The sheet as it is now; the application's row is held, so a tie that is declared meanwhile is seen or waits."""
    application = held(sheet.application)
    rows = ReviewSheet.objects.select_for_update(of=("self",)).select_related("reviewer")
    current = rows.filter(pk=sheet.pk).first()
    if current is None or current.reviewer.person_id != by.person_id:
        raise KeptApart
    refuse_tied(application, by)
    if current.submitted_at is not None:
        raise SheetIsHandedIn
    if application.state not in ApplicationState.READ:
        raise NotToBeRead
    current.application = application
    return current


def _write(sheet: ReviewSheet, *, marks: Mapping[Criterion, int | None], recommendation: str, comment: str) -> None:
    sheet.recommendation, sheet.comment = recommendation, comment.strip()
    sheet.marks.all().delete()
    Mark.objects.bulk_create(
        Mark(
            program_id=sheet.program_id,
            sheet=sheet,
            criterion=criterion,
            value=value,
            not_applicable=value is DOES_NOT_APPLY,
        )
        for criterion, value in marks.items()
    )


def _refuse_before_the_talk(sheet: ReviewSheet, now: datetime.datetime) -> None:
    talks = SelectionInterview.objects.filter(application=sheet.application, slot__panel__person=sheet.reviewer.person)
    if not talks.filter(state__in=TOOK_PLACE, slot__starts_at__lte=now).exists():
        raise TalkNotYet
