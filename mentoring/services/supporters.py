"""A person becomes a peer of the program, pauses, rests, comes back."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.services.measures import refuse_while_on_a_break
from mentoring.models import Application, Pairing, Rest, Supporter
from mentoring.services.rules import rules_of
from programs.errors import DomainError
from programs.models import Participation, ParticipationState, Person, Profile, Program, Role, Task, TaskKind
from programs.services.events import record_event, record_events
from programs.services.participations import add_participation
from programs.services.tasks import complete_task, open_task


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
def welcome_supporters(program: Program, participations: list[Participation], *, by: Participation) -> None:
    """People who were just given the role of supporter become peers, with the usual capacity: in two statements."""
    capacity = rules_of(program).capacity
    peers = [Supporter(program=program, participation=one, capacity=capacity) for one in participations]
    Supporter.objects.bulk_create(peers)
    record_events("supporter_welcomed", [(peer, {}) for peer in peers], by=by, program=program)


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
def change_card(supporter: Supporter, *, by: Participation, capacity: int, **values) -> Supporter:
    """What others read of a peer, how they meet, how many people they take on. Raises `PeopleDepend`."""
    supporter = change_capacity(supporter, capacity=capacity, by=by)
    for name, value in values.items():
        setattr(supporter, name, value)
    supporter.save(update_fields=[*values])
    record_event("supporter_card_changed", supporter, by=by)
    return supporter


@transaction.atomic
def pause_supporter(supporter: Supporter, *, by: Participation, returns_on: datetime.date | None = None) -> Supporter:
    """Nobody new for now; each pair that stands becomes a task for cover. `returns_on` is a plan, not a promise."""
    supporter = lock_supporter(supporter)  # no pair begins while they are listed
    supporter.participation.move_to(ParticipationState.PAUSED)
    supporter.returns_on = returns_on
    supporter.save(update_fields=["returns_on"])
    record_event("supporter_paused", supporter, by=by)
    today = timezone.now().astimezone(supporter.program.zone).date()
    for pairing in supporter.pairings.live().select_related("participation__person").order_by("pk"):
        open_task(
            supporter.program, kind=TaskKind.PAIR_COVER, due_on=today, by=by, about=pairing,
            person=pairing.participation.person,
        )  # fmt: skip
    return supporter


@transaction.atomic
def resume_supporter(supporter: Supporter, *, by: Participation) -> Supporter:
    """Back: they can be matched again, and nobody need look after their pairs any more. Raises `OnABreak`."""
    supporter = lock_supporter(supporter)
    refuse_while_on_a_break(supporter.participation)
    supporter.participation.move_to(ParticipationState.ACTIVE)
    supporter.returns_on = None
    supporter.save(update_fields=["returns_on"])
    record_event("supporter_resumed", supporter, by=by)
    covers = Task.objects.open().filter(
        kind=TaskKind.PAIR_COVER, about_kind=Pairing._meta.label_lower, about_id__in=supporter.pairings.values("pk")
    )
    for task in covers:
        complete_task(task, by=by)
    return supporter


@transaction.atomic
def give_rest(supporter: Supporter, *, starts_on: datetime.date, ends_on: datetime.date, by: Participation) -> Rest:
    """From one day to another (both included) nobody new is matched with this peer."""
    rest = Rest(program=supporter.program, supporter=supporter, starts_on=starts_on, ends_on=ends_on, by=by)
    rest.full_clean(exclude=["program", "supporter", "by"])
    rest.save()
    record_event("rest_given", rest, by=by)
    return rest


def usual_rest(program: Program, *, now: datetime.datetime | None = None) -> dict[str, datetime.date]:
    """From today, for as many days as the program's rules say; at least one."""
    today = (now or timezone.now()).astimezone(program.zone).date()
    days = max(1, rules_of(program).rest_days)
    return {"starts_on": today, "ends_on": today + datetime.timedelta(days=days - 1)}


def lock_supporter(supporter: Supporter) -> Supporter:
    """The peer as they are now, held until the transaction ends: people are counted under this lock."""
    rows = Supporter.objects.select_for_update(of=("self",)).select_related("program", "participation__person")
    return rows.get(pk=supporter.pk)
