"""Timed work of pairs."""

from celery import shared_task

from mentoring.services.check_ins import raise_alarms
from mentoring.services.contacts import open_contact_tasks, plan_contacts


@shared_task(name="mentoring.raise_check_out_alarms")
def check_out_alarms() -> int:
    """Nobody said they were out of a meeting: somebody looks for them now."""
    return raise_alarms()


@shared_task(name="mentoring.plan_pair_contacts")
def pair_contacts() -> int:
    """The team's contacts with each pair, some weeks ahead; those that are due stand on the desk."""
    return plan_contacts() + open_contact_tasks()
