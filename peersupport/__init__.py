"""The top floor and the doors: settings, URLs, Celery, the run and demo commands, and the pages that need several apps
(member home, coordinator desk, program report). May import everything; nothing imports it."""

from peersupport.celery import app as celery_app

__all__ = ["celery_app"]
