"""Puts exactly what requirements.txt says into a virtual environment, and says in plain words how far it is.

    python peersupport/install.py .venv

Runs on the Python of the machine, before anything is installed. Uses pip as this machine has it configured.
"""

import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parent.parent / "requirements.txt"


def main(environment: Path) -> int:
    started = time.monotonic()
    say(f"Setting up {environment} with Python {sys.version.split()[0]}. This is done once and takes about a minute.")
    pip = make_environment(environment)
    expected = count_packages(REQUIREMENTS.read_text())
    code, output = install(pip, expected)
    if code:
        say("")
        print(output, file=sys.stderr)
        say("The installation stopped; the lines above say why. Nothing is lost: run the same command again.")
        return code
    say(f"  {expected} packages are installed ({time.monotonic() - started:.0f} seconds).")
    return 0


def make_environment(environment: Path) -> list[str]:
    """Make the environment and return the command that is its pip."""
    if environment.exists():
        shutil.rmtree(environment)
    python = str(environment / "bin" / "python")
    if run([sys.executable, "-m", "venv", str(environment)]).returncode == 0:
        return [python, "-m", "pip"]
    # Debian ships Python's venv without the pip inside; the machine's own pip can fill the environment too.
    if environment.exists():
        shutil.rmtree(environment)
    bare = run([sys.executable, "-m", "venv", "--without-pip", str(environment)])
    if bare.returncode:
        sys.exit(f"Python could not make a virtual environment:\n{bare.stdout}")
    return [sys.executable, "-m", "pip", "--python", python]


def install(pip: list[str], expected: int) -> tuple[int, str]:
    """Run pip and count what it collects. Returns its exit code and all that it wrote."""
    command = [*pip, "install", "--progress-bar", "off", "--no-input", "-r", str(REQUIREMENTS)]
    written, collected = [], 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        for line in process.stdout:
            written.append(line)
            if found := re.match(r"Collecting ([\w.-]+)", line):
                collected += 1
                show(f"  fetching {min(collected, expected)} of {expected}: {found[1]}")
            elif line.startswith("Installing collected packages"):
                show("  unpacking them, half a minute more")
    if sys.stdout.isatty():
        show("")
    return process.returncode, "".join(written)


def count_packages(requirements: str) -> int:
    return len(re.findall(r"^[A-Za-z0-9]", requirements, flags=re.MULTILINE))


def run(command: list[str]) -> subprocess.CompletedProcess:
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)


def show(text: str) -> None:
    """One line that changes on a terminal; lines of their own elsewhere."""
    if sys.stdout.isatty():
        width = shutil.get_terminal_size().columns - 1
        print("\r" + text[:width].ljust(width), end="\r" if not text else "", flush=True)
    elif text:
        print(text, flush=True)


def say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
