"""Where our files lie, and who may enter. No folder that was there before is ever opened wider."""

import hashlib
import os
import stat
import tempfile
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent

# The longest path of a Unix socket is 104 bytes on some systems; the longest name we put into the folder takes 16.
LONGEST_SOCKET_FOLDER = 85


class EmbeddedError(Exception):
    """An embedded server cannot run here. The message is written for the person at the terminal."""


def short_name(path: Path) -> str:
    """Ten hexadecimal digits that stand for a path."""
    return hashlib.sha256(str(path).encode()).hexdigest()[:10]


def data_folder() -> Path:
    """`PEERSUPPORT_DATA`, else `.data` in the checkout; for root a folder under /var/lib.

    PostgreSQL refuses to run as root, and another user often may not enter root's home or the checkout.
    """
    if chosen := os.environ.get("PEERSUPPORT_DATA"):
        return Path(chosen).resolve()
    if os.geteuid() == 0:
        return Path("/var/lib") / f"peersupport-{short_name(CHECKOUT)}"
    return CHECKOUT / ".data"


def private_folder(path: Path, mode: int = 0o700) -> Path:
    """Make a folder with exactly this mode; one that is there already stays as it is."""
    if not path.exists():
        path.mkdir(parents=True)
        path.chmod(mode)
    return path


def socket_folder(folder: Path) -> Path:
    """The folder of the sockets: inside the data, or in the temporary folder when that path is too long."""
    inside = folder / "run"
    if len(os.fsencode(inside)) <= LONGEST_SOCKET_FOLDER:
        return inside
    return Path(tempfile.gettempdir()) / f"peersupport-{os.geteuid()}-{short_name(folder)}"


def refuse_if_not_private(path: Path, owner: int) -> None:
    """Raise `EmbeddedError` unless `path` is a real folder of `owner` that nobody else may enter.

    Somebody else could have made a folder of that name in the shared temporary folder before us.
    """
    facts = path.lstat()
    if not stat.S_ISDIR(facts.st_mode) or facts.st_uid != owner or stat.S_IMODE(facts.st_mode) & 0o077:
        raise EmbeddedError(f"{path} belongs to somebody else or is open to others. Remove it and start again.")
