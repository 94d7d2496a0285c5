"""Placing those who wait: a draft that is reckoned, changed by hand, reckoned again, and true once it is published."""

import datetime
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import (
    Group,
    GroupKind,
    Membership,
    PlacementChoice,
    PlacementRun,
    PlacementWish,
    RunState,
)
from groups.placement.arrays import PinsContradict, Placement
from groups.placement.help import helps
from groups.placement.reasons import Choice, NoChoice, why, why_not
from groups.placement_kept import kept_reasons
from groups.queries.placement import Crowd, crowd_of, wishes_of
from groups.services.memberships import place_in_group
from programs.errors import DomainError, StaleState
from programs.masks import UNKNOWN
from programs.models import Job, JobState, Participation, Program
from programs.services.events import record_event
from programs.services.jobs import start_job


class NoDraft(DomainError):
    message = _("This placement was published or thrown away meanwhile. Begin a new one.")


class StillReckoning(DomainError):
    message = _("The placement is being reckoned right now. Wait a moment.")


class Contradiction(DomainError):
    message = _("What you fixed by hand cannot all be true at once. Take one of your choices back.")


def draft_of(program: Program) -> PlacementRun | None:
    """The draft of the program, if there is one."""
    rows = PlacementRun.objects.filter(program=program, state=RunState.DRAFT)
    return rows.select_related("job", "made_by__person").first()


@transaction.atomic
def begin_placement(program: Program, *, by: Participation) -> PlacementRun:
    """Begin a draft and let it be reckoned. Who comes second joins the draft that is there."""
    try:
        with transaction.atomic():
            run = PlacementRun.objects.create(program=program, made_by=by)
    except IntegrityError:
        return draft_of(program)
    record_event("placement_begun", run, by=by)
    return reckon_again(run, by=by)


@transaction.atomic
def reckon_again(run: PlacementRun, *, by: Participation) -> PlacementRun:
    """Let a worker find the best placement anew, with what was decided by hand. Pressing twice reckons once."""
    run = _locked(run)
    if not is_reckoning(run):
        run.job = start_job("placement", by=by, data={"run": run.pk})
        run.save(update_fields=["job", "updated_at"])
    return run


def is_reckoning(run: PlacementRun) -> bool:
    return run.job is not None and run.job.state in JobState.LIVE


@transaction.atomic
def fix_in_group(run: PlacementRun, *, participation: Participation, group: Group, by: Participation) -> PlacementRun:
    """This person comes into this group, whatever the rules say; an earlier choice for them goes."""
    run = _locked(run)
    PlacementWish.objects.filter(run=run, participation=participation, is_pin=True).delete()
    PlacementWish.objects.filter(program=run.program, participation=participation, group=group).delete()
    PlacementWish.objects.create(
        program=run.program, run=run, participation=participation, group=group, is_pin=True, by=by
    )
    record_event("placement_fixed", run, by=by, participation=participation.pk, group=group.pk)
    return reckon_again(run, by=by)


@transaction.atomic
def keep_out_of_group(
    run: PlacementRun, *, participation: Participation, group: Group, by: Participation, why: str = ""
) -> PlacementRun:
    """This person does not come into this group: in this draft and in those to come, until it is taken back."""
    run = _locked(run)
    PlacementWish.objects.filter(program=run.program, participation=participation, group=group).delete()
    PlacementWish.objects.create(
        program=run.program, run=run, participation=participation, group=group, is_pin=False, why=why.strip(), by=by
    )
    record_event("placement_kept_out", run, by=by, participation=participation.pk, group=group.pk)
    return reckon_again(run, by=by)


@transaction.atomic
def take_wish_back(run: PlacementRun, *, wish: PlacementWish, by: Participation) -> PlacementRun:
    """What was decided by hand is left to the reckoning again."""
    run = _locked(run)
    if PlacementWish.objects.filter(pk=wish.pk).delete()[0]:
        record_event("placement_wish_taken_back", run, by=by, participation=wish.participation_id)
    return reckon_again(run, by=by)


@transaction.atomic
def discard_placement(run: PlacementRun, *, by: Participation) -> None:
    """Throw the draft away. Nobody was told anything. What was kept out of a group stays remembered."""
    run = _locked(run)
    run.move_to(RunState.DISCARDED)
    record_event("placement_discarded", run, by=by)


@dataclass(frozen=True)
class Reckoned:
    """What a worker found, before it is written."""

    crowd: Crowd
    placement: Placement


