"""Leaving a program: the one verb that needs groups and consents together."""

from django.db import transaction

from groups.services.memberships import leave_all_groups
from programs.models import Consent, Participation, Person
from programs.services.consents import withdraw_consent
from programs.services.participations import end_participation


@transaction.atomic
def leave_program(participations: list[Participation], *, by: Person) -> None:
    """The person leaves one program in these roles: their places go to whoever waits, their consents end.

    What happened stays: who came to which meeting, and the history of consents.
    """
    for participation in participations:
        leave_all_groups(participation, by=participation)
        end_participation(participation, by=by)
    program = participations[0].program
    if not Participation.objects.live().of(by).filter(program=program).exists():
        for consent in Consent.objects.standing().filter(program=program, person=by):
            withdraw_consent(consent, by=by)
