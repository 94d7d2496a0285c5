"""A person becomes a peer of the program, pauses, rests, comes back."""

import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mentoring.models import Application, Rest, Supporter
from mentoring.services.rules import rules_of
from programs.errors import DomainError
from programs.models import Participation, ParticipationState, Person, Profile, Program, Role
from programs.services.events import record_event
from programs.services.participations import add_participation


class PeopleDepend(DomainError):
    message = _("This is less than the number of people you support now.")


@transaction.atomic
def welcome_supporter(
    program: Program,
    *,
    person: Person,
    by: Participation | None,
    application: Application | None = None,
    now: datetime.datetime | None = None,
) -> Supporter:
    """Give a person the role of supporter; who has it already stays as they are.

    What the application says of languages, times and topics becomes the profile that matching reads.
    """
    participation = add_participation(program, person=person, role=Role.SUPPORTER, by=by, now=now)
    supporter, created = Supporter.objects.get_or_create(
        participation=participation,
        defaults={
            "program": program,
            "application": application,
            "capacity": rules_of(program).capacity,
            "sharing": application.sharing if application else Supporter._meta.get_field("sharing").default,
        },
    )
    if created and application is not None:
        profile = Profile.objects.get(participation=participation)
        profile.languages = application.languages or profile.languages
        profile.availability = application.availability
        profile.save(update_fields=["languages", "availability"])
        profile.topics.set(application.topics.all())
    if created:
        record_event("supporter_welcomed", supporter, by=by)
    return supporter


@transaction.atomic
def change_capacity(supporter: Supporter, *, capacity: int, by: Participation) -> Supporter:
    """How many people this peer takes on. Raises `PeopleDepend` when they already support more."""
    supporter = lock_supporter(supporter)
    if capacity < supporter.pairings.live().count():
        raise PeopleDepend
    supporter.capacity = capacity
    supporter.save(update_fields=["capacity"])
    record_event("supporter_capacity_changed", supporter, by=by, capacity=capacity)
    return supporter


@transaction.atomic
def pause_supporter(supporter: Supporter, *, by: Participation, returns_on: datetime.date | None = None) -> Supporter:
    """Nobody new for now; the pairs that stand are listed for cover. `returns_on` is a plan, not a promise."""
    supporter.participation.move_to(ParticipationState.PAUSED)
    supporter.returns_on = returns_on
    supporter.save(update_fields=["returns_on"])
    record_event("supporter_paused", supporter, by=by)
    return supporter


@transaction.atomic
def resume_supporter(supporter: Supporter, *, by: Participation) -> Supporter:
    supporter.participation.move_to(ParticipationState.ACTIVE)
    supporter.returns_on = None
    supporter.save(update_fields=["returns_on"])
    record_event("supporter_resumed", supporter, by=by)
    return supporter


@transaction.atomic
def give_rest(supporter: Supporter, *, starts_on: datetime.date, ends_on: datetime.date, by: Participation) -> Rest:
    """From one day to another (both included) nobody new is matched with this peer."""
    rest = Rest(program=supporter.program, supporter=supporter, starts_on=starts_on, ends_on=ends_on, by=by)
    rest.full_clean(exclude=["program", "supporter", "by"])
    rest.save()
    record_event("rest_given", rest, by=by)
    return rest


def lock_supporter(supporter: Supporter) -> Supporter:
    """The peer as they are now, held until the transaction ends: people are counted under this lock."""
    rows = Supporter.objects.select_for_update(of=("self",)).select_related("program", "participation__person")
    return rows.get(pk=supporter.pk)
