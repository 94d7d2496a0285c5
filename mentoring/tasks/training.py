"""Timed work of training."""

from celery import shared_task

from mentoring.services.care import look_after_peers
from mentoring.services.supervision import write_missing_supervisions


@shared_task(name="mentoring.look_after_peers")
def look_after() -> int:
    """Hard sessions in a row, overdue supervisions, certificates that run out: each becomes a task, once."""
    return look_after_peers()


@shared_task(name="mentoring.write_missing_supervisions")
def write_supervisions() -> int:
    """A supervision in a group was logged: each peer who came has had one."""
    return write_missing_supervisions()
