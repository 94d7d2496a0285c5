"""A group that ends: what was planned for later is taken out, and its members are offered a place in the group that
follows.
"""

import datetime
from contextlib import suppress
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from groups.endings import TOLD_BEFORE
from groups.models import Group, Meeting, Membership
from groups.queries.telling import members_to_tell
from groups.services.chairs import lock_group, offer_free_chairs
from groups.services.memberships import join_waiting_list
from groups.services.series import make_missing, take_out
from programs.errors import DomainError
from programs.models import Notice, Participation, ParticipationState, ProgramState
from programs.services.events import record_event
from programs.services.notices import owe_notice, void_notices


@dataclass(frozen=True)
class EndFollowed:
    """How many meetings were taken out, and how many were made because the group meets for longer."""

    taken_out: int
    made: int


def later_meetings(group: Group, now: datetime.datetime) -> QuerySet[Meeting]:
    """What is planned after the planned end of the group, as `group` says it; a day off is nothing that is planned."""
    if group.over_after is None:
        return Meeting.objects.none()
    return _after_the_end(group, now).planned().order_by("starts_at")


def _after_the_end(group: Group, now: datetime.datetime) -> QuerySet[Meeting]:
    rows = group.meetings.filter(starts_at__gt=max(now, group.over_after))
    return rows.filter(log__isnull=True, attendances__isnull=True)


@transaction.atomic
def follow_planned_end(
    group: Group, *, by: Participation | None, take_out_later: bool, now: datetime.datetime | None = None
) -> EndFollowed:
    """After `ends_on` changed: with `take_out_later`, what is planned for after it goes and the group is told, once.

    Where it meets for longer than before, the meetings that were not made are made; nobody is told of those.
    """
    now = now or timezone.now()
    group = Group.objects.select_for_update(of=("self",)).select_related("program").get(pk=group.pk)
    # Series first, then their rows, as everywhere.
    running = list(
        group.series.running().select_for_update(of=("self",)).select_related("group", "program").order_by("pk")
    )
    void_notices(["end_planned"], group)
    taken_out = 0
    if take_out_later and group.over_after is not None:
        taken_out = later_meetings(group, now).count()
        take_out(_after_the_end(group, now), by=by, promised_until=group.over_after)
    if taken_out:
        _tell_the_end(group)
    made = sum(make_missing(series, now) for series in running)
    record_event("end_planned", group, by=by, taken_out=taken_out, made=made)
    return EndFollowed(taken_out, made)


def _tell_the_end(group: Group) -> None:
    """Each time anew: an end that was moved away and back again is news."""
    told = Notice.objects.filter(kind="end_planned", about_id=group.pk).aggregate(last=Max("version"))["last"] or 0
    for person in members_to_tell(group):
        owe_notice("end_planned", group, recipient=person, program=group.program, version=told + 1)


def offer_following_groups(now: datetime.datetime | None = None) -> int:
    """From four weeks before the end, once for each member; return how many were put in line. Idempotent.

    Who was in the following group before, waits for it or has said no to it is left alone.
    """
    now = now or timezone.now()
    ending = Group.objects.filter(
        steps_down_to__isnull=False,
        ends_on__range=(now.date() - datetime.timedelta(days=1), now.date() + TOLD_BEFORE),
        program__state__in=ProgramState.PUBLISHED,
    )
    return sum(_lead_on(group, now) for group in ending.select_related("steps_down_to").order_by("pk"))


@transaction.atomic
def _lead_on(group: Group, now: datetime.datetime) -> int:
    following = lock_group(group.steps_down_to)
    known = Membership.objects.filter(group=following).values("participation")
    members = Participation.objects.filter(
        memberships__in=group.memberships.members().seated(), state=ParticipationState.ACTIVE
    ).exclude(pk__in=known)
    in_line = 0
    for participation in members.select_related("person").order_by("memberships__since", "pk").distinct():
        with suppress(DomainError):  # who cannot be in that group is asked by nobody
            join_waiting_list(following, participation=participation, by=None)
            in_line += 1
    if in_line:
        offer_free_chairs(following, by=None, now=now)
    return in_line
