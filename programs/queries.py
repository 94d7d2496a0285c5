"""What the ground's pages need."""

import time

from django.conf import settings

from programs.models import CrisisLine

KEEP_SECONDS = 60
_kept: dict[str, tuple[float, list[CrisisLine]]] = {}


def crisis_lines(jurisdiction: str | None = None) -> list[CrisisLine]:
    """The help lines of a country or region, in their order.

    They stand on every page, so each process keeps them for a minute; an edit shows within that time.
    """
    jurisdiction = jurisdiction or settings.DEFAULT_JURISDICTION
    until, lines = _kept.get(jurisdiction, (0.0, []))
    if time.monotonic() >= until:
        lines = list(CrisisLine.objects.filter(jurisdiction=jurisdiction))
        _kept[jurisdiction] = (time.monotonic() + KEEP_SECONDS, lines)
    return lines


def forget_crisis_lines() -> None:
    """Read them anew at the next page: for tests, and after an edit in this process."""
    _kept.clear()
