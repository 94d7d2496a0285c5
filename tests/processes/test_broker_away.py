"""The broker is stopped: nobody notices while it is away, and nothing is forgotten when it comes back."""

import json
import shutil
import subprocess
import sys
import uuid

import pytest

from peersupport.embedded import Servers, valkey
from peersupport.embedded.account import Account
from peersupport.embedded.folders import data_folder
from programs.models import Notice
from tests.make import make_group, make_meeting, make_membership, make_participation
from tests.plugins.processes import wait_until
from tests.plugins.slots import CHECKOUT

pytestmark = [pytest.mark.process, pytest.mark.slow]

# What a page does: a service owes in its transaction. Prints how long owing took after the first time.
OWE = """
import json, sys, time
import django
django.setup()
from django.db import transaction
from groups.models import Meeting
from programs.models import Person
from programs.services.notices import owe_notice

meeting = Meeting.objects.get()
took = []
for person in Person.objects.order_by("pk"):
    started = time.perf_counter()
    with transaction.atomic():
        owe_notice("meeting_reminder", meeting, recipient=person, program=meeting.program)
    took.append(time.perf_counter() - started)
json.dump(took, sys.stdout)
"""


class Broker:
    """A Valkey of this test alone, which it may stop and start."""

    def __init__(self):
        self.servers = Servers(data_folder() / f"test-broker-{uuid.uuid4().hex[:6]}", durable=False)
        self.servers.make_folder()
        self.account = Account.for_this_process()
        self.account.own(self.servers.sockets)
        self.url = self.servers.redis_url

    def start(self):
        valkey.start(self.servers.folder, self.servers.sockets, self.account)

    def stop(self):
        valkey.stop(self.servers.sockets)
        assert not valkey.is_running(self.servers.sockets)


@pytest.fixture
def own_broker(processes):
    broker = Broker()
    broker.start()
    processes.environment["REDIS_URL"] = broker.url
    processes.environment["NOTICE_TICK_SECONDS"] = "2"
    yield broker
    broker.stop()
    shutil.rmtree(broker.servers.folder)
    shutil.rmtree(broker.servers.sockets, ignore_errors=True)


@pytest.fixture
def four_people(processes):
    group = make_group()
    for number in range(4):
        ana = make_participation(group.program, name=f"Ana{number}", quiet_from="00:00", quiet_until="00:00")
        make_membership(group, ana)
    return make_meeting(group)


def owe_in_a_process(processes):
    outcome = subprocess.run(
        [sys.executable, "-c", OWE], cwd=CHECKOUT, env=processes.environment, capture_output=True, check=True, text=True
    )
    return json.loads(outcome.stdout), outcome.stderr


def test_what_is_owed_while_the_broker_is_away_leaves_when_it_is_back(processes, own_broker, four_people, smtp):
    processes.worker()
    processes.beat()
    own_broker.stop()
    took, log = owe_in_a_process(processes)
    assert Notice.objects.filter(state="owed").count() == 4
    assert max(took) < 1, "a page waited for the broker"
    assert "Traceback" not in log
    assert "no nudge for the outbox" in log
    assert smtp.messages == []
    own_broker.start()
    wait_until(lambda: len(smtp.messages) == 4, because="what was owed did not leave")


def test_with_the_broker_up_the_nudge_brings_it_out_without_beat(processes, own_broker, four_people, smtp):
    processes.worker()
    owe_in_a_process(processes)
    wait_until(lambda: len(smtp.messages) == 4, because="the nudge did not arrive")
