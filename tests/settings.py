"""The settings of the tests: the real ones, on servers and a database of their own."""

import os

os.environ["DEBUG"] = "1"

from tests.plugins.slots import Slot

slot = Slot.of_this_session()
os.environ.setdefault("DATABASE_URL", slot.database_url)
if "REDIS_URL" not in os.environ or slot.is_ours(os.environ["REDIS_URL"]):  # a worker inherits the one of its parent
    os.environ["REDIS_URL"] = slot.redis_url
os.environ.pop("EMAIL_URL", None)

from peersupport.settings import *
from peersupport.settings import ACCOUNT_RATE_LIMITS, DATABASES

DEBUG = False
DATABASES["default"]["TEST"] = {"NAME": slot.migrated_database}
DATABASES["default"]["CONN_MAX_AGE"] = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 1, "max_retries": 0}
# Static files come straight from their folders, as while developing.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
# The limits live in the broker and outlast a test; those that are about them set their own.
ACCOUNT_RATE_LIMITS = ACCOUNT_RATE_LIMITS | {"send_request": None, "refer": None, "referral_link": None}
