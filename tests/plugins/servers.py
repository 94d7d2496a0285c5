"""PostgreSQL and Valkey for the tests, and databases in which commits are real."""

import os
import uuid
from contextlib import closing, contextmanager

import psycopg2
import pytest
import redis
from django.conf import settings
from django.db import connection, connections
from django.test.utils import setup_databases
from psycopg2 import sql

from tests.plugins.slots import Slot


def pytest_configure(config):
    # A fresh machine proves that the migrations build everything; elsewhere a kept database saves the time.
    if not os.environ.get("CI"):
        config.option.reuse_db = True


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
        _drop_outdated_databases(slot)


def _drop_outdated_databases(slot):
    with _maintenance_cursor() as cursor:
        cursor.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s) AND NOT starts_with(datname, %s)",
            [slot.database_prefix, slot.test_database],
        )
        for (name,) in cursor.fetchall():
            cursor.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def _maintenance_cursor():
    """A cursor outside the test database, in autocommit: the only place where databases are made and dropped."""
    facts = settings.DATABASES["default"]
    with closing(
        psycopg2.connect(
            host=facts["HOST"],
            port=facts["PORT"] or None,
            user=facts["USER"],
            password=facts["PASSWORD"] or None,
            dbname="postgres",
        )
    ) as outside:
        outside.autocommit = True
        yield outside.cursor()


@pytest.fixture(scope="session")
def migrated_db(django_db_setup, django_db_blocker):
    """The test database. pytest-django makes it for tests with its mark only, and those that commit have none."""
    facts = connection.settings_dict
    if facts["NAME"] != facts["TEST"]["NAME"]:
        with django_db_blocker.unblock():
            setup_databases(verbosity=0, interactive=False, keepdb=True, aliases={"default"})


@pytest.fixture
def committed_db(migrated_db, django_db_blocker):
    """A copy of the test database for this test alone: commits are real, other processes see them, and it is dropped.

    Yields its name. What data migrations wrote is there, and stays in the original (a flush would lose it).
    """
    original = connection.settings_dict["NAME"]
    name = f"{original}_{uuid.uuid4().hex[:8]}"
    connections.close_all()
    with _maintenance_cursor() as cursor:
        cursor.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*map(sql.Identifier, (name, original))))
    facts = connections.settings["default"]
    facts["NAME"] = connection.settings_dict["NAME"] = name
    try:
        with django_db_blocker.unblock():
            yield name
    finally:
        connections.close_all()
        facts["NAME"] = connection.settings_dict["NAME"] = original
        with _maintenance_cursor() as cursor:
            cursor.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def broker():
    """The broker of this test worker, emptied; yields a redis client."""
    client = redis.Redis.from_url(settings.REDIS_URL)
    client.flushdb()
    yield client
    client.flushdb()
    client.close()
