"""Doors of the clock: each fetches nothing, decides nothing, calls a service."""

from celery import shared_task
from django.utils import timezone

from intake.services.requests import drafts_due
from intake.services.responses import response_drafts_due


@shared_task(name="intake.delete_old_drafts")
def delete_old_drafts():
    return drafts_due(timezone.now()) + response_drafts_due()
