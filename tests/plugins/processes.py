"""Real processes for the tests marked `process`: Celery worker and beat, gunicorn, and a mail server that remembers."""

import asyncio
import email
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default as modern

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings
from django.db import connection

from tests.plugins.slots import CHECKOUT


def wait_until(predicate, *, seconds=180, every=0.05, because="what was awaited did not happen"):
    """Ask `predicate` until it answers with something true, and return that; fail after `seconds`.

    The limit is far beyond what a slow machine with much to do needs: it costs time only where something is wrong.
    """
    deadline = time.monotonic() + seconds
    while not (answer := predicate()):
        if time.monotonic() > deadline:
            pytest.fail(f"{because} (waited {seconds} s)")
        time.sleep(every)
    return answer


@dataclass
class MailSink:
    """An SMTP server that keeps what it accepted. `delay`: seconds it takes over each message.

    `refuse` holds answers to give instead of accepting, one message each, e.g. ["451 later"].
    """

    delay: float = 0
    refuse: list[str] = field(default_factory=list)
    messages: list[EmailMessage] = field(default_factory=list)
    recipients: list[tuple[str, ...]] = field(default_factory=list)
    peers: set[tuple[str, int]] = field(default_factory=set)  # one per connection

    async def handle_DATA(self, server, session, envelope):
        self.peers.add(session.peer)
        if self.delay:
            await asyncio.sleep(self.delay)
        if self.refuse:
            return self.refuse.pop(0)
        self.messages.append(email.message_from_bytes(envelope.content, policy=modern))
        self.recipients.append(tuple(envelope.rcpt_tos))
        return "250 kept"

    @property
    def message_ids(self):
        return [message["Message-ID"] for message in self.messages]


@pytest.fixture
def smtp():
    """A running MailSink; `smtp.url` is its EMAIL_URL."""
    sink = MailSink()
    controller = Controller(sink, hostname="127.0.0.1", port=free_port(), ready_timeout=60)
    controller.start()
    sink.url = f"smtp://127.0.0.1:{controller.port}"
    yield sink
    controller.stop()


class Processes:
    """Starts processes of the site on this test's database and broker; all are killed when the test ends."""

    def __init__(self, folder, environment):
        self.folder = folder
        self.environment = environment
        self.started = []

    def worker(self, *arguments):
        """A Celery worker with one child process; returns when it is ready."""
        process, log = self._start("worker", "celery", "-A", "peersupport", "worker", "-c", "1", *arguments)
        wait_until(lambda: " ready" in log.read_text(), because="the Celery worker was not ready")
        return process

    def beat(self, *arguments):
        schedule = self.folder / "beat-schedule"
        process, log = self._start("beat", "celery", "-A", "peersupport", "beat", "-s", str(schedule), *arguments)
        wait_until(lambda: log.stat().st_size, because="Celery beat was not ready")
        return process

    def web(self, *arguments):
        """gunicorn on a free port; the process carries its address as `url`."""
        address = f"127.0.0.1:{free_port()}"
        process, _log = self._start("web", "gunicorn", "peersupport.wsgi", "--bind", address, *arguments)
        host, port = address.split(":")
        wait_until(lambda: answers(host, int(port)), because="gunicorn was not ready")
        process.url = f"http://{address}"
        return process

    def _start(self, name, *module_and_arguments):
        log = self.folder / f"{name}-{len(self.started)}.log"
        with log.open("w") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", *module_and_arguments],
                cwd=CHECKOUT, env=self.environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
                start_new_session=True,
            )  # fmt: skip
        process.log = log
        self.started.append(process)
        return process, log

    @staticmethod
    def kill(process):
        """SIGKILL to the process and its children, as a crash or the system's out-of-memory killer would."""
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def tell_last_words(self):
        """What the processes wrote last; pytest shows it where the test failed."""
        for process in self.started:
            print(f"--- {process.log.name} ---\n{process.log.read_text(errors='replace')[-4000:]}")


@pytest.fixture
def processes(committed_db, broker, smtp, tmp_path):
    """Processes that share the test's own database (`committed_db`), its broker and its mail server (`smtp`)."""
    facts = connection.settings_dict
    host = facts["HOST"]
    server = f"/{host}" if host.startswith("/") else f"{host}:{facts['PORT'] or 5432}"
    password = f":{facts['PASSWORD']}" if facts["PASSWORD"] else ""
    environment = {
        **os.environ,
        "DEBUG": "1",
        "DJANGO_SETTINGS_MODULE": "peersupport.settings",
        "DATABASE_URL": f"postgres://{facts['USER']}{password}@{server}/{committed_db}",
        "REDIS_URL": settings.REDIS_URL,
        "EMAIL_URL": smtp.url,
    }
    running = Processes(tmp_path, environment)
    yield running
    for process in running.started:
        running.kill(process)
    running.tell_last_words()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except OSError:
        return False
