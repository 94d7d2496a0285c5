"""Keeps a few programs running side by side and stops them together. Knows nothing of Django.

Each program runs in a session of its own, so that a Ctrl-C at the terminal reaches the supervisor only, and every
child of a program can be stopped with it. Nothing is restarted silently: when one program ends, all are stopped and
its name is said.
"""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Program:
    """A command with the short name that stands before each of its lines."""

    name: str
    command: list[str]


class Supervisor:
    """`patience`: seconds that programs get to finish after being asked to stop, before they are killed."""

    def __init__(self, programs: list[Program], *, environment: dict[str, str], patience: float = 15):
        self.programs = programs
        self.environment = environment
        self.patience = patience
        self.running: dict[str, subprocess.Popen] = {}
        self.readers: list[threading.Thread] = []
        self.asked_to_stop = 0
        self.last_asked = 0.0

    def run(self, is_ready: Callable[[], bool], announce: Callable[[], None]) -> int:
        """Run until a stop signal (returns 0) or until a program ends by itself (returns 1).

        `announce` is called once, when `is_ready` first answers yes. Call this from the main thread.
        """
        with self._listening_to_signals():
            try:
                for program in self.programs:
                    self._start(program)
                return self._watch(is_ready, announce)
            finally:
                self._stop_all()

    def _start(self, program: Program) -> None:
        process = subprocess.Popen(  # noqa: S603 (commands of ours)
            program.command,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
            preexec_fn=_stop_with_parent if sys.platform == "linux" else None,
        )
        self.running[program.name] = process
        reader = threading.Thread(target=self._pass_on, args=(program.name, process), daemon=True)
        reader.start()
        self.readers.append(reader)

    def _watch(self, is_ready: Callable[[], bool], announce: Callable[[], None]) -> int:
        announced = False
        while not self.asked_to_stop:
            for name, process in self.running.items():
                if process.poll() is not None:
                    say(f"“{name}” ended by itself ({_describe(process.returncode)}). Stopping the rest.")
                    return 1
            if not announced and is_ready():
                announced = True
                announce()
            time.sleep(0.1)
        say("\nStopping …")
        return 0

    def _stop_all(self) -> None:
        for process in self.running.values():
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + self.patience
        for name, process in self.running.items():
            while process.poll() is None and time.monotonic() < deadline and self.asked_to_stop < 2:
                time.sleep(0.05)
            if process.poll() is None:
                say(f"“{name}” did not stop in time and was killed.")
            # Children that outlived their program go too.
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        for reader in self.readers:
            reader.join(timeout=1)

    @staticmethod
    def _pass_on(name: str, process: subprocess.Popen) -> None:
        for line in process.stdout:
            say(f"{name:>6} | {line.rstrip()}")

    @contextmanager
    def _listening_to_signals(self) -> Iterator[None]:
        """A second signal while stopping means: at once. Within a second it is the same wish, passed on by make."""

        def ask(number, frame):
            now = time.monotonic()
            if now - self.last_asked > 1:
                self.asked_to_stop += 1
            self.last_asked = now

        before = {number: signal.signal(number, ask) for number in STOP_SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def say(text: str) -> None:
    """Print; a terminal that has been closed meanwhile is no reason to fail."""
    with suppress(OSError, ValueError):
        print(text, flush=True)


def _describe(code: int) -> str:
    return f"exit code {code}" if code >= 0 else f"signal {signal.Signals(-code).name}"


def _stop_with_parent() -> None:
    """Linux only: should the supervisor itself be killed, the kernel asks this program to stop."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
