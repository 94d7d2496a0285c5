"""The boards of a program as its desk lists them: those of the program and of its groups, no private place."""

from groups.models import Space, SpaceKind
from programs.models import Participation


def boards_on_desk(participation: Participation) -> list[Space]:
    """Those that are open first."""
    spaces = Space.objects.visible_to(participation).filter(kind__in=(SpaceKind.PROGRAM, SpaceKind.GROUP))
    rows = spaces.select_related("group").order_by("kind", "pk")
    return sorted(rows, key=lambda space: space.archived_at is not None)
