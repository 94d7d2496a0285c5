"""PostgreSQL and Valkey for the tests."""

import os

import pytest
import redis
from django.conf import settings

from tests.plugins.databases import clear_away
from tests.plugins.slots import Slot


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session):
    if hasattr(session.config, "workerinput") or session.config.option.collectonly:
        return
    slot = Slot.of_this_session()
    servers = slot.servers
    database = os.environ["DATABASE_URL"] == slot.database_url
    broker = os.environ["REDIS_URL"] == slot.redis_url
    if database or broker:
        servers.hold(database=database, broker=broker)
    if database:
        clear_away(slot, config=session.config)


@pytest.fixture
def broker():
    """The broker of this test worker, emptied; yields a redis client."""
    client = redis.Redis.from_url(settings.REDIS_URL)
    client.flushdb()
    yield client
    client.flushdb()
    client.close()
