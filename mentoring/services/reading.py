"""Who reads which application: asked one by one or shared out evenly, never somebody who is to be kept apart."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mentoring.models import Application, ApplicationState, Campaign, ReviewSheet, SheetKind
from mentoring.queries.reading import share_plan, who_saw_marks
from mentoring.sharing_out import Shares
from programs.access import GRANTS, Permission
from programs.errors import DomainError
from programs.models import Participation, ParticipationState, Role
from programs.services.events import record_event
from programs.services.notices import owe_notice
from programs.services.ties import is_tied

# Whose sheet counts as that of a peer: somebody who supports others, or who takes part.
PEERS = frozenset({Role.SUPPORTER, Role.PARTICIPANT})


class KeptApart(DomainError):
    """In words that say nothing about the tie."""

    message = _("This person cannot judge this application. Choose somebody else.")


class NotToBeRead(DomainError):
    message = _("This application is not open to reading any more.")


class HasSeenMarks(DomainError):
    message = _("This person has already seen what the others gave. Whoever judges must not know it.")


class SheetIsHandedIn(DomainError):
    message = _("This sheet was handed in. It stays as it is.")


class CannotRead(DomainError):
    message = _("This person has no role that reads applications.")


@transaction.atomic
def ask_to_read(application: Application, *, reader: Participation, by: Participation | None) -> ReviewSheet:
    """Ask somebody for a sheet and tell them; asking twice is asking once. The first to be asked opens the reading.

    Raises `KeptApart`, `NotToBeRead`, `HasSeenMarks`, `CannotRead`.
    """
    sheet, created = _ask(held(application), reader=reader, by=by)
    if created:
        _tell(sheet.application.campaign, reader)
    return sheet


@transaction.atomic
def share_among(campaign: Campaign, readers: Collection[Participation], *, by: Participation) -> Shares:
    """Give every application that lacks readers some of these, evenly. Each reader gets one message, however many.

    The campaign's row is held: two who press at once share out once.
    """
    campaign = Campaign.objects.select_for_update(of=("self",)).select_related("program").get(pk=campaign.pk)
    plan = share_plan(campaign, readers, by=by)
    people = {reader.pk: reader for reader in readers}
    rows = {row.pk: row for row in campaign.applications.filter(pk__in={pk for pk, _reader in plan.given})}
    asked = {}
    for application, reader in plan.given:
        sheet, created = _ask(held(rows[application]), reader=people[reader], by=by)
        if created:
            asked[reader] = sheet
    for reader in asked:
        _tell(campaign, people[reader])
    return plan


@transaction.atomic
def ask_no_longer(sheet: ReviewSheet, *, by: Participation) -> None:
    """This person need not read it after all. What was handed in stays (`SheetIsHandedIn`)."""
    held(sheet.application)
    sheet = ReviewSheet.objects.filter(pk=sheet.pk).first()
    if sheet is None:
        return
    if sheet.submitted_at is not None:
        raise SheetIsHandedIn
    record_event("reader_freed", sheet.application, by=by, reader=sheet.reviewer_id)
    sheet.delete()


def held(application: Application) -> Application:
    """The application as it is now, held until the transaction ends: whoever judges or decides comes in turn."""
    rows = Application.objects.select_for_update(of=("self",)).select_related("program", "person", "campaign")
    return rows.get(pk=application.pk)


def refuse_tied(application: Application, *people: Participation) -> None:
    """Raises `KeptApart` where one of these is the applicant, or is to be kept apart from them."""
    persons = [row.person_id for row in people]
    if application.person_id in persons or is_tied(application.program, application.person, persons):
        raise KeptApart


def is_peer(participation: Participation) -> bool:
    """Also where a peer acts in another role just now."""
    if participation.role in PEERS:
        return True
    rows = Participation.objects.live().of(participation.person_id).in_role(*PEERS)
    return rows.filter(program=participation.program_id).exists()


def _ask(application: Application, *, reader: Participation, by) -> tuple[ReviewSheet, bool]:
    if application.state not in ApplicationState.READ:
        raise NotToBeRead
    refuse_tied(application, reader)
    if reader.state not in ParticipationState.LIVE or Permission.REVIEW not in GRANTS[reader.role]:
        raise CannotRead
    asked = ReviewSheet.objects.filter(application=application, kind=SheetKind.READING)
    sheet = asked.filter(reviewer__person=reader.person_id).first()
    if sheet is not None:
        return sheet, False
    if who_saw_marks([application.pk], [reader.person_id]):
        raise HasSeenMarks
    sheet = ReviewSheet.objects.create(
        program=application.program, application=application, reviewer=reader, is_peer=is_peer(reader)
    )
    record_event("reader_asked", application, by=by, reader=reader.pk)
    if application.state == ApplicationState.SUBMITTED:
        application.move_to(ApplicationState.IN_REVIEW)
    return sheet, True


def _tell(campaign: Campaign, reader: Participation) -> None:
    """One message about everything that waits to be read; `version` is how much that reader was asked so far."""
    asked = ReviewSheet.objects.filter(application__campaign=campaign, reviewer=reader).count()
    owe_notice("reading_asked", campaign, recipient=reader.person, program=campaign.program, version=asked)
