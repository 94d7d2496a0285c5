"""The Celery application and its whole timetable.

The broker carries nudges only: what has to be done stands in PostgreSQL, so a lost broker loses nothing.
"""

import os

from celery import Celery
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peersupport.settings")


@setup_logging.connect
def keep_our_logging(**kwargs):
    """Celery leaves logging alone when somebody listens here: Django's settings have set it up already."""


app = Celery("peersupport")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

app.conf.beat_schedule = {}
