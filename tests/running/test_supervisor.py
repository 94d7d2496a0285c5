"""The supervisor with real processes: it stops what it started, whoever asks and however."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.plugins.processes import wait_until
from tests.plugins.slots import CHECKOUT

pytestmark = pytest.mark.process

# A supervisor of two programs; each has a child, and each writes the number of its processes into a file.
SCRIPT = """
import os, sys
from peersupport.supervisor import Program, Supervisor, say
folder = sys.argv[1]
loyal = f'sleep 300 & echo $! > {folder}/child; echo $$ > {folder}/leader; wait'
supervisor = Supervisor(
    [Program("one", ["sh", "-c", loyal]), Program("two", ["sh", "-c", sys.argv[2]])],
    environment=dict(os.environ), patience=float(sys.argv[3]),
)
sys.exit(supervisor.run(is_ready=lambda: os.path.exists(f"{folder}/leader"), announce=lambda: say("READY")))
"""


@pytest.fixture
def supervise(tmp_path):
    started = []

    def start(second="sleep 300", patience=60):
        process = subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(tmp_path), second, str(patience)],
            cwd=CHECKOUT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        wait_until(lambda: (tmp_path / "child").exists() and (tmp_path / "child").read_text().strip())
        return process

    yield start
    for process in started:
        process.kill()


def is_alive(path):
    try:
        number = int(path.read_text())
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
        return state != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stop_signal_stops_every_program_and_its_children(supervise, tmp_path, number):
    process = supervise()
    process.send_signal(number)
    output, _ = process.communicate(timeout=180)
    assert process.returncode == 0
    assert "Stopping" in output
    assert not is_alive(tmp_path / "leader")
    assert not is_alive(tmp_path / "child")


def test_a_program_that_ends_by_itself_is_named_and_the_rest_is_stopped(supervise, tmp_path):
    process = supervise(second="echo last words; exit 3")
    output, _ = process.communicate(timeout=180)
    assert process.returncode == 1
    assert "“two” ended by itself (exit code 3)" in output
    assert "two | last words" in output
    assert not is_alive(tmp_path / "leader")
    assert not is_alive(tmp_path / "child")


def test_a_program_that_will_not_stop_is_killed_after_a_while(supervise, tmp_path):
    deaf = tmp_path / "deaf"
    process = supervise(second=f"trap '' TERM; touch {deaf}; while true; do sleep 0.1; done", patience=1)
    wait_until(deaf.exists)
    started = time.monotonic()
    process.send_signal(signal.SIGTERM)
    output, _ = process.communicate(timeout=180)
    assert "“two” did not stop in time and was killed." in output
    assert 1 <= time.monotonic() - started < 120


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can tell a child that its parent was killed")
def test_programs_stop_when_the_supervisor_itself_is_killed(supervise, tmp_path):
    process = supervise()
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    wait_until(lambda: not is_alive(tmp_path / "leader"))
