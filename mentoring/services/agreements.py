"""What the two agree on: written by either, accepted by both, changed by a new version."""

import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from groups.models import Group
from mentoring.models import Agreement, AgreementAcceptance, Pairing, PairingState
from programs.errors import DomainError, StaleState
from programs.models import Participation, Person, Rhythm
from programs.services.events import record_event
from programs.services.notices import owe_notice, void_notices


class PairIsOver(DomainError):
    message = _("Your meetings as two have ended. Nothing can be changed here any more.")


class EndIsPast(DomainError):
    message = _("This day is over. Choose a day to come.")


@transaction.atomic
def write_agreement(
    pairing: Pairing,
    *,
    by: Participation,
    goals: str,
    rhythm: Rhythm,
    channels: str,
    limits: str,
    ends_on: datetime.date,
    today: datetime.date,
    seen: int | None = None,
) -> Agreement:
    """A new version; who writes it has accepted it, the other one is asked. The one before holds until both accepted.

    `seen` is the version that the writer had before them (0: none). When the other one wrote a newer one meanwhile:
    `StaleState`. Raises `PairIsOver`, `EndIsPast`.
    """
    pairing = lock_pairing(pairing)
    before = pairing.agreements.first()
    number = before.version if before else 0
    if seen is not None and seen != number:
        raise StaleState
    if ends_on <= today:
        raise EndIsPast
    agreement = Agreement.objects.create(
        program=pairing.program,
        pairing=pairing,
        version=number + 1,
        goals=goals.strip(),
        rhythm=rhythm,
        channels=channels.strip(),
        limits=limits.strip(),
        ends_on=ends_on,
        written_by=by,
    )
    _accept(agreement, by)
    if before is not None:
        void_notices(["agreement_written"], before)
    record_event("agreement_written", agreement, by=by, version=agreement.version)
    owe_notice("agreement_written", agreement, recipient=other_one(pairing, by.person), program=pairing.program)
    return agreement


@transaction.atomic
def accept_agreement(agreement: Agreement, *, by: Participation) -> Agreement:
    """Say yes to the newest version; with both yeses it holds. Saying yes twice is saying it once.

    Raises `StaleState` when there is a newer one, `PairIsOver`.
    """
    pairing = lock_pairing(agreement.pairing)
    if pairing.agreements.first().version != agreement.version:
        raise StaleState
    if not _accept(agreement, by):
        return agreement
    record_event("agreement_accepted", agreement, by=by, version=agreement.version)
    void_notices(["agreement_written"], agreement)
    if AgreementAcceptance.objects.filter(agreement=agreement).count() == 2:
        _let_it_hold(pairing, agreement)
    return agreement


def lock_pairing(pairing: Pairing) -> Pairing:
    """The pair as it is now, held until the transaction ends. Raises `PairIsOver`."""
    rows = Pairing.objects.select_for_update(of=("self",)).select_related(
        "program", "group", "participation__person", "supporter__participation__person"
    )
    pairing = rows.get(pk=pairing.pk)
    if pairing.state not in PairingState.LIVE:
        raise PairIsOver
    return pairing


def other_one(pairing: Pairing, person: Person) -> Person:
    """The one of the two who is not `person`."""
    supporter = pairing.supporter.participation.person
    return supporter if pairing.participation.person_id == person.pk else pairing.participation.person


def _accept(agreement: Agreement, by: Participation) -> bool:
    """Whether this yes is new."""
    _row, is_new = AgreementAcceptance.objects.get_or_create(
        agreement=agreement, participation=by, defaults={"program": agreement.program}
    )
    return is_new


def _let_it_hold(pairing: Pairing, agreement: Agreement) -> None:
    """From here on the pair is under way; its group knows the planned end, so that its last meeting is known."""
    if pairing.ends_on != agreement.ends_on:
        void_notices(["pair_ends_soon"], pairing)
    pairing.ends_on = agreement.ends_on
    pairing.save(update_fields=["ends_on"])
    Group.objects.filter(pk=pairing.group_id).update(ends_on=agreement.ends_on)
    if pairing.state == PairingState.AGREEING:
        pairing.move_to(PairingState.ACTIVE)
    record_event("agreement_holds", agreement, by=None, version=agreement.version)
