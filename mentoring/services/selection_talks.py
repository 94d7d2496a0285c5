"""Interviews of applicants: times with a panel, booked by the applicant, called off by either side, held or missed.

Whoever moves an interview holds the application first, then the time: two who want one time come one after the other.
"""

import datetime
import itertools
from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentoring.models import (
    Application,
    ApplicationState,
    Campaign,
    ReviewSheet,
    SelectionInterview,
    SelectionSlot,
    SelectionState,
    SheetKind,
)
from mentoring.queries.marks import PANEL
from mentoring.queries.selection_talks import SHORTEST_NOTICE
from mentoring.services.reading import KeptApart, held, is_peer, refuse_tied
from programs.errors import DomainError, IllegalMove
from programs.models import Participation, ParticipationState, Person
from programs.services.events import record_event
from programs.services.notices import owe_notice, void_notices

Span = tuple[datetime.datetime, datetime.datetime]
ABOUT_TALK = ("selection_talk_booked", "selection_talk_taken", "selection_talk_reminder")


class PanelTooSmall(DomainError):
    message = _("At least two people ask, one of them a peer or somebody who takes part.")


class TimesArePast(DomainError):
    message = _("These times are over. Choose times to come.")


class PanelIsBusy(DomainError):
    message = _("Somebody of this panel has another interview at one of these times.")


class TimeTaken(DomainError):
    message = _("Somebody else has just booked this time. Nothing is lost: choose another one.")


class TimeIsBooked(DomainError):
    message = _("This time is booked. Call the interview off first.")


class NoTalkOffered(DomainError):
    message = _("There is no interview to choose a time for at the moment.")


class TalkIsOff(DomainError):
    message = _("This interview is not planned any more. Look at the page again.")


class TalkHasBegun(DomainError):
    message = _("This interview has begun already.")


class TalkNotYet(DomainError):
    message = _("This interview has not begun yet.")


@transaction.atomic
def offer_panel_times(
    campaign: Campaign,
    *,
    panel: Collection[Participation],
    spans: Iterable[Span],
    mode: str,
    by: Participation,
    where: str = "",
    all_the_same: str = "",
    now: datetime.datetime | None = None,
) -> list[SelectionSlot]:
    """Offer times (begin, end) at which this panel talks with one applicant each; returns the new ones.

    All of them or none; what this panel offers already is not offered twice. `all_the_same`: why a panel that is too
    small, or without a peer, is enough. Raises `PanelTooSmall`, `TimesArePast`, `PanelIsBusy`.
    """
    now = now or timezone.now()
    wanted = sorted(set(spans))
    people = {row.person_id: row for row in panel}
    if not all_the_same.strip() and (len(people) < PANEL or not any(is_peer(row) for row in people.values())):
        raise PanelTooSmall
    if any(start <= now for start, _end in wanted):
        raise TimesArePast
    # One after the other for one panel: two forms at once cannot offer times that meet.
    rows = Participation.objects.select_for_update(of=("self",)).filter(pk__in=[row.pk for row in people.values()])
    if any(row.state not in ParticipationState.LIVE for row in rows.order_by("pk")):
        raise KeptApart
    standing = SelectionSlot.objects.filter(panel__person__in=people, withdrawn=False, ends_at__gt=now).distinct()
    theirs = set(standing.filter(campaign=campaign).values_list("starts_at", "ends_at"))
    new = [span for span in wanted if span not in theirs]
    taken = sorted([*set(standing.values_list("starts_at", "ends_at")), *new])
    if any(later[0] < earlier[1] and {later, earlier} & set(new) for earlier, later in itertools.pairwise(taken)):
        raise PanelIsBusy
    slots = [
        SelectionSlot(
            program=campaign.program, campaign=campaign, starts_at=start, ends_at=end, mode=mode, where=where.strip()
        )
        for start, end in new
    ]
    for slot in slots:
        slot.save()
        slot.panel.set(people.values())
        record_event("selection_time_offered", slot, by=by, small_panel=bool(all_the_same.strip()))
    return slots


@transaction.atomic
def withdraw_panel_time(slot: SelectionSlot, *, by: Participation) -> None:
    """Take back a time that nobody has booked; doing it twice is doing it once. Raises `TimeIsBooked`."""
    slot = SelectionSlot.objects.select_for_update(of=("self",)).select_related("program").get(pk=slot.pk)
    if slot.withdrawn:
        return
    if slot.interviews.exclude(state=SelectionState.CANCELLED).exists():
        raise TimeIsBooked
    SelectionSlot.objects.filter(pk=slot.pk).update(withdrawn=True)
    record_event("selection_time_withdrawn", slot, by=by)


@transaction.atomic
def invite_applicant(application: Application, *, by: Participation) -> None:
    """The applicant may choose a time; told once. Where they may already, nothing happens."""
    application = held(application)
    refuse_tied(application, by)
    if application.state == ApplicationState.INTERVIEW:
        return
    if application.state == ApplicationState.SUBMITTED:
        application.move_to(ApplicationState.IN_REVIEW)
    application.move_to(ApplicationState.INTERVIEW)
    record_event("selection_talk_offered", application, by=by)
    version = application.interviews.count()
    owe_notice(
        "selection_talk_offered",
        application,
        recipient=application.person,
        program=application.program,
        version=version,
    )


