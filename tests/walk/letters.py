"""Letters of a story: all that is owed leaves at once, and what they must not say is looked for."""

import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from programs.models import Notice, NoticeState, Person
from programs.tasks import dispatch_notices
from tests.walk.person import letters_to, plain

ZONE = ZoneInfo("America/Toronto")


def everything_leaves():
    """Whatever the hour of the test, nobody has quiet hours now."""
    far_away = timezone.now().astimezone(ZONE) + datetime.timedelta(hours=12)
    Person.objects.update(quiet_from=far_away.time(), quiet_until=(far_away + datetime.timedelta(hours=1)).time())
    Notice.objects.filter(state=NoticeState.OWED).update(due_at=timezone.now())
    dispatch_notices()


def says_only_that_something_waits(post, address, path, secrets) -> bool:
    """There is a letter that leads there, and none to this address holds another of the `secrets`."""
    letters = [f"{letter['Subject']} {plain(letter)}" for letter in letters_to(post, address)]
    others = [name for name in secrets if name.lower() not in address]
    named = [(name, letter) for letter in letters for name in others if name in letter]
    assert not named, named
    return any(path in letter for letter in letters)
