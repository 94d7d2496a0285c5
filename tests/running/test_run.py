"""`manage.py run`, the command behind `make run`: a whole site from nothing, and nothing left when it stops."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

import pytest

from peersupport.embedded import Servers, valkey
from peersupport.management.commands import run
from tests.make import make_participation, make_program
from tests.plugins.processes import free_port, wait_until
from tests.plugins.slots import CHECKOUT


@pytest.fixture
def newcomer():
    """The environment of somebody who has set nothing, with a data folder of their own."""
    folder = Path(tempfile.mkdtemp(prefix="peersupport-test-"))
    folder.chmod(0o711)
    ours = {"DATABASE_URL", "REDIS_URL", "EMAIL_URL", "SITE_URL", "DJANGO_SETTINGS_MODULE"}
    kept = {name: value for name, value in os.environ.items() if name not in ours and not name.startswith("PYTEST_")}
    yield kept | {"DEBUG": "1", "PEERSUPPORT_DATA": str(folder)}
    shutil.rmtree(folder)


def start(environment, log, port):
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "run", "--port", str(port)],
            cwd=CHECKOUT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_until(
            lambda: "Stop with Ctrl-C" in log.read_text() or process.poll() is not None,
            seconds=600,
            because="the site did not start",
        )
    finally:
        print(log.read_text())  # pytest shows it where the test failed
    assert process.poll() is None
    return process


def stop(process, with_signal):
    process.send_signal(with_signal)
    assert process.wait(timeout=180) == 0


@pytest.mark.process
@pytest.mark.slow
def test_the_site_starts_from_nothing_keeps_its_data_and_stops_whole(newcomer, tmp_path):
    port = free_port()
    address = f"http://localhost:{port}"
    first = start(newcomer, tmp_path / "first.log", port)
    told = (tmp_path / "first.log").read_text()
    assert "Loading the demo" in told
    assert f"{address}/outbox/" in told
    assert "@example.org" in told
    for page in ("/", "/healthz", "/outbox/"):
        with urllib.request.urlopen(address + page) as answer:
            assert answer.status == 200
    stop(first, signal.SIGINT)
    sockets = Servers(Path(newcomer["PEERSUPPORT_DATA"])).sockets
    assert not valkey.is_running(sockets)
    assert not (Path(newcomer["PEERSUPPORT_DATA"]) / "postgres" / "postmaster.pid").exists()

    second = start(newcomer, tmp_path / "second.log", port)
    assert "Loading the demo" not in (tmp_path / "second.log").read_text()
    stop(second, signal.SIGHUP)


@pytest.mark.process
def test_without_debug_the_command_refuses(newcomer):
    outcome = subprocess.run(
        [sys.executable, "manage.py", "run"], cwd=CHECKOUT, env=newcomer | {"DEBUG": ""}, capture_output=True, text=True
    )
    assert outcome.returncode != 0


def test_a_taken_port_is_passed_over(monkeypatch):
    with socket.socket() as taken:
        taken.bind((run.HOST, 0))
        taken.listen()
        monkeypatch.setattr(run, "FIRST_PORT", taken.getsockname()[1])
        assert run.free_port() > run.FIRST_PORT


@pytest.mark.django_db
def test_addresses_of_real_people_are_never_printed():
    program = make_program()
    real, invented = make_participation(program, name="Real"), make_participation(program, name="Invented")
    real.person.email = "real@hospital.ca"
    real.person.save()
    invented.person.email = "invented@example.org"
    invented.person.save()
    assert [email for _role, email in run.demo_sign_ins()] == ["invented@example.org"]
