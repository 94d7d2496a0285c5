"""The embedded servers: private, durable, and without a trace on folders that are not theirs."""

import os
import shutil
import stat
import sys
import tempfile
from pathlib import Path

import psycopg2
import pytest
import redis

from peersupport.embedded import Servers
from peersupport.embedded.folders import EmbeddedError, data_folder, refuse_if_not_private, socket_folder
from tests.plugins.slots import CHECKOUT

pytestmark = pytest.mark.process


@pytest.fixture
def data(monkeypatch):
    """A data folder that the servers' user can reach, also when the tests run as root (pytest's own it cannot)."""
    folder = Path(tempfile.mkdtemp(prefix="peersupport-test-"))
    folder.chmod(0o711)
    monkeypatch.setenv("PEERSUPPORT_DATA", str(folder))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def servers(data):
    servers = Servers(data, durable=False)
    servers.hold()
    yield servers
    servers.let_go()


def connect(servers):
    return psycopg2.connect(host=str(servers.sockets), user="peersupport", dbname="peersupport")


def ask(servers, question):
    connection = connect(servers)
    try:
        with connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchone()
    finally:
        connection.close()


def folder_modes():
    """The mode and owner of every folder above and in the checkout, the home and the environment (three levels)."""
    roots = {CHECKOUT, Path.home(), Path(sys.prefix)}
    folders = {parent for root in roots for parent in [root, *root.parents]}
    for root in roots:
        for pattern in ("*", "*/*", "*/*/*"):
            folders |= {path for path in root.glob(pattern) if path.is_dir() and not path.is_symlink()}
    ours = data_folder()
    folders = {path for path in folders if ours not in [path, *path.parents]}
    return {path: (stat.S_IMODE(path.stat().st_mode), path.stat().st_uid) for path in folders}


def test_starting_changes_the_permissions_of_nothing_that_was_there(data):
    before = folder_modes()
    servers = Servers(data, durable=False)
    servers.hold()
    servers.let_go()
    after = folder_modes()
    assert {path: after.get(path) for path in before} == before


def test_only_their_owner_may_reach_the_servers(servers):
    for folder in (servers.sockets, servers.folder / "postgres", servers.folder / "valkey"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert ask(servers, "SHOW listen_addresses") == ("",)
    with redis.Redis.from_url(servers.redis_url) as client:
        assert client.config_get("port") == {"port": "0"}


def test_text_is_sorted_and_folded_alike_on_every_machine(servers):
    question = "SELECT current_setting('server_encoding'), lower('ÉÀÇ'), 'é' > 'z', current_setting('TimeZone')"
    assert ask(servers, question) == ("UTF8", "éàç", True, "UTC")


def test_the_last_to_let_go_stops_the_servers_and_the_data_stays(data):
    first, second = Servers(data, durable=False), Servers(data, durable=False)
    first.hold()
    second.hold()
    connection = connect(first)
    with connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE kept AS SELECT 7 AS number")
    connection.close()
    first.let_go()
    assert ask(second, "SELECT number FROM kept") == (7,)
    second.let_go()
    with pytest.raises(psycopg2.OperationalError):
        ask(second, "SELECT 1")
    first.hold()
    assert ask(first, "SELECT number FROM kept") == (7,)
    first.let_go()


def test_a_process_number_given_to_another_program_does_not_stop_the_start(data):
    servers = Servers(data, durable=False)
    servers.hold()
    servers.let_go()
    ours = f"{os.getppid()}\n{data / 'postgres'}\n1\n5432\n{servers.sockets}\n\n\n"
    (data / "postgres" / "postmaster.pid").write_text(ours)
    servers.hold()
    assert ask(servers, "SELECT 1") == (1,)
    servers.let_go()


def test_data_of_another_version_is_refused_in_words(servers):
    servers.let_go()
    (servers.folder / "postgres" / "PG_VERSION").write_text("9\n")
    with pytest.raises(EmbeddedError, match="written by PostgreSQL 9"):
        servers.hold()


def test_a_long_path_moves_the_sockets_to_the_temporary_folder(tmp_path):
    deep = tmp_path / ("x" * 120)
    assert socket_folder(deep) != deep / "run"
    assert len(os.fsencode(socket_folder(deep))) < 90
    assert socket_folder(deep) != socket_folder(tmp_path / ("y" * 120))


def test_a_socket_folder_that_others_may_enter_is_refused(tmp_path):
    tmp_path.chmod(0o755)
    with pytest.raises(EmbeddedError, match="open to others"):
        refuse_if_not_private(tmp_path, os.geteuid())
    tmp_path.chmod(0o700)
    refuse_if_not_private(tmp_path, os.geteuid())
    with pytest.raises(EmbeddedError, match="belongs to somebody else"):
        refuse_if_not_private(tmp_path, os.geteuid() + 1)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root starts the servers as another user")
def test_root_starts_the_servers_as_a_user_without_rights(servers):
    pid = int((servers.folder / "postgres" / "postmaster.pid").read_text().split()[0])
    assert Path(f"/proc/{pid}").stat().st_uid != 0
    assert str(CHECKOUT) not in Path(f"/proc/{pid}/cmdline").read_text()
