"""Acts of the desk that join verbs of several apps into one: all of it happens, or nothing."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import Group
from groups.services.memberships import leave_all_groups, place_in_group
from intake.models import Assessment
from intake.services.decisions import accept_request
from intake.services.interviewers import stop_interviewing
from mentoring.services.pair_endings import end_pairings_of
from programs.errors import DomainError
from programs.models import AccessRecord, Participation, Person, Role
from programs.services.events import record_reading
from programs.services.notices import owe_notice
from programs.services.participations import add_participation, end_participation


class LastCoordinator(DomainError):
    message = _("Somebody has to coordinate the program. Add another coordinator first.")


@transaction.atomic
def accept_and_place(
    assessment: Assessment,
    *,
    by: Participation,
    group: Group | None = None,
    message: str = "",
    reason: str = "",
    override: bool = False,
) -> Participation:
    """Accept the request and give the person a place. No place left (`GroupFull`): nothing happened at all."""
    participation = accept_request(assessment, by=by, message=message, reason=reason, override=override)
    if group is not None:
        place_in_group(group, participation=participation, by=by)
    return participation


@transaction.atomic
def add_to_program(*, email: str, name: str, language: str, role: Role, by: Participation) -> Participation:
    """Give somebody a role in the program of `by`, and tell them that their page is ready.

    Who is known under this address keeps their name and language; who has the role already is told nothing new.
    """
    facts = {"display_name": name, "language": language, "time_zone": by.program.time_zone}
    person, _new = Person.objects.welcome(email, **facts)
    participation = add_participation(by.program, person=person, role=role, by=by)
    owe_notice("role_given", participation, recipient=person, program=by.program)
    return participation


@transaction.atomic
def end_taking_part(participation: Participation, *, by: Participation) -> None:
    """The person leaves the program in this role, and every group: their places go to the next who wait.

    Talks with them are called off; their pairs end, and the other one is told.

    Raises `LastCoordinator`; of two who end it at once, one is told (`StaleState`).
    """
    if participation.role == Role.COORDINATOR:
        coordinators = Participation.objects.live().in_role(Role.COORDINATOR).filter(program=participation.program_id)
        # All of them, in one order: two who end each other at once wait for each other instead of meeting in a circle.
        there = set(coordinators.order_by("pk").select_for_update().values_list("pk", flat=True))
        if there == {participation.pk}:
            raise LastCoordinator
    stop_interviewing(participation, by=by)
    end_pairings_of(participation, by=by)
    leave_all_groups(participation, by=by)
    end_participation(participation, by=by)


def note_reading(subject, *, by: Participation, why: str, now: datetime.datetime | None = None) -> None:
    """Write down that `by` read something sensitive: once a day is enough to know who knows."""
    midnight = (now or timezone.now()).astimezone(by.program.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    known = AccessRecord.objects.filter(
        reader=by.person_id, subject_kind=subject._meta.label_lower, subject_id=subject.pk, at__gte=midnight
    )
    if not known.exists():
        record_reading(subject, by=by, why=why)
