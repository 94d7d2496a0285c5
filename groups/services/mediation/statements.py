"""What a party says in the four steps: for the mediators, and for the other side only once that party shares it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import MediationState, PartyConsent, Statement
from groups.services.conflicts import QUESTIONS
from groups.services.mediation.standing import lock_mediation, note_event, tell_mediators, tell_parties
from programs.errors import DomainError


class WordsAreMissing(DomainError):
    message = _("Write first what happened.")


class NotAgreedYet(DomainError):
    message = _("Say first whether you would like to take part.")


@transaction.atomic
def write_statement(consent: PartyConsent, *, words: dict[str, str]) -> Statement:
    """Keep what the party wrote; earlier statements stay as they are. Raises `NotAgreedYet`, `TalksAreOver`."""
    mediation = lock_mediation(consent.mediation)
    consent.refresh_from_db(fields=["agrees"])
    if not consent.agrees:
        raise NotAgreedYet
    said = {question: words.get(question, "").strip() for question in QUESTIONS}
    if not said["happened"]:
        raise WordsAreMissing
    statement = Statement.objects.create(program=consent.program, mediation=mediation, party=consent.party, **said)
    event = note_event("statement_written", mediation, by=None, statement=statement.pk)
    if mediation.state != MediationState.INVITED:
        tell_mediators(mediation, event)
    return statement


@transaction.atomic
def share_statement(statement: Statement, *, consent: PartyConsent) -> None:
    """The other side may read it from now on. Only the party whose it is can do this, and it cannot be undone."""
    mediation = lock_mediation(statement.mediation)
    if statement.party_id != consent.party_id or mediation.state == MediationState.INVITED:
        raise NotAgreedYet
    shared = Statement.objects.filter(pk=statement.pk, shared_at=None).update(shared_at=timezone.now())
    if shared:
        event = note_event("statement_shared", mediation, by=None, statement=statement.pk)
        tell_parties(mediation, event, but=consent.party)
        tell_mediators(mediation, event)
