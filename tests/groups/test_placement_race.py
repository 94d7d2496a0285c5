"""Two coordinators publish one draft at the same moment."""

import threading

import pytest
from django.db import connection

from groups.models import Membership
from groups.services.placement import NoDraft, begin_placement, publish_placement, reckon, write_draft
from programs.models import Notice, Role
from tests.make import make_group, make_participation, make_program


@pytest.mark.slow
def test_of_two_coordinators_who_publish_at_once_one_publishes(committed_db):
    program = make_program()
    cora = make_participation(program, role=Role.COORDINATOR)
    make_group(program, minimum=1)
    for number in range(6):
        make_participation(program, name=f"Ana {number}")
    run = begin_placement(program, by=cora)
    write_draft(run, reckon(run), by=cora)
    run.refresh_from_db()
    barrier, outcomes = threading.Barrier(2), []

    def publish():
        try:
            barrier.wait()
            outcomes.append(publish_placement(run, number=run.number, by=cora)["placed"])
        except NoDraft:
            outcomes.append("no draft")
        finally:
            connection.close()

    threads = [threading.Thread(target=publish) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes, key=str) == [6, "no draft"]
    assert Membership.objects.count() == 6
    assert Notice.objects.filter(kind="place_freed").count() == 6
