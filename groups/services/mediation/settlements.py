"""The written agreement: each change is a new version, each party accepts the current one, a day to look at it again
is always in it."""

import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import (
    ConflictState,
    ConflictStep,
    Mediation,
    MediationState,
    PartyConsent,
    Settlement,
    SettlementAnswer,
)
from groups.services.mediation.standing import (
    TalksAreOver,
    consents_of,
    lock_mediation,
    note_event,
    tell_mediators,
    tell_parties,
    tell_report_readers,
    write_step,
)
from groups.services.mediation.talks import refuse_others
from programs.dates import day_words
from programs.errors import DomainError, IllegalMove
from programs.models import Participation

LOOK_AGAIN_AFTER = datetime.timedelta(days=21)


class AgreementIsEmpty(DomainError):
    message = gettext_lazy("Write what the parties agree on.")


class FollowUpDayIsPast(DomainError):
    message = gettext_lazy("Choose a day to come, on which you look at it again.")


class NewerVersion(DomainError):
    message = gettext_lazy("There is a newer version. Read that one.")


def current_settlement(mediation: Mediation) -> Settlement | None:
    """The latest version: the only one that can be accepted."""
    return mediation.settlements.order_by("-version").first()


@transaction.atomic
def write_settlement(
    mediation: Mediation, *, by: Participation, words: str, follow_up_on: datetime.date, today: datetime.date
) -> Settlement:
    """A new version for everybody to read; what was said of an earlier one does not count for it.

    Raises `AgreementIsEmpty`, `FollowUpDayIsPast`, `NotTheMediator`, `SomebodyIsMissing`, `IllegalMove`.
    """
    mediation = lock_mediation(mediation)
    refuse_others(mediation, by)
    if not words.strip():
        raise AgreementIsEmpty
    if follow_up_on <= today:
        raise FollowUpDayIsPast
    if mediation.state != MediationState.AGREEMENT:
        mediation.move_to(MediationState.AGREEMENT)
    last = mediation.settlements.aggregate(last=Max("version"))["last"] or 0
    settlement = Settlement.objects.create(
        program=mediation.program,
        mediation=mediation,
        version=last + 1,
        words=words.strip(),
        follow_up_on=follow_up_on,
        written_by=by,
    )
    tell_parties(mediation, note_event("settlement_written", mediation, by=by, version=settlement.version))
    return settlement


@transaction.atomic
def answer_settlement(settlement: Settlement, *, consent: PartyConsent, accepts: bool, words: str = "") -> None:
    """A party accepts this version, or sends it back with a word. When all have accepted, the agreement stands.

    Raises `NewerVersion`, `TalksAreOver`, `IllegalMove`.
    """
    mediation = lock_mediation(settlement.mediation)
    if mediation.state == MediationState.FOLLOW_UP:
        raise TalksAreOver
    if mediation.state != MediationState.AGREEMENT or consent.mediation_id != mediation.pk:
        raise IllegalMove
    if current_settlement(mediation).pk != settlement.pk:
        raise NewerVersion
    answer = SettlementAnswer.objects.filter(settlement=settlement, party=consent.party).first()
    if answer is not None and answer.accepts and accepts:
        return
    answer = answer or SettlementAnswer(program=settlement.program, settlement=settlement, party=consent.party)
    answer.accepts, answer.words = accepts, "" if accepts else words.strip()
    answer.save()
    event = note_event("settlement_answered", mediation, by=None, answer=answer.pk, accepts=accepts)
    accepted = set(settlement.answers.filter(accepts=True).values_list("party", flat=True))
    if accepted >= {row.party_id for row in consents_of(mediation)}:
        _agree(mediation, settlement, event)
    else:
        tell_mediators(mediation, event)


def _agree(mediation: Mediation, settlement: Settlement, event) -> None:
    mediation.move_to(MediationState.FOLLOW_UP)
    mediation.conflict.move_to(ConflictState.SETTLED)
    write_step(
        mediation.conflict,
        ConflictStep.What.SETTLED,
        by=settlement.written_by,
        words=lambda: (
            _("Everybody has accepted the agreement. You look at it again on %(day)s.")
            % {"day": day_words(settlement.follow_up_on)}
        ),
    )
    tell_parties(mediation, event)
    tell_mediators(mediation, event)
    tell_report_readers(mediation, event)
