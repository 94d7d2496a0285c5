"""Timed work of matching."""

from celery import shared_task

from mentoring.services.proposals import lapse_proposals


@shared_task(name="mentoring.lapse_proposals")
def lapse() -> int:
    """Suggestions that nobody answered in time go on to the next choice."""
    return lapse_proposals()
