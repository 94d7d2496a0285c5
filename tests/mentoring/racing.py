"""Doing several things at the same moment, each in a thread with a connection of its own."""

import threading

from django.db import connection

from programs.errors import DomainError


def at_once(*acts) -> list:
    """What each act returned, or the `DomainError` it was refused with, in no particular order."""
    barrier, outcomes = threading.Barrier(len(acts)), []

    def run(act):
        try:
            barrier.wait()
            outcomes.append(act())
        except DomainError as error:
            outcomes.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
