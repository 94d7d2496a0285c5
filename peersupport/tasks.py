"""Work done later that joins several apps. Tasks decide nothing: they call a service and end."""

from celery import shared_task

from peersupport.measures.services import end_breaks


@shared_task(name="peersupport.end_breaks")
def breaks_that_are_over() -> int:
    """Who was on a break until today is back."""
    return end_breaks()
