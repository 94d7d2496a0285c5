"""A placement that a coordinator has begun, in each program where somebody waits for a group."""

from groups.models import Group, PlacementRun, PlacementWish
from groups.queries.placement import those_who_wait
from groups.services.placement import reckon, write_draft
from programs.models import Participation, Program, Role, TieKind
from programs.services.ties import declare_tie

MANY_ENOUGH = 2  # people placed
NOT_THERE = "Y connaît quelqu’un, et préfère un autre groupe."


def begin_placing(program: Program) -> None:
    """A draft as a worker would have found it, a choice by hand of each kind, and two people who are kept apart."""
    if not those_who_wait(program).exists():
        return
    coordinator = Participation.objects.live().in_role(Role.COORDINATOR).filter(program=program).first()
    members = Participation.objects.live().in_role(Role.PARTICIPANT).filter(program=program).order_by("pk")
    groups = Group.objects.filter(program=program, memberships__participation__in=members)
    apart = [members.filter(memberships__group=group).first() for group in groups.distinct().order_by("pk")[:2]]
    if len(apart) == 2:
        one, other = (row.person for row in apart)
        declare_tie(program, people=(one, other), kind=TieKind.KIN, by=coordinator)
    run = PlacementRun.objects.create(program=program, made_by=coordinator)
    write_draft(run, reckon(run), by=coordinator)
    if _choose_by_hand(run, coordinator):
        write_draft(run, reckon(run), by=coordinator)


def _choose_by_hand(run: PlacementRun, coordinator: Participation) -> bool:
    """The first person stays where the draft has them; the last comes into another group, as they told on the phone.

    The rows that pressing the buttons leaves behind, without the work that they begin: it is done right here.
    """
    placed = list(run.choices.exclude(group=None).select_related("group").order_by("pk"))
    if len(placed) < MANY_ENOUGH:
        return False
    first, last = placed[0], placed[-1]
    by_hand = {"program": run.program, "run": run, "by": coordinator}
    PlacementWish.objects.create(participation=first.participation, group=first.group, is_pin=True, **by_hand)
    PlacementWish.objects.create(
        participation=last.participation, group=last.group, is_pin=False, why=NOT_THERE, **by_hand
    )
    return True
