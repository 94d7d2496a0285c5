"""“I am worried”, told from any page of the portal: opens one safety case, and the sender can see where it stands."""

from django.db import transaction
from django.db.models import QuerySet

from programs.models import CaseOrigin, Grade, Participation, ParticipationState, Person, Role, SafetyCase
from programs.services.safety import open_case


@transaction.atomic
def tell_the_team(
    teller: Participation,
    *,
    key: str,
    words: str,
    grade: Grade,
    is_about_me: bool = False,
    reach: str = "",
    concerns: Person | None = None,
) -> SafetyCase:
    """Open the case of what somebody wrote. `key` is made with the empty form: sent twice, it opens one case.

    `reach` says how and when the teller may be called back. `concerns` is the one of the team it is about.
    """
    return open_case(
        teller.program,
        key=f"told:{teller.public_id}:{key}",
        origin=CaseOrigin.BUTTON,
        about=teller,
        note="\n".join(part for part in (words.strip(), reach.strip()) if part),
        person=teller.person if is_about_me else None,
        by=teller,
        grade=grade,
        concerns=concerns,
    )


def told_by(teller: Participation) -> QuerySet:
    """What this participation told the team, for its own page: that it arrived and whether somebody looks after it."""
    rows = SafetyCase.objects.filter(
        program=teller.program_id,
        origin=CaseOrigin.BUTTON,
        about_kind=Participation._meta.label_lower,
        about_id=teller.pk,
    )
    return rows.defer("note")


def team_of(teller: Participation) -> list[Person]:
    """Who works in the program, by the name they use: whom a worry can be about without that person reading it."""
    team = Participation.objects.filter(
        program=teller.program_id, state=ParticipationState.ACTIVE, role__in=Role.STAFF
    ).exclude(person=teller.person_id)
    people = Person.objects.filter(pk__in=team.values("person"))
    return list(people.only("public_id", "display_name").order_by("display_name", "pk"))
