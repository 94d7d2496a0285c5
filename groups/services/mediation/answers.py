"""What a party answers to the offer: yes, with wishes; no, without a reason; and stop, at any time."""

import datetime

from django.db import transaction
from django.utils import timezone

from groups.models import MediationState, PartyConsent
from groups.services.mediation.offers import ask_parties, asked_first
from groups.services.mediation.standing import (
    TalksAreOver,
    consents_of,
    go_another_way,
    lock_mediation,
    note_event,
    tell_mediators,
    tell_parties,
    tell_report_readers,
)


@transaction.atomic
def agree_to_talks(consent: PartyConsent, *, wishes: str = "", now: datetime.datetime | None = None) -> None:
    """This party would like to try. When those who are asked first all say yes, the other side is asked; when
    everybody has said yes, the mediators begin. Said twice is said once; the wishes are those of the last time.

    Raises `TalksAreOver`.
    """
    now = now or timezone.now()
    mediation = lock_mediation(consent.mediation)
    consent.refresh_from_db(fields=["agrees"])
    said_before, consent.agrees = consent.agrees, True
    consent.wishes, consent.answered_at = wishes.strip(), now
    consent.save(update_fields=["agrees", "wishes", "answered_at"])
    if said_before or mediation.state != MediationState.INVITED:
        return
    event = note_event("agreed", mediation, by=None, consent=consent.pk)
    consents = consents_of(mediation)
    if all(row.agrees for row in consents):
        mediation.move_to(MediationState.CONSENTED)
        tell_mediators(mediation, event)
        tell_report_readers(mediation, event)
        tell_parties(mediation, event, but=consent.party)
    elif all(row.agrees for row in consents if asked_first(row.party)):
        ask_parties([row for row in consents if not asked_first(row.party)], now=now)


@transaction.atomic
def refuse_talks(consent: PartyConsent, *, now: datetime.datetime | None = None) -> None:
    """No, or no more: the talks end for everybody, nobody is asked why, and the report goes on by another way.

    Raises `TalksAreOver`, also once an agreement stands: then it is looked at whether it holds.
    """
    mediation = lock_mediation(consent.mediation)
    if mediation.state == MediationState.FOLLOW_UP:
        raise TalksAreOver
    begun = mediation.state != MediationState.INVITED
    consent.agrees, consent.wishes, consent.answered_at = False, "", now or timezone.now()
    consent.save(update_fields=["agrees", "wishes", "answered_at"])
    event = go_another_way(mediation, by=None, state=MediationState.REFUSED)
    tell_parties(mediation, event, but=consent.party)
    tell_report_readers(mediation, event)
    if begun:
        tell_mediators(mediation, event)
