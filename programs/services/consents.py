"""Giving and withdrawing consent, accepting ground rules."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programs.errors import DomainError
from programs.models import (
    Acceptance,
    Consent,
    ConsentText,
    GroundRules,
    Method,
    Participation,
    Person,
    Purpose,
    Withdrawal,
)
from programs.services.events import record_event
from programs.services.removals import ask_for_removal


class NothingToAccept(DomainError):
    message = _("There are no ground rules to accept yet.")


class AlreadyWithdrawn(DomainError):
    message = _("This consent was already withdrawn.")


@transaction.atomic
def give_consent(
    text: ConsentText,
    *,
    person: Person,
    by: Person,
    language: str,
    at: datetime.datetime | None = None,
    method: Method = Method.ONLINE,
) -> Consent:
    """Add a row to the ledger: `person` agrees to this very text. `by` is who said so (the person or a guardian)."""
    consent = Consent.objects.create(
        program=text.program,
        person=person,
        text=text,
        language=language,
        method=method,
        given_by=by,
        given_at=at or timezone.now(),
    )
    record_event("consent_given", consent, by=by, purpose=text.purpose, version=text.version)
    return consent


@transaction.atomic
def withdraw_consent(consent: Consent, *, by: Person) -> None:
    """From now on the purpose has no consent. The row stays, with its end beside it.

    Whose number was shared in a WhatsApp group has to be taken out of it: that is a task for today.
    """
    _, created = Withdrawal.objects.get_or_create(consent=consent, defaults={"by": by})
    if not created:
        raise AlreadyWithdrawn
    record_event("consent_withdrawn", consent, by=by, purpose=consent.text.purpose)
    if consent.text.purpose == Purpose.WHATSAPP_NUMBER:
        ask_for_removal(consent.program, person=consent.person, by=by, about=consent)


@transaction.atomic
def accept_rules(participation: Participation, *, rules: GroundRules, language: str) -> Acceptance:
    """The member accepts this version of the rules; accepting twice is accepting once."""
    acceptance, created = Acceptance.objects.get_or_create(
        rules=rules, participation=participation, defaults={"program": rules.program, "language": language}
    )
    if created:
        record_event("rules_accepted", acceptance, by=participation, version=rules.version)
    return acceptance


def rules_to_accept(participation: Participation) -> GroundRules | None:
    """The current rules, when this member has not accepted them yet."""
    rules = GroundRules.objects.current(participation.program_id).first()
    if rules is None or Acceptance.objects.filter(rules=rules, participation=participation).exists():
        return None
    return rules
