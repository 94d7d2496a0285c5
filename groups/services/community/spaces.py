"""Boards: made, changed and put away by the team; that of a group or a pair opens by itself."""

import datetime

from django.db import transaction
from django.db.models import DateTimeField, ExpressionWrapper, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import CommunityRules, Group, GroupKind, Moderation, Space, SpaceKind
from groups.services.community.rules import takes_young_people
from programs.errors import DomainError
from programs.models import Participation, Program
from programs.services.events import record_event, record_events

ONE_DAY = datetime.timedelta(days=1)


class NoSuchBoard(DomainError):
    message = _("This board is not open.")


def reading_for(program: Program, group: Group | None = None) -> Moderation:
    """Where young people write, somebody reads first."""
    return Moderation.BEFORE if takes_young_people(program, group) else Moderation.AFTER


def kinds_on(rules: CommunityRules) -> list[SpaceKind]:
    """The kinds of boards that the program has switched on."""
    switches = {
        SpaceKind.PROGRAM: rules.boards_are_on,
        SpaceKind.GROUP: rules.group_boards_are_on,
        SpaceKind.PAIR: rules.pair_boards_are_on,
        SpaceKind.DIRECT: rules.private_words_are_on,
    }
    return [kind for kind, is_on in switches.items() if is_on]


@transaction.atomic
def board_of_group(group: Group, *, rules: CommunityRules) -> Space:
    """The board of a group, or the quiet place of a pair: made when somebody first comes. Raises `NoSuchBoard`.

    In a quiet place nobody of the team reads, so nobody reads there first.
    """
    kind = SpaceKind.PAIR if group.kind == GroupKind.PAIR else SpaceKind.GROUP
    if kind not in kinds_on(rules) or group.kind == GroupKind.MEDIATION:
        raise NoSuchBoard
    reading = Moderation.AFTER if kind in SpaceKind.PRIVATE else reading_for(group.program, group)
    space, created = Space.objects.get_or_create(
        group=group, defaults={"program_id": group.program_id, "kind": kind, "moderation": reading}
    )
    if created:
        record_event("board_opened", space, by=None, kind=kind)
    return space


@transaction.atomic
def make_board(program: Program, *, by: Participation, name: str, about: str, moderation: str, is_live: bool) -> Space:
    space = Space.objects.create(
        program=program, kind=SpaceKind.PROGRAM, name=name, about=about, moderation=moderation, is_live=is_live
    )
    record_event("board_opened", space, by=by, kind=SpaceKind.PROGRAM)
    return space


@transaction.atomic
def change_board(space: Space, *, by: Participation, **choices) -> None:
    for field, value in choices.items():
        setattr(space, field, value)
    space.save(update_fields=list(choices))
    record_event("board_changed", space, by=by, fields=sorted(choices))


@transaction.atomic
def put_away(space: Space, *, by: Participation | None, now: datetime.datetime | None = None) -> None:
    """Nobody writes there any more; who belongs to it can still read, and take back words. Twice is once."""
    rows = Space.objects.open().filter(pk=space.pk).update(archived_at=now or timezone.now())
    if rows:
        record_event("board_put_away", space, by=by)


@transaction.atomic
def open_again(space: Space, *, by: Participation) -> None:
    """The clock of a live board, which is put away when nobody writes, starts anew."""
    now = timezone.now()
    if Space.objects.archived().filter(pk=space.pk).update(archived_at=None, last_word_at=now):
        record_event("board_opened_again", space, by=by)


@transaction.atomic
def put_away_idle(now: datetime.datetime) -> int:
    """Live boards on which nobody wrote for as long as the program says; return how many were put away."""
    own = CommunityRules.objects.filter(program=OuterRef("program")).values("idle_days")
    usual = CommunityRules._meta.get_field("idle_days").default
    quiet_since = ExpressionWrapper(
        Value(now, DateTimeField()) - Value(ONE_DAY) * Coalesce(Subquery(own), Value(usual)),
        output_field=DateTimeField(),
    )
    idle = Space.objects.open().filter(is_live=True).annotate(quiet_since=quiet_since)
    found = list(idle.filter(last_word_at__lte=F("quiet_since")).select_for_update(of=("self",)))
    Space.objects.filter(pk__in=[space.pk for space in found]).update(archived_at=now)
    for program in {space.program_id: space.program for space in found}.values():
        ours = [(space, {}) for space in found if space.program_id == program.pk]
        record_events("board_put_away", ours, by=None, program=program)
    return len(found)
