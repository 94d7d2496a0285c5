"""A group that ends leads on: its members are offered a place in the group that follows."""

import datetime
from contextlib import suppress

from django.db import transaction
from django.utils import timezone

from groups.endings import TOLD_BEFORE
from groups.models import Group, Membership
from groups.services.chairs import lock_group, offer_free_chairs
from groups.services.memberships import join_waiting_list
from programs.errors import DomainError
from programs.models import Participation, ParticipationState, ProgramState


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
