#!/usr/bin/env python
"""Django's command line, for this project."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from peersupport.embedded import Servers
from peersupport.embedded.folders import EmbeddedError

# These read and write files only.
WITHOUT_SERVERS = {"", "help", "--help", "version", "--version", "collectstatic", "compilemessages", "makemessages"}


def hold_embedded_servers(command: str) -> None:
    """While developing, the servers that no address in the environment names are started for this command."""
    if os.environ.get("DEBUG", "").lower() not in {"1", "true", "yes", "on"} or command in WITHOUT_SERVERS:
        return
    database, broker = not os.environ.get("DATABASE_URL"), not os.environ.get("REDIS_URL")
    if database or broker:
        try:
            Servers.of_checkout().hold(database=database, broker=broker)
        except EmbeddedError as error:
            sys.exit(str(error))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peersupport.settings")
    hold_embedded_servers(sys.argv[1] if len(sys.argv) > 1 else "")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:  # a missing value is a sentence for who runs the site, not a traceback
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
