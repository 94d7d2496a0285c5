"""Who takes part in a program, and one of them."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q

from groups.models import CAME, Attendance, AttendanceStatus, GroupKind, Membership, MembershipState
from groups.services.memberships import next_in_line
from programs.models import Participation, ParticipationState, Role

NOT_TEAM = frozenset({Role.PARTICIPANT, Role.SUPPORTER})


def people_list(people, *, tab: str, name: str):
    """`tab`: taking part, in the team, or left; `name` is a part of a name. Groups come with the rows."""
    rows = people.filter(state=ParticipationState.LEFT) if tab == "left" else people.live()
    if tab == "members":
        rows = rows.filter(role__in=NOT_TEAM)
    elif tab == "team":
        rows = rows.exclude(role__in=NOT_TEAM)
    if name:
        rows = rows.filter(person__display_name__icontains=name)
    held = Membership.objects.exclude(state=MembershipState.LEFT).exclude(group__kind__in=GroupKind.SEALED)
    held = held.select_related("group").order_by("since")
    return (
        rows.select_related("person")
        .prefetch_related(Prefetch("memberships", held, to_attr="held"))
        .order_by("person__display_name", "pk")
    )


@dataclass(frozen=True)
class Came:
    expected: int
    came: int
    excused: int


def attendance_of(participation: Participation) -> Came:
    return Came(
        **Attendance.objects.filter(participation=participation).aggregate(
            expected=Count("pk"),
            came=Count("pk", filter=Q(status__in=CAME)),
            excused=Count("pk", filter=Q(status=AttendanceStatus.EXCUSED)),
        )
    )


def memberships_of(participation: Participation) -> list[Membership]:
    """The groups they are in, or wait for, but those that are sealed."""
    rows = participation.memberships.exclude(state=MembershipState.LEFT).exclude(group__kind__in=GroupKind.SEALED)
    return list(rows.select_related("group", "program").order_by("since", "pk"))


def other_roles(participation: Participation) -> list[Participation]:
    """What else the same person does in this program."""
    rows = Participation.objects.live().of(participation.person).filter(program=participation.program_id)
    return list(rows.exclude(pk=participation.pk).select_related("person").order_by("since"))


def places_passed_on(participation: Participation) -> list[Membership]:
    """Who gets a place, and a message, when this person leaves the program: the first who waits in each group."""
    following = (next_in_line(membership) for membership in memberships_of(participation))
    return [membership for membership in following if membership is not None]
