"""What stands between somebody and writing on a board, in words: it is put away, nobody is there, a pause."""

import datetime

from django.utils.translation import gettext_lazy as _

from groups.models import CommunityRules, Space, SpaceMember, Thread
from groups.services.community.presence import is_attended
from groups.services.community.spaces import kinds_on
from programs.errors import DomainError


class CannotWrite(DomainError):
    message = _("You cannot write here now.")


class BoardIsPutAway(CannotWrite):
    message = _("This board was put away. Nobody writes there any more.")


class NobodyIsThere(CannotWrite):
    message = _("This board is open while somebody of the team is there. Nobody is there now.")


class TimeOfQuiet(CannotWrite):
    message = _("The team asked you to pause. You can read, and write again later.")


class ThreadIsClosed(CannotWrite):
    message = _("Nobody answers here any more. You can begin something new.")


def what_keeps_from_writing(
    seat: SpaceMember,
    space: Space,
    *,
    rules: CommunityRules,
    now: datetime.datetime,
    thread: Thread | None = None,
) -> CannotWrite | None:
    """The first thing that stands in the way, as an error to say or to raise; None: the way is free."""
    if space.archived_at is not None or space.kind not in kinds_on(rules):
        return BoardIsPutAway()
    if not seat.may_write(now):
        return TimeOfQuiet()
    if thread is not None and thread.closed_at is not None:
        return ThreadIsClosed()
    if not is_attended(space, rules=rules, now=now):
        return NobodyIsThere()
    return None
