"""What somebody would like to reach, in their own words, with small steps. Both of a pair may write and tick."""

from django.db import transaction
from django.utils import timezone

from mentoring.models import Goal, GoalStep, Pairing
from mentoring.services.agreements import lock_pairing
from programs.models import Participation
from programs.services.events import record_event


@transaction.atomic
def add_goal(pairing: Pairing, *, by: Participation, text: str) -> Goal:
    pairing = lock_pairing(pairing)
    goal = Goal.objects.create(program=pairing.program, pairing=pairing, text=text.strip(), created_by=by)
    record_event("goal_added", goal, by=by)
    return goal


@transaction.atomic
def add_step(goal: Goal, *, by: Participation, text: str) -> GoalStep:
    lock_pairing(goal.pairing)
    step = GoalStep.objects.create(program=goal.program, goal=goal, text=text.strip())
    record_event("goal_step_added", step, by=by)
    return step


@transaction.atomic
def mark_step(step: GoalStep, *, by: Participation, done: bool) -> None:
    """Done, or not yet after all."""
    lock_pairing(step.goal.pairing)
    step.done_at = timezone.now() if done else None
    step.save(update_fields=["done_at"])
    record_event("goal_step_done" if done else "goal_step_reopened", step, by=by)


@transaction.atomic
def mark_goal(goal: Goal, *, by: Participation, now_is: str) -> None:
    """`now_is`: reached, dropped (nobody asks why) or open again."""
    lock_pairing(goal.pairing)
    now = timezone.now()
    goal.reached_at = now if now_is == "reached" else None
    goal.dropped_at = now if now_is == "dropped" else None
    goal.save(update_fields=["reached_at", "dropped_at"])
    record_event(f"goal_{now_is}", goal, by=by)
