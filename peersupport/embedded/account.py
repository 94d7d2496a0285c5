"""As which user the servers run, and from where.

PostgreSQL refuses to run as root. Started by root, both servers run as a system user of their own from a copy of their
programs in our data folder, because that user may not enter root's home or the checkout, and must not be let in.
"""

import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from peersupport.embedded.folders import EmbeddedError, data_folder, private_folder, refuse_if_not_private

SYSTEM_USER = "peersupport"


@dataclass(frozen=True)
class Account:
    """The user of the server processes; `separate` when it is not the user of this process."""

    uid: int
    gid: int
    separate: bool

    @classmethod
    def for_this_process(cls) -> "Account":
        if os.geteuid() != 0:
            return cls(os.geteuid(), os.getegid(), separate=False)
        entry = _system_user()
        return cls(entry.pw_uid, entry.pw_gid, separate=True)

    @property
    def traversable_mode(self) -> int:
        """The mode of folders above the servers' own: a separate user must be able to walk through them."""
        return 0o711 if self.separate else 0o700

    def own(self, path: Path) -> Path:
        """A folder that only the servers' user may enter (and root, who may everything)."""
        if not path.exists():
            private_folder(path)
            os.chown(path, self.uid, self.gid)
        refuse_if_not_private(path, self.uid)
        return path

    def run(self, command: list[str | Path], *, cwd: Path) -> subprocess.CompletedProcess:
        """Run a server program to its end; output is returned as text, failure is for the caller to judge."""
        who = {"user": self.uid, "group": self.gid, "extra_groups": []} if self.separate else {}
        environment = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC", "HOME": str(cwd)}
        try:
            return subprocess.run(
                [str(part) for part in command],
                cwd=cwd, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                text=True, errors="replace", umask=0o077, check=False, **who,
            )  # fmt: skip
        except PermissionError as error:
            raise EmbeddedError(
                f"The user “{SYSTEM_USER}”, as whom the servers run, may not enter {cwd} or run {command[0]}. "
                "Set PEERSUPPORT_DATA to a folder that every user may reach."
            ) from error

    def programs_of(self, package: str) -> Path:
        """The folder of an installed package with server programs, copied into our data for a separate user.

        Libraries that the package keeps beside itself (`<package>.libs`) come along.
        """
        spec = importlib.util.find_spec(package)
        if spec is None or spec.origin is None:
            raise EmbeddedError(f"The package {package} is not installed: run “make install”.")
        installed = Path(spec.origin).parent
        if not self.separate:
            return installed
        target = data_folder() / "programs" / f"{package}-{importlib.metadata.version(package)}"
        if not target.exists():
            half = target.with_name(f"{target.name}.{os.getpid()}")
            for part in (installed, installed.with_name(f"{package}.libs")):
                if part.exists():
                    shutil.copytree(part, half / part.name, ignore=shutil.ignore_patterns("__pycache__", "include"))
            _let_everybody_run(half)
            target.parent.chmod(0o755)
            half.rename(target)
        return target / installed.name


def _system_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        pass
    nologin = shutil.which("nologin") or "/usr/sbin/nologin"
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    try:
        subprocess.run([*command, "--shell", nologin, SYSTEM_USER], check=True, capture_output=True)
        return pwd.getpwnam(SYSTEM_USER)
    except (OSError, subprocess.CalledProcessError, KeyError) as error:
        raise EmbeddedError(
            f"PostgreSQL does not run as root, and the system user “{SYSTEM_USER}” could not be made. "
            "Run this as an ordinary user, or set DATABASE_URL and REDIS_URL to servers of yours."
        ) from error


def _let_everybody_run(copy: Path) -> None:
    """Our own copy only: programs are public, and the umask must not decide whether the server starts."""
    for path in [copy, *copy.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or (os.access(path, os.X_OK) and path.stat().st_mode & 0o100) else 0o644)
