"""Mediations as tests need them: two parties, two mediators, and where they stand."""

import datetime

from django.utils import timezone

from groups.models import ConflictState, MediationState, PartyConsent
from groups.services.conflict_work import take_up_report
from groups.services.mediation.answers import agree_to_talks
from groups.services.mediation.offers import offer_mediation
from groups.services.mediation.settlements import answer_settlement, write_settlement
from groups.services.mediation.statements import write_statement
from groups.services.mediation.talks import plan_side_talk
from programs.models import Participation, Role
from tests.conflicts.make import tell
from tests.make import make_participation

AGREED = "We greet each other and leave it there."
WROTE = {"happened": "She left while I spoke.", "felt": "Alone", "needed": "To be heard", "asks": "A word"}


def in_days(number, hour=18):
    """A moment to come, in UTC."""
    day = timezone.now() + datetime.timedelta(days=number)
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)


def today():
    return timezone.now().date()


def role_of(program, role, name):
    """The participation of that name and role, made once."""
    standing = Participation.objects.filter(program=program, role=role, person__display_name=name).first()
    return standing or make_participation(program, role=role, name=name)


def two_mediators(program):
    return [role_of(program, Role.MEDIATOR, name) for name in ("Mona", "Max")]


def offered(teller, other=None, *, mediators=None, **more):
    """An offer: who told it is asked, the other side is not yet."""
    program = teller.program
    report = tell(teller, others=(other or role_of(program, Role.PARTICIPANT, "Omar"),), **more)
    reader = report.readers.first()
    handler = reader.participation if reader else role_of(program, Role.COORDINATOR, "Cora")
    if report.state == ConflictState.RECEIVED:
        take_up_report(report, by=handler)
    return offer_mediation(report, by=handler, mediators=mediators or two_mediators(program))


def consent_of(mediation, participation):
    rows = PartyConsent.objects.select_related("mediation", "party__participation__person", "program")
    return rows.get(mediation=mediation, party__participation=participation)


def consents(mediation):
    return list(
        mediation.consents.select_related("mediation", "party__participation__person", "program").order_by("pk")
    )


def at_stage(mediation, stage):
    """Lead a mediation that was offered to this state."""
    order = [state.value for state in MediationState]
    steps = order[1 : order.index(stage) + 1]
    first = mediation.mediators.order_by("pk").first().participation
    if "consented" in steps:
        for consent in consents(mediation):
            agree_to_talks(consent)
    if "separate" in steps:
        for number, consent in enumerate(consents(mediation)):
            plan_side_talk(
                mediation, party=consent.party, by=first, starts_at=in_days(3 + number), minutes=45, mode="phone"
            )
    if "agreement" in steps:
        write_settlement(
            mediation, by=first, words=AGREED, today=today(), follow_up_on=today() + datetime.timedelta(days=21)
        )
    if "follow_up" in steps:
        settlement = mediation.settlements.get()
        for consent in consents(mediation):
            answer_settlement(settlement, consent=consent, accepts=True)
    mediation.refresh_from_db()
    return mediation


def talk_kwargs(teller):
    """What addresses of talks need: an agreement that waits for everybody's answer, and what one of them wrote."""
    mediation = at_stage(offered(teller), "agreement")
    consent = consent_of(mediation, teller)
    statement = write_statement(consent, words=WROTE)
    return {"mediation": mediation.public_id, "own_talks": consent.public_id, "statement": statement.public_id}
