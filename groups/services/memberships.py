"""Who has a place in a group, who waits, who leads it. Places are counted under a lock on the group."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import Admission, Group, Membership, MembershipRole, MembershipState
from programs.errors import DomainError
from programs.models import Participation, ParticipationState, Role
from programs.services.events import record_event
from programs.services.notices import owe_notice, void_notices


class GroupFull(DomainError):
    message = _("Every place in this group is taken. The person can wait for one.")


class GroupHasStarted(DomainError):
    message = _("This group has started, and nobody joins after the start.")


class NotInThisProgram(DomainError):
    message = _("This person does not take part in the program of this group.")


class NotAFacilitator(DomainError):
    message = _("Only people with the role of facilitator in the program can lead a group.")


@transaction.atomic
def place_in_group(
    group: Group,
    *,
    participation: Participation,
    by: Participation | None,
    role: str = MembershipRole.MEMBER,
    tell: bool = False,
    now: datetime.datetime | None = None,
) -> Membership:
    """Give `participation` a place, or the lead of the group; who has one already keeps it.

    Who waited is moved from the waiting list. `tell` owes that person the notice that a place is free for them.
    Raises `GroupFull`, `GroupHasStarted`, `NotInThisProgram`, `NotAFacilitator`.
    """
    now = now or timezone.now()
    group = _locked(group)
    _check_may_join(group, participation, role)
    membership = _live_membership(group, participation)
    if membership is not None and membership.state == MembershipState.PLACED:
        return membership
    if role == MembershipRole.MEMBER:
        _check_place_is_free(group, now)
    if membership is None:
        membership = _add(group, participation, role, MembershipState.PLACED, since=now)
    else:
        membership.move_to(MembershipState.PLACED, role=role, since=now)
    record_event("placed_in_group", membership, by=by, role=role)
    if tell:
        _tell_place_is_free(membership)
    return membership


@transaction.atomic
def join_waiting_list(group: Group, *, participation: Participation, by: Participation | None) -> Membership:
    """The person waits for a place in this group; who waits or has a place already stays where they are."""
    group = _locked(group)
    _check_may_join(group, participation, MembershipRole.MEMBER)
    membership = _live_membership(group, participation)
    if membership is None:
        membership = _add(group, participation, MembershipRole.MEMBER, MembershipState.WAITING)
        record_event("joined_waiting_list", membership, by=by)
    return membership


@transaction.atomic
def leave_group(
    membership: Membership, *, by: Participation | None, now: datetime.datetime | None = None
) -> Membership | None:
    """The person leaves; the first who waits gets the place, and one notice. Returns that membership, or None."""
    group = _locked(membership.group)
    freed = membership.state == MembershipState.PLACED and membership.role == MembershipRole.MEMBER
    membership.move_to(MembershipState.LEFT)
    record_event("left_group", membership, by=by)
    void_notices(["place_freed"], membership)
    return _promote_next(group, by=by, now=now or timezone.now()) if freed else None


@transaction.atomic
def leave_all_groups(participation: Participation, *, by: Participation | None) -> None:
    """For somebody who leaves the program: every place they held goes to the next who waits."""
    live = Membership.objects.filter(participation=participation).exclude(state=MembershipState.LEFT)
    for membership in live.select_related("group").order_by("group_id"):
        leave_group(membership, by=by)


def next_in_line(leaving: Membership, *, now: datetime.datetime | None = None) -> Membership | None:
    """Who would get the place of `leaving`, if anybody: what a page shows before somebody leaves."""
    group = leaving.group
    others = group.memberships.members().seated().exclude(pk=leaving.pk).count()
    if others >= group.capacity or _closed_to_newcomers(group, now or timezone.now()):
        return None
    return _first_waiting(group)


def _first_waiting(group: Group) -> Membership | None:
    waiting = group.memberships.waiting().filter(participation__state=ParticipationState.ACTIVE)
    return waiting.select_related("program", "group", "participation__person").first()


def _promote_next(group: Group, *, by: Participation | None, now: datetime.datetime) -> Membership | None:
    following = _first_waiting(group)
    if following is None or not group.has_free_place() or _closed_to_newcomers(group, now):
        return None
    following.move_to(MembershipState.PLACED, since=now)
    record_event("placed_in_group", following, by=by, role=following.role)
    _tell_place_is_free(following)
    return following


def _tell_place_is_free(membership: Membership) -> None:
    owe_notice("place_freed", membership, recipient=membership.participation.person, program=membership.program)


def _locked(group: Group) -> Group:
    """The group as it is now, held until the transaction ends: one at a time may count and fill its places."""
    return Group.objects.select_for_update(of=("self",)).select_related("program").get(pk=group.pk)


def _live_membership(group: Group, participation: Participation) -> Membership | None:
    return (
        Membership.objects.filter(group=group, participation=participation)
        .exclude(state=MembershipState.LEFT)
        .select_related("program", "participation__person")
        .first()
    )


def _check_may_join(group: Group, participation: Participation, role: str) -> None:
    if participation.program_id != group.program_id or participation.state not in ParticipationState.LIVE:
        raise NotInThisProgram
    if role == MembershipRole.FACILITATOR and participation.role != Role.FACILITATOR:
        raise NotAFacilitator


def _check_place_is_free(group: Group, now: datetime.datetime) -> None:
    if _closed_to_newcomers(group, now):
        raise GroupHasStarted
    if not group.has_free_place():
        raise GroupFull


def _closed_to_newcomers(group: Group, now: datetime.datetime) -> bool:
    return group.admission == Admission.CLOSED and group.meetings.planned().filter(starts_at__lte=now).exists()


def _add(
    group: Group, participation: Participation, role: str, state: str, *, since: datetime.datetime | None = None
) -> Membership:
    return Membership.objects.create(
        program=group.program,
        group=group,
        participation=participation,
        role=role,
        state=state,
        since=since or timezone.now(),
    )
