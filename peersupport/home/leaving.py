"""Leaving a program: the one verb that needs groups and consents together."""

from django.db import transaction

from groups.services.memberships import leave_all_groups
from mentoring.services.pair_endings import end_pairings_of
from programs.models import Consent, Participation, Person
from programs.services.consents import withdraw_consent
from programs.services.participations import end_participation


@transaction.atomic
def leave_program(participations: list[Participation], *, by: Person) -> None:
    """The person leaves one program in these roles: pairs end, places go to whoever waits, consents end.

    What happened stays: who came to which meeting, and the history of consents.
    """
    for participation in participations:
        end_pairings_of(participation, by=participation)
        leave_all_groups(participation, by=participation)
        end_participation(participation, by=by)
    program = participations[0].program
    if not Participation.objects.live().of(by).filter(program=program).exists():
        for consent in Consent.objects.standing().filter(program=program, person=by):
            withdraw_consent(consent, by=by)
