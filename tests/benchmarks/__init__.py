"""Figures as ratios, each measured side by side in one run: `make bench`.

On a PostgreSQL of their own: commits must cost what they cost in production, and that of the tests is careless.
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

from peersupport.embedded import Servers
from peersupport.embedded.folders import data_folder

servers = Servers(data_folder() / "bench")
os.environ.setdefault("DATABASE_URL", servers.database_url)
django.setup()
