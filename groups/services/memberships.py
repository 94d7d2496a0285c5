"""Who has a place in a group, who waits, who leads it. Places are counted under a lock on the group."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import Group, GroupKind, Membership, MembershipRole, MembershipState, OfferState
from groups.queries.joining import shares_number
from groups.services.chairs import close_offers, first_in_line, is_closed, lock_group, offer_free_chairs
from programs.errors import DomainError
from programs.gates import LEAD_A_GROUP, what_stands_before
from programs.models import Mode, Participation, ParticipationState, Role
from programs.services.events import record_event
from programs.services.notices import owe_notice, void_notices
from programs.services.removals import ask_for_removal
from programs.services.ties import is_tied


class GroupFull(DomainError):
    message = _("Every place in this group is taken. The person can wait for one.")


class GroupHasStarted(DomainError):
    message = _("This group has started, and it takes nobody in any more. The next group may be a place.")


class NotInThisProgram(DomainError):
    message = _("This person does not take part in the program of this group.")


class NotTogether(DomainError):
    """Says nothing of who it is or why: the register of ties is not for every eye."""

    message = _("This person cannot be in this group. Choose another group for them.")


class NotAFacilitator(DomainError):
    message = _("Only people with the role of facilitator in the program can lead a group.")


class NotPrepared(DomainError):
    """Says everything that is still missing."""

    message = _("This person cannot lead a group yet.")

    def __init__(self, missing: list[str]):
        super().__init__(" ".join([str(self.message), *map(str, missing)]))


# A pair is led by its supporter; a group by a facilitator, or, where peers are supervised, by a supervisor.
LEADERS = {True: {Role.SUPPORTER}, False: {Role.FACILITATOR, Role.SUPERVISOR}}


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

    Who waited is moved from the waiting list, and takes the chair that was kept for them. `tell` owes that person the
    notice that a place is free for them.
    Raises `GroupFull`, `GroupHasStarted`, `NotInThisProgram`, `NotAFacilitator`, `NotPrepared`, `NotTogether`.
    """
    now = now or timezone.now()
    group = lock_group(group)
    _check_may_join(group, participation, role, now)
    membership = _live_membership(group, participation)
    if membership is not None and membership.state == MembershipState.PLACED:
        return membership
    if role == MembershipRole.MEMBER:
        _check_place_is_free(group, membership, now)
    if membership is None:
        membership = _add(group, participation, role, MembershipState.PLACED, since=now)
    else:
        close_offers(membership, OfferState.TAKEN)
        membership.move_to(MembershipState.PLACED, role=role, since=now)
    record_event("placed_in_group", membership, by=by, role=role)
    if tell:
        _tell_place_is_free(membership)
    return membership


@transaction.atomic
def join_waiting_list(group: Group, *, participation: Participation, by: Participation | None) -> Membership:
    """The person waits for a place in this group; who waits or has a place already stays where they are."""
    group = lock_group(group)
    _check_may_join(group, participation, MembershipRole.MEMBER, timezone.now())
    membership = _live_membership(group, participation)
    if membership is None:
        membership = _add(group, participation, MembershipRole.MEMBER, MembershipState.WAITING)
        record_event("joined_waiting_list", membership, by=by)
    return membership


@transaction.atomic
def place_or_wait(group: Group, *, participation: Participation, by: Participation | None) -> Membership:
    """A place when one is free, else the end of the waiting list: of fifty who press at once, each has one answer."""
    group = lock_group(group)
    try:
        with transaction.atomic():
            return place_in_group(group, participation=participation, by=by)
    except GroupFull:
        return join_waiting_list(group, participation=participation, by=by)


@transaction.atomic
def leave_group(
    membership: Membership, *, by: Participation | None, now: datetime.datetime | None = None
) -> Membership | None:
    """The person leaves; the chair is offered to the first who waits. Returns the membership of that one, or None."""
    group = lock_group(membership.group)
    was_placed = membership.state == MembershipState.PLACED
    freed = was_placed and membership.role == MembershipRole.MEMBER
    membership.move_to(MembershipState.LEFT)
    freed = close_offers(membership, OfferState.DECLINED) or freed
    record_event("left_group", membership, by=by)
    void_notices(["place_freed"], membership)
    if was_placed and group.mode == Mode.WHATSAPP and shares_number(membership.participation):
        ask_for_removal(group.program, person=membership.participation.person, by=by, about=membership)
    offers = offer_free_chairs(group, by=by, now=now) if freed else []
    return offers[0].membership if offers else None


@transaction.atomic
def leave_all_groups(participation: Participation, *, by: Participation | None) -> None:
    """For somebody who leaves the program: every place they held goes to the next who waits."""
    live = Membership.objects.filter(participation=participation).exclude(state=MembershipState.LEFT)
    for membership in live.select_related("group").order_by("group_id"):
        leave_group(membership, by=by)


def next_in_line(leaving: Membership, *, now: datetime.datetime | None = None) -> Membership | None:
    """Who would be offered the place of `leaving`, if anybody: what a page shows before somebody leaves."""
    group = leaving.group
    taken = group.taken_places(besides=leaving)
    if group.memberships.members().seated().filter(pk=leaving.pk).exists():
        taken -= 1
    if taken >= group.capacity or is_closed(group, now or timezone.now()):
        return None
    return first_in_line(group).exclude(pk=leaving.pk).first()


def _tell_place_is_free(membership: Membership) -> None:
    owe_notice("place_freed", membership, recipient=membership.participation.person, program=membership.program)


def _live_membership(group: Group, participation: Participation) -> Membership | None:
    return (
        Membership.objects.filter(group=group, participation=participation)
        .exclude(state=MembershipState.LEFT)
        .select_related("program", "participation__person")
        .first()
    )


def _check_may_join(group: Group, participation: Participation, role: str, now: datetime.datetime) -> None:
    if participation.program_id != group.program_id or participation.state not in ParticipationState.LIVE:
        raise NotInThisProgram
    if role == MembershipRole.FACILITATOR:
        _check_may_lead(group, participation, now)
    inside = group.memberships.seated().exclude(participation__person=participation.person_id)
    if is_tied(group.program, participation.person, inside.values("participation__person")):
        raise NotTogether


def _check_may_lead(group: Group, participation: Participation, now: datetime.datetime) -> None:
    if participation.role not in LEADERS[group.kind == GroupKind.PAIR]:
        raise NotAFacilitator
    missing = what_stands_before(LEAD_A_GROUP, participation, now.astimezone(group.zone).date())
    if missing:
        raise NotPrepared(missing)


def _check_place_is_free(group: Group, membership: Membership | None, now: datetime.datetime) -> None:
    if is_closed(group, now):
        raise GroupHasStarted
    if group.taken_places(besides=membership) >= group.capacity:
        raise GroupFull


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
