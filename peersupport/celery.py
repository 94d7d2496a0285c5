"""The Celery application and its whole timetable.

The broker carries nudges only: what has to be done stands in PostgreSQL, so a lost broker loses nothing.
"""

import os

from celery import Celery
from celery.schedules import crontab
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peersupport.settings")


@setup_logging.connect
def keep_our_logging(**kwargs):
    """Celery leaves logging alone when somebody listens here: Django's settings have set it up already."""


app = Celery("peersupport")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(related_name="chain_tasks")

# How often beat asks whether there is something to plan and to send, in seconds. Not a setting of Django's: settings
# import this package, so they are not there yet.
TICK = int(os.environ.get("NOTICE_TICK_SECONDS", "30"))

# Every periodic task of the house. `expires`: a tick that waited longer than its rhythm is worth nothing.
app.conf.beat_schedule = {
    "plan notices": {"task": "programs.plan_notices", "schedule": TICK, "options": {"expires": TICK}},
    "dispatch notices": {"task": "programs.dispatch_notices", "schedule": TICK, "options": {"expires": TICK}},
    "advance chains of safety cases": {
        "task": "programs.advance_chains",
        "schedule": TICK,
        "options": {"expires": TICK},
    },
    "run long work": {"task": "programs.run_jobs", "schedule": TICK, "options": {"expires": TICK}},
    "forget old long work": {"task": "programs.forget_old_jobs", "schedule": crontab(minute=40, hour=3)},
    "top up meetings": {"task": "groups.top_up_meetings", "schedule": crontab(minute=20, hour=4, day_of_week="sunday")},
    "lapse offers of places": {"task": "groups.lapse_offers", "schedule": 60, "options": {"expires": 60}},
    "watch groups": {"task": "groups.watch_groups", "schedule": crontab(minute=15), "options": {"expires": 3600}},
    "offer following groups": {"task": "groups.offer_following_groups", "schedule": crontab(minute=10, hour=14)},
    "forget old drafts of logs": {"task": "groups.forget_log_drafts", "schedule": crontab(minute=50, hour=3)},
    "delete old applications": {"task": "mentoring.delete_old_applications", "schedule": crontab(minute=50, hour=3)},
    "warn of checks": {"task": "mentoring.warn_of_checks", "schedule": crontab(minute=30, hour=5)},
    "raise check-out alarms": {
        "task": "mentoring.raise_check_out_alarms",
        "schedule": 60,
        "options": {"expires": 60},
    },
    "plan contacts with pairs": {"task": "mentoring.plan_pair_contacts", "schedule": crontab(minute=5, hour="*/6")},
    "look after peers": {
        "task": "mentoring.look_after_peers",
        "schedule": crontab(minute=25),
        "options": {"expires": 3600},
    },
    "write group supervisions": {
        "task": "mentoring.write_missing_supervisions",
        "schedule": 300,
        "options": {"expires": 300},
    },
    "tell of danger without a name": {"task": "groups.tell_of_danger", "schedule": crontab(minute=0)},
    "tell of reports without a name": {"task": "groups.tell_of_reports", "schedule": crontab(minute=0, hour=13)},
    "find readers of reports": {
        "task": "groups.find_readers",
        "schedule": crontab(minute=35),
        "options": {"expires": 3600},
    },
    "look at agreements again": {
        "task": "groups.plan_follow_ups",
        "schedule": crontab(minute=45),
        "options": {"expires": 3600},
    },
    "end breaks": {"task": "peersupport.end_breaks", "schedule": crontab(minute=5), "options": {"expires": 3600}},
    "put away idle boards": {"task": "groups.put_away_idle_boards", "schedule": crontab(minute=45, hour=3)},
    "look for moderators": {
        "task": "groups.look_for_moderators",
        "schedule": crontab(minute=45),
        "options": {"expires": 3600},
    },
    "put away and destroy kept copies": {"task": "groups.retain_copies", "schedule": crontab(minute=15, hour=3)},
    "lapse suggestions": {"task": "mentoring.lapse_proposals", "schedule": 60, "options": {"expires": 60}},
    "delete old drafts": {"task": "intake.delete_old_drafts", "schedule": 3600, "options": {"expires": 3600}},
}
