"""A placement that a coordinator has begun, in each program where somebody waits for a group."""

from groups.models import Group, PlacementRun, PlacementWish
from groups.queries.placement import those_who_wait
from groups.services.placement import reckon, write_draft
from programs.models import Participation, Program, Role, TieKind
from programs.services.ties import declare_tie


def begin_placing(program: Program, by_hand: tuple[tuple[str, str, str], ...]) -> None:
    """A draft as a worker would have found it, what was chosen `by_hand`, and two people who are kept apart."""
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
    for key, name, why in by_hand:
        _choose(run, key, name, why)
    write_draft(run, reckon(run), by=coordinator)


def _choose(run: PlacementRun, key: str, name: str, why: str) -> None:
    """The row that pressing a button leaves behind, without the work that it begins: that is done right here."""
    PlacementWish.objects.create(
        program=run.program,
        run=run,
        participation=Participation.objects.get(
            program=run.program, person__email=f"{key}@example.org", role=Role.PARTICIPANT
        ),
        group=Group.objects.get(program=run.program, name_en=name),
        is_pin=not why,
        why=why,
        by=run.made_by,
    )
