"""Which servers and which database this test run uses.

Two runs in one checkout do not meet: each takes a slot. A database carries the fingerprint of the migrations in its
name, so a kept one is never used with other migrations than those that made it; and the number of the run, where it is
not kept.
"""

import fcntl
import hashlib
import os
import uuid
from dataclasses import dataclass
from pathlib import Path

from peersupport.embedded import Servers
from peersupport.embedded.folders import private_folder

CHECKOUT = Path(__file__).resolve().parent.parent.parent
SLOTS = 4
BROKERS_PER_SLOT = 16

_held = []


@dataclass(frozen=True)
class Slot:
    number: int

    @classmethod
    def of_this_session(cls) -> "Slot":
        """The slot of this run; its pytest-xdist workers find the number in the environment."""
        if "PEERSUPPORT_TEST_SLOT" not in os.environ:
            os.environ["PEERSUPPORT_TEST_SLOT"] = str(_first_free())
            os.environ["PEERSUPPORT_TEST_RUN"] = uuid.uuid4().hex[:6]
        return cls(int(os.environ["PEERSUPPORT_TEST_SLOT"]))

    @property
    def servers(self) -> Servers:
        return Servers.of_tests()

    @property
    def database_url(self) -> str:
        return self.servers.database_url

    @property
    def redis_url(self) -> str:
        """A numbered database of the embedded Valkey for each worker of each slot."""
        worker = os.environ.get("PYTEST_XDIST_WORKER", "")
        offset = int(worker.removeprefix("gw")) + 1 if worker else 0
        return self.servers.redis_url_for(self.number * BROKERS_PER_SLOT + offset % BROKERS_PER_SLOT)

    def is_ours(self, redis_url: str) -> bool:
        return redis_url.startswith(self.servers.redis_url.partition("?")[0])

    @property
    def database_prefix(self) -> str:
        return f"test_{self.number}_"

    @property
    def migrated_database(self) -> str:
        return self.database_prefix + migrations_fingerprint()

    @property
    def database_of_run(self) -> str:
        """What the names of all databases of this run begin with."""
        return f"{self.migrated_database}_{os.environ['PEERSUPPORT_TEST_RUN']}"


def migrations_fingerprint() -> str:
    """Ten hexadecimal digits that change with any migration of ours and with any version of a library."""
    digest = hashlib.sha256()
    for path in [*sorted(CHECKOUT.glob("*/migrations/*.py")), CHECKOUT / "requirements.txt"]:
        digest.update(str(path.relative_to(CHECKOUT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:10]


def _first_free() -> int:
    folder = private_folder(Servers.of_tests().make_folder() / "slots")
    for number in range(SLOTS):
        lock = (folder / f"{number}.lock").open("a")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            continue
        _held.append(lock)
        return number
    raise RuntimeError(f"{SLOTS} test runs are under way in this checkout already.")
