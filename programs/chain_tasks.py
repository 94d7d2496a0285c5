"""Timed work of safety cases. Apart from `tasks`, which owing a message nudges: passing a case on owes messages."""

from celery import shared_task

from programs.services.duty import advance_chains


@shared_task(name="programs.advance_chains")
def advance() -> int:
    """A case that nobody took up in time is told to the next of its chain."""
    return advance_chains()
