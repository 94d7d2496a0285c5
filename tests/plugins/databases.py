"""The databases of the tests: migrated once, and copied for whoever needs one. A copy takes a tenth of a second.

test_0_<migrations>                         migrated, empty of stories; kept between the runs of a developer
test_0_<migrations>_<run>_gw0               the one of a test worker, in which tests roll back
test_0_<migrations>_<run>_demo              with the demo told, at most once in a run
test_0_<migrations>_<run>_<eight digits>    the copy of one test, in which commits are real
"""

import os
import uuid
from contextlib import closing, contextmanager

import psycopg2
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.test import override_settings
from django.test.utils import setup_databases
from psycopg2 import sql

from tests.plugins.slots import Slot

UNFINISHED = "_unfinished"


def clear_away(slot: Slot, *, config) -> None:
    """Drop what earlier runs left. A fresh machine, and who asks with --create-db, proves the migrations anew."""
    anew = os.environ.get("CI") or config.getoption("create_db")
    _drop_those_of(slot.database_prefix, but=() if anew else (slot.migrated_database,))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """The run's own databases go with it; its workers have ended by now."""
    if not (hasattr(session.config, "workerinput") or session.config.option.collectonly):
        connections.close_all()
        _drop_those_of(Slot.of_this_session().database_of_run)


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker):
    """In place of pytest-django's own: this worker's copy of the migrated database, whatever its tests are marked."""
    slot = Slot.of_this_session()
    worker = getattr(request.config, "workerinput", {}).get("workerid", "alone")
    with django_db_blocker.unblock():
        _make_once(slot.migrated_database, _migrate)
        name = f"{slot.database_of_run}_{worker}"
        _copy(slot.migrated_database, name)
        _use(name)
        # The day on which a migration says that help lines were looked at grows old; what tests see does not.
        with connection.cursor() as cursor:
            cursor.execute("UPDATE programs_crisisline SET reviewed_on = current_date")
        connections.close_all()


@pytest.fixture
def committed_db(django_db_setup, django_db_blocker):
    """A copy of the test database for this test alone: commits are real, other processes see them, and it is dropped.

    Yields its name. What data migrations wrote is there, and stays in the original (a flush would lose it).
    """
    with django_db_blocker.unblock(), _own_copy(connection.settings_dict["NAME"]) as name:
        yield name


@pytest.fixture(scope="module")
def lasting_db(django_db_setup, django_db_blocker):
    """A copy for one module: what its fixtures commit there lasts for its tests, each of which rolls back on top."""
    with django_db_blocker.unblock(), _own_copy(connection.settings_dict["NAME"]) as name:
        yield name


@pytest.fixture(scope="session")
def told_db(django_db_setup, django_db_blocker):
    """The name of a database in which `manage.py demo` told its stories; never used itself, only copied."""
    slot = Slot.of_this_session()
    name = f"{slot.database_of_run}_demo"
    with django_db_blocker.unblock():
        _make_once(name, lambda unfinished: _tell(slot.migrated_database, unfinished))
    return name


@pytest.fixture
def demo_db(told_db, django_db_blocker):
    """As `committed_db`, with the demo told. Yields its name."""
    with django_db_blocker.unblock(), _own_copy(told_db) as name:
        yield name


def _migrate(name):
    connection.settings_dict["TEST"]["NAME"] = name
    setup_databases(verbosity=0, interactive=False, aliases={"default"}, serialized_aliases=set())
    connections.close_all()


def _tell(original, name):
    _copy(original, name)
    with _using(name), override_settings(DEBUG=True):  # the demo is for machines of developers only
        call_command("demo", verbosity=0)


def _make_once(name, make):
    """Whoever comes first makes it, under another name until it is whole; the others wait for it."""
    with _outside() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])  # given back with the connection
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            _drop(cursor, name + UNFINISHED)
            make(name + UNFINISHED)
            cursor.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*_names(name + UNFINISHED, name)))


@contextmanager
def _own_copy(original):
    name = f"{Slot.of_this_session().database_of_run}_{uuid.uuid4().hex[:8]}"
    connections.close_all()
    _copy(original, name)
    try:
        with _using(name):
            yield name
    finally:
        with _outside() as cursor:
            _drop(cursor, name)


def _copy(original, name):
    with _outside() as cursor:
        _drop(cursor, name)
        cursor.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*_names(name, original)))


@contextmanager
def _using(name):
    before = connection.settings_dict["NAME"]
    _use(name)
    try:
        yield
    finally:
        _use(before)


def _use(name):
    """Every connection of this process leads to that database from here on, also those of threads to come."""
    connections.close_all()
    connections.settings["default"]["NAME"] = connection.settings_dict["NAME"] = name


def _drop_those_of(prefix, but=()):
    with _outside() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix])
        for (name,) in cursor.fetchall():
            if name not in but:
                _drop(cursor, name)


def _drop(cursor, name):
    cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(*_names(name)))


def _names(*names):
    return map(sql.Identifier, names)


@contextmanager
def _outside():
    """A cursor outside the test databases, in autocommit: the only place where databases are made and dropped."""
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