@transaction.atomic
def book_panel_time(
    application: Application, *, slot: SelectionSlot, by: Person, now: datetime.datetime | None = None
) -> SelectionInterview:
    """The applicant takes this time; the one they had before is free again only once the other is theirs.

    Of two who take one time at once, one has it and the other gets `TimeTaken`. Everybody of the panel is asked for
    one sheet of their own. Raises `NoTalkOffered`, `TalkHasBegun`.
    """
    now = now or timezone.now()
    application = held(application)
    standing = _booked(application)
    if standing is not None and standing.slot_id == slot.pk:
        return standing
    if application.state != ApplicationState.INTERVIEW or application.person_id != by.pk:
        raise NoTalkOffered
    if standing is not None and standing.slot.starts_at <= now:
        raise TalkHasBegun
    slot, panel = _free(slot, application, now)
    if standing is not None:
        _end(standing, by=by)
        _tell_panel("selection_talk_given_back", standing)
    talk = SelectionInterview.objects.create(program=application.program, application=application, slot=slot)
    for member in panel:
        if not application.sheets.filter(kind=SheetKind.INTERVIEW, reviewer__person=member.person_id).exists():
            ReviewSheet.objects.create(
                program=application.program,
                application=application,
                reviewer=member,
                kind=SheetKind.INTERVIEW,
                is_peer=is_peer(member),
            )
    record_event("selection_talk_booked", talk, by=by, slot=slot.pk)
    void_notices(["selection_talk_offered"], application)
    owe_notice(
        "selection_talk_booked",
        talk,
        recipient=application.person,
        program=application.program,
        expires_at=slot.starts_at,
    )
    _tell_panel("selection_talk_taken", talk, expires_at=slot.starts_at)
    return talk


@transaction.atomic
def call_off_panel_talk(
    talk: SelectionInterview, *, by: Person | Participation, now: datetime.datetime | None = None
) -> None:
    """By the applicant: no reason is asked, the time is free again, the panel is told. By the team: the applicant is
    told and chooses another time; this one is offered no more. Raises `TalkIsOff`, `TalkHasBegun`."""
    held(talk.application)
    if talk.slot.starts_at <= (now or timezone.now()):
        raise TalkHasBegun
    _end(talk, by=by)
    _tell_panel("selection_talk_given_back", talk, but=by)
    if isinstance(by, Participation):
        refuse_tied(talk.application, by)
        SelectionSlot.objects.filter(pk=talk.slot_id).update(withdrawn=True)
        owe_notice("selection_talk_called_off", talk, recipient=talk.application.person, program=talk.program)


@transaction.atomic
def record_panel_talk(
    talk: SelectionInterview, *, by: Participation, took_place: bool, now: datetime.datetime | None = None
) -> None:
    """It took place, or it did not and the applicant may choose again. Raises `TalkNotYet`, `TalkIsOff`."""
    application = held(talk.application)
    refuse_tied(application, by)
    if talk.slot.starts_at > (now or timezone.now()):
        raise TalkNotYet
    try:
        talk.move_to(SelectionState.DONE if took_place else SelectionState.MISSED)
    except IllegalMove as error:
        raise TalkIsOff from error
    void_notices(ABOUT_TALK, talk)
    record_event("selection_talk_held" if took_place else "selection_talk_missed", talk, by=by)
    if not took_place:
        _drop_sheets(talk)


def call_off_for_answer(application: Application, *, by: Participation | Person, now: datetime.datetime) -> None:
    """The application has its answer, or was withdrawn: an interview to come is off. For who holds the row."""
    talk = _booked(application)
    if talk is not None and talk.slot.starts_at > now:
        _end(talk, by=by)
        _tell_panel("selection_talk_given_back", talk, but=by)


def _booked(application: Application) -> SelectionInterview | None:
    rows = SelectionInterview.objects.filter(application=application, state=SelectionState.BOOKED)
    return rows.select_related("slot", "program", "application__person").first()


def _free(
    slot: SelectionSlot, application: Application, now: datetime.datetime
) -> tuple[SelectionSlot, list[Participation]]:
    """The time, held, with its panel, if this applicant can book it."""
    rows = SelectionSlot.objects.select_for_update(of=("self",)).filter(campaign=application.campaign_id)
    row = rows.filter(pk=slot.pk, withdrawn=False, starts_at__gt=now + SHORTEST_NOTICE).first()
    if row is None or row.interviews.exclude(state=SelectionState.CANCELLED).exists():
        raise TimeTaken
    panel = list(row.panel.select_related("person").order_by("pk"))
    try:
        refuse_tied(application, *panel)
    except KeptApart as error:  # the applicant learns nothing of a tie
        raise TimeTaken from error
    return row, [member for member in panel if member.state in ParticipationState.LIVE]


def _end(talk: SelectionInterview, *, by) -> None:
    try:
        talk.move_to(SelectionState.CANCELLED)
    except IllegalMove as error:
        raise TalkIsOff from error
    void_notices(ABOUT_TALK, talk)
    _drop_sheets(talk)
    record_event("selection_talk_called_off", talk, by=by)


def _drop_sheets(talk: SelectionInterview) -> None:
    """Nobody owes a sheet about an interview that is not."""
    asked = ReviewSheet.objects.filter(application=talk.application_id, kind=SheetKind.INTERVIEW, submitted_at=None)
    asked.delete()


def _tell_panel(kind: str, talk: SelectionInterview, *, but=None, expires_at: datetime.datetime | None = None) -> None:
    spared = but.person_id if isinstance(but, Participation) else None
    for member in talk.slot.panel.select_related("person"):
        if member.person_id != spared and member.state in ParticipationState.LIVE:
            owe_notice(kind, talk, recipient=member.person, program=talk.program, expires_at=expires_at)
