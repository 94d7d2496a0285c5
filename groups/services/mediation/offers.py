"""The desk's side: who is on the other side, whether the teller may be named, the offer, and who mediates."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import (
    Conflict,
    ConflictState,
    ConflictStep,
    Mediation,
    MediationForm,
    MediationState,
    Mediator,
    Party,
    PartyConsent,
    Side,
)
from groups.services.conflicts import reporter_of, tell_readers
from groups.services.mediation.neutral import TWO, NotNeutral, mediators_of, reasons_against
from groups.services.mediation.standing import (
    ASKED,
    STEP,
    lock_mediation,
    note_event,
    rooms_of,
    tell_mediators,
    tell_parties,
    tell_report_readers,
    write_step,
)
from groups.services.memberships import leave_group, place_in_group
from programs.errors import DomainError, IllegalMove
from programs.models import Participation, ParticipationState
from programs.services.notices import owe_notice

What = ConflictStep.What


class NobodyTakesItUp(DomainError):
    message = _("Take the report up first.")


class NobodyMediates(DomainError):
    message = _("Somebody may be in danger. Nobody mediates then.")


class StopWasAsked(DomainError):
    message = _("The person who told it asked to stop. Nothing more is done without them.")


class StillUnnamed(DomainError):
    message = _("The person who told it does not want to be named. Ask them first.")


class NobodyElse(DomainError):
    message = _("Say first who is on the other side.")


class PartyIsAway(DomainError):
    message = _("Somebody who has a part in it does not take part in the program any more.")


class TwoAreNeeded(DomainError):
    message = _("Choose two different people.")


class ReadsTheReport(DomainError):
    message = _("A reader of the report could not read it any more then. Hand it over first.")


def sides_of(conflict: Conflict) -> list[Party]:
    """Whom an offer would ask: everybody who has a part in it, but who only told it for somebody else."""
    rows = conflict.parties.select_related("participation__person", "participation__program").order_by("pk")
    return [row for row in rows if not (conflict.for_somebody_else and row.side == Side.REPORTER)]


def asked_first(party: Party) -> bool:
    """The other side learns nothing before those who told it, or were hurt, have said yes."""
    return party.side != Side.OTHER or party.told_at is not None


def what_stands_before(conflict: Conflict, parties: list[Party]) -> DomainError | None:
    """Why no mediation can be offered now; None when it can."""
    if conflict.state == ConflictState.RECEIVED:
        return NobodyTakesItUp()
    if conflict.state == ConflictState.SAFETY or conflict.safety_case_id:
        return NobodyMediates()
    if not conflict.can_move_to(ConflictState.MEDIATION):
        return IllegalMove()
    if conflict.steps.filter(what=What.STOP).exists():
        return StopWasAsked()
    if conflict.is_unnamed:
        return StillUnnamed()
    if len(parties) < TWO:
        return NobodyElse()
    if any(row.participation.state not in ParticipationState.LIVE for row in parties):
        return PartyIsAway()
    return None


@transaction.atomic
def add_party(conflict: Conflict, *, participation: Participation, side: Side, by: Participation) -> Party:
    """Somebody more has a part in it; they are told nothing. Once. Raises `ReadsTheReport`, `IllegalMove`."""
    if participation.program_id != conflict.program_id or conflict.state not in ConflictState.LIVE:
        raise IllegalMove
    readers = set(conflict.readers.values_list("participation__person", flat=True))
    ties = conflict.program.ties.standing().of(participation.person)
    if participation.person_id in readers or ties.filter(Q(one__in=readers) | Q(other__in=readers)).exists():
        raise ReadsTheReport
    party, is_new = Party.objects.get_or_create(
        conflict=conflict, participation=participation, defaults={"program": conflict.program, "side": side}
    )
    if is_new:
        write_step(conflict, What.NOTED, by=by, note=f"{participation.person} ({party.get_side_display()})")
    return party


@transaction.atomic
def ask_for_name(conflict: Conflict, *, by: Participation) -> None:
    """Who told it without being named is asked, on their page, whether the others may learn it. Once."""
    locked = Conflict.objects.select_for_update(of=("self",)).get(pk=conflict.pk)
    if not locked.is_unnamed or locked.state not in ConflictState.LIVE:
        raise IllegalMove
    if locked.steps.filter(what=What.NAME_ASKED).exists():
        return
    step = write_step(conflict, What.NAME_ASKED, by=by)
    teller = reporter_of(conflict)
    owe_notice("report_news", conflict, recipient=teller.person, program=conflict.program, version=step.pk)


@transaction.atomic
def answer_about_name(conflict: Conflict, *, by: Participation, agrees: bool) -> None:
    """Who told it says whether the others may learn that it was them. Only they can, and a no stays possible."""
    locked = Conflict.objects.select_for_update(of=("self",)).select_related("program").get(pk=conflict.pk)
    asked = locked.steps.filter(what=What.NAME_ASKED).exists()
    if not asked or not locked.is_unnamed or locked.state not in ConflictState.LIVE:
        raise IllegalMove
    step = write_step(locked, What.NAMED if agrees else What.UNNAMED, by=by)
    if agrees:
        locked.is_unnamed = False
        locked.save(update_fields=["is_unnamed", "updated_at"])
    tell_readers(locked, version=step.pk, kind=STEP)


@transaction.atomic
def offer_mediation(
    conflict: Conflict,
    *,
    by: Participation,
    mediators: list[Participation],
    form: MediationForm = MediationForm.JOINT,
    now: datetime.datetime | None = None,
) -> Mediation:
    """Ask for talks with two neutral people. Who told it is asked first; the other side learns of it after their yes.

    Raises what `what_stands_before` says, `TwoAreNeeded`, `NotNeutral`.
    """
    conflict = Conflict.objects.select_for_update(of=("self",)).select_related("program").get(pk=conflict.pk)
    parties = sides_of(conflict)
    refusal = what_stands_before(conflict, parties)
    if refusal is not None:
        raise refusal
    _check_mediators(conflict, mediators)
    conflict.move_to(ConflictState.MEDIATION)
    mediation = Mediation.objects.create(program=conflict.program, conflict=conflict, form=form, begun_by=by)
    Mediator.objects.bulk_create(
        [Mediator(program=conflict.program, mediation=mediation, participation=row) for row in mediators]
    )
    consents = [
        PartyConsent.objects.create(program=conflict.program, mediation=mediation, party=party) for party in parties
    ]
    write_step(conflict, What.MEDIATION, by=by)
    note_event("offered", mediation, by=by)
    first = [consent for consent in consents if asked_first(consent.party)]
    ask_parties(first or consents, now=now or timezone.now())
    return mediation


def ask_parties(consents: list[PartyConsent], *, now: datetime.datetime) -> None:
    """They learn that a question waits for them, and from now on the page with it is theirs."""
    for consent in consents:
        if consent.party.told_at is None:
            consent.party.told_at = now
            consent.party.save(update_fields=["told_at"])
        owe_notice(ASKED, consent, recipient=consent.party.participation.person, program=consent.program)


@transaction.atomic
def change_mediators(mediation: Mediation, *, by: Participation, mediators: list[Participation]) -> None:
    """Two others mediate, or one of them is another. Parties read the new names; who goes leaves the rooms.

    Raises `TwoAreNeeded`, `NotNeutral`, `TalksAreOver`.
    """
    mediation = lock_mediation(mediation)
    _check_mediators(mediation.conflict, mediators)
    standing = {row.participation_id: row for row in mediation.mediators.select_related("participation")}
    wanted = {row.pk: row for row in mediators}
    if standing.keys() == wanted.keys():
        return
    for pk in standing.keys() - wanted.keys():
        _take_out(mediation, standing[pk], by=by)
    for pk in wanted.keys() - standing.keys():
        Mediator.objects.create(program=mediation.program, mediation=mediation, participation=wanted[pk])
        for room in rooms_of(mediation):
            place_in_group(room, participation=wanted[pk], by=by)
    event = note_event("mediators_changed", mediation, by=by)
    tell_parties(mediation, event)
    if mediation.state != MediationState.INVITED:
        tell_mediators(mediation, event)


@transaction.atomic
def step_back(mediation: Mediation, *, by: Participation) -> None:
    """A mediator cannot do it, or not any more; nobody asks why. The readers find somebody else."""
    mediation = lock_mediation(mediation)
    row = mediation.mediators.filter(participation=by).select_related("participation").first()
    if row is None:
        return
    _take_out(mediation, row, by=by)
    tell_report_readers(mediation, note_event("mediator_stepped_back", mediation, by=by))


def _take_out(mediation, mediator, *, by) -> None:
    for seat in mediator.participation.memberships.exclude(state="left").filter(group__in=rooms_of(mediation)):
        leave_group(seat, by=by)
    mediator.delete()


def _check_mediators(conflict: Conflict, mediators: list[Participation]) -> None:
    if len(mediators) != TWO or len({row.person_id for row in mediators}) != TWO:
        raise TwoAreNeeded
    known = {row.pk for row in mediators_of(conflict.program)}
    if any(row.pk not in known for row in mediators):
        raise NotNeutral
    against = reasons_against(conflict, mediators)
    if against:
        raise NotNeutral(list(dict.fromkeys(reason for reasons in against.values() for reason in reasons)))
