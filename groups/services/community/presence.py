"""Live boards: open while somebody of the team is there, and closed as soon as nobody was for some minutes."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import CommunityRules, Membership, Presence, Space, SpaceKind
from programs.access import GRANTS, Permission
from programs.errors import DomainError
from programs.models import Participation, Role
from programs.services.events import record_event


class NotALiveBoard(DomainError):
    message = _("Only a live board needs somebody who is there.")


def looks_after(participation: Participation, space: Space) -> bool:
    """Whether this part of the team is responsible for the board: nobody is for a private place."""
    if space.is_private or Permission.MODERATE not in GRANTS[participation.role]:
        return False
    if participation.role != Role.FACILITATOR:
        return True
    leads = Membership.objects.current().facilitating().filter(participation=participation, group=space.group_id)
    return space.kind == SpaceKind.GROUP and leads.exists()


def is_attended(space: Space, *, rules: CommunityRules, now: datetime.datetime) -> bool:
    """Somebody of the team was there within the minutes that the program chose. Other boards need nobody."""
    since = now - datetime.timedelta(minutes=rules.alone_minutes)
    return not space.is_live or space.presences.filter(at__gt=since).exists()


@transaction.atomic
def be_there(space: Space, *, by: Participation, now: datetime.datetime | None = None) -> None:
    """“I am here”: people may write as long as this is not too long ago. Raises `NotALiveBoard`."""
    if not space.is_live:
        raise NotALiveBoard
    _row, came = Presence.objects.update_or_create(
        space=space, participation=by, defaults={"program": space.program, "at": now or timezone.now()}
    )
    if came:
        record_event("board_attended", space, by=by)


def stay_there(space: Space, *, by: Participation, rules: CommunityRules, now: datetime.datetime) -> None:
    """Who said “I am here” and opens the page again is still there; who has been away for too long has to say so."""
    since = now - datetime.timedelta(minutes=rules.alone_minutes)
    Presence.objects.filter(space=space, participation=by, at__gt=since).update(at=now)


def go_away(space: Space, *, by: Participation) -> None:
    """“I leave now”: unless a colleague is there, nobody can write from this moment on."""
    Presence.objects.filter(space=space, participation=by).delete()