def reckon(run: PlacementRun, *, now: datetime.datetime | None = None) -> Reckoned:
    """Find the best placement. Reads only. Raises `Contradiction`, `NoDraft`."""
    if run.state != RunState.DRAFT:
        raise NoDraft
    from groups.placement.solving import place  # noqa: PLC0415 - brings a solver that only the worker needs

    crowd = crowd_of(run.program, run=run, now=now or timezone.now())
    try:
        return Reckoned(crowd, place(crowd.people, crowd.groups, crowd.wishes))
    except PinsContradict as error:
        raise Contradiction from error


@transaction.atomic
def write_draft(run: PlacementRun, found: Reckoned, *, by: Participation) -> dict:
    """Put what was found in the place of what the draft said before; returns its figures.

    What was decided by hand while it was being found is reckoned right afterwards.
    """
    run = _locked(run)
    overtaken = wishes_of(run.program, run, found.crowd.participations, found.crowd.rooms) != found.crowd.wishes
    before = dict(run.choices.exclude(group=None).values_list("participation", "group"))
    run.choices.all().delete()
    PlacementChoice.objects.bulk_create(_choices(run, found, before))
    run.number += 1
    run.figures = {
        "placed": found.placement.placed,
        "waiting": len(found.crowd.people) - found.placement.placed,
        "total": round(found.placement.total, 3),
        "gap": found.placement.gap,
    }
    if overtaken:
        run.job = start_job("placement", by=by, data={"run": run.pk})
    run.save(update_fields=["number", "figures", "job", "updated_at"])
    record_event("placement_reckoned", run, by=by, number=run.number)
    return run.figures


def _choices(run, found, before):
    crowd, placement = found.crowd, found.placement
    reasons = {position: _why(crowd, placement, position) for position in range(len(crowd.people))}
    nowhere = {position: why for position, why in reasons.items() if isinstance(why, NoChoice)}
    help_for = helps(crowd.people, crowd.groups, crowd.wishes, placement, nowhere)
    for position, participation in enumerate(crowd.participations):
        group = int(placement.group_of[position])
        yield PlacementChoice(
            program=run.program,
            run=run,
            participation=participation,
            group=None if group == UNKNOWN else crowd.rooms[group],
            was_in_id=before.get(participation.pk),
            reasons=kept_reasons(reasons[position], help_for.get(position), crowd),
        )


def _why(crowd: Crowd, placement: Placement, position: int) -> Choice | NoChoice:
    group = int(placement.group_of[position])
    if group == UNKNOWN:
        return why_not(crowd.people, crowd.groups, crowd.wishes, placement, position)
    return why(crowd.people, crowd.groups, crowd.wishes, position, group)


@transaction.atomic
def ask_to_publish(run: PlacementRun, *, number: int, by: Participation) -> Job:
    """Let a worker publish the draft as it was when the page was shown. Raises `StaleState` when it changed since."""
    run = _locked(run)
    if is_reckoning(run):
        raise StillReckoning
    if run.number != number:
        raise StaleState
    run.job = start_job("placement_publication", by=by, data={"run": run.pk, "number": number})
    run.save(update_fields=["job", "updated_at"])
    return run.job


@transaction.atomic
def publish_placement(run: PlacementRun, *, number: int, by: Participation) -> dict:
    """Everybody gets the place that the draft says, and is told; once, whoever publishes.

    Who found a place meanwhile keeps it; for whom there is no chair any more waits on. Returns how many of each.
    """
    run = _locked(run)
    if run.number != number:
        raise StaleState
    run.move_to(RunState.PUBLISHED, published_at=timezone.now())
    seated = set(
        Membership.objects.seated()
        .members()
        .filter(program=run.program)
        .exclude(group__kind__in=GroupKind.APART)
        .values_list("participation", flat=True)
    )
    placed = left = 0
    choices = run.choices.exclude(group=None).select_related("participation__person", "group__program")
    for choice in choices.order_by("group", "participation"):
        if choice.participation_id in seated:
            continue
        try:
            with transaction.atomic():
                place_in_group(choice.group, participation=choice.participation, by=by, tell=True)
            placed += 1
        except DomainError:
            left += 1
    record_event("placement_published", run, by=by, placed=placed, left=left)
    return {"placed": placed, "left": left}


def _locked(run: PlacementRun) -> PlacementRun:
    """The draft as it is now, held until the transaction ends."""
    rows = PlacementRun.objects.select_for_update(of=("self",)).select_related("program", "job")
    found = rows.get(pk=run.pk)
    if found.state != RunState.DRAFT:
        raise NoDraft
    return found
