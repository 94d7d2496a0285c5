"""Doing it later: each task calls one service. What is to be done stands in the database, never in the message."""

from celery import shared_task
from django.utils import timezone

from programs.services.dispatch import dispatch_due
from programs.services.job_runs import forget_old_jobs, run_due
from programs.services.planning import plan_due


@shared_task(name="programs.plan_notices")
def plan_notices() -> None:
    """Owe what follows from the calendar as it is now."""
    plan_due()


@shared_task(name="programs.dispatch_notices")
def dispatch_notices() -> None:
    """Send what is due. Any number of workers may do so at once."""
    dispatch_due()


@shared_task(name="programs.run_jobs")
def run_jobs() -> None:
    """Do the long work that waits. Any number of workers may do so at once."""
    run_due()


@shared_task(name="programs.forget_old_jobs")
def forget_jobs() -> None:
    forget_old_jobs(timezone.now())
