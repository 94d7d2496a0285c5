"""Timed work of recruiting."""

from celery import shared_task
from django.utils import timezone

from mentoring.services.application_drafts import drafts_due
from mentoring.services.checks import expiries_due


@shared_task(name="mentoring.delete_old_applications")
def delete_old_applications():
    return drafts_due(timezone.now())


@shared_task(name="mentoring.warn_of_checks")
def warn_of_checks():
    return expiries_due(timezone.localdate())
