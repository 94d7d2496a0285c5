"""Figures as ratios, each measured side by side in one run: `make bench`.

On a PostgreSQL of their own: commits must cost what they cost in production, and that of the tests is careless.
"""

import logging
import os
from contextlib import contextmanager

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

from peersupport.embedded import Servers
from peersupport.embedded.folders import data_folder

servers = Servers(data_folder() / "bench")
os.environ.setdefault("DATABASE_URL", servers.database_url)
django.setup()

from django.db import connection
from django.test.utils import setup_databases, teardown_databases


@contextmanager
def benchmark_database():
    """A database of its own, dropped at the end."""
    servers.hold(broker=False)
    logging.disable(logging.INFO)
    connection.settings_dict["TEST"]["NAME"] = f"bench_{os.getpid()}"
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        yield
    finally:
        teardown_databases(databases, verbosity=0)
