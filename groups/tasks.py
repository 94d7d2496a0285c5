"""Work done later. Tasks decide nothing: they call a service and end."""

from celery import shared_task
from django.utils import timezone

from groups.services.offers import lapse_offers
from groups.services.series import top_up_meetings


@shared_task(name="groups.top_up_meetings")
def top_up() -> int:
    """Keep every series twelve months ahead."""
    return top_up_meetings(timezone.now())


@shared_task(name="groups.lapse_offers")
def lapse() -> int:
    """Chairs that nobody took in time go to the next who wait."""
    return lapse_offers()
