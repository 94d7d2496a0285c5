"""`make run`: the whole site on this machine, for somebody who wants to see it or to work on it."""

import os
import socket
import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.utils import translation

from peersupport import outbox
from peersupport.embedded.folders import data_folder, private_folder
from peersupport.supervisor import Program, Supervisor, say
from programs.models import Participation, Person
from programs.models import Program as SupportProgram

FIRST_PORT = 8000
PORTS_TO_TRY = 50
HOST = "127.0.0.1"
NO_WARNING_FOR_ROOT = "ignore:You're running the worker with superuser privileges"
# Domains that belong to nobody (RFC 2606): only people of the demo have such addresses.
DEMO_ADDRESSES = r"@([a-z0-9-]+\.)*(example|example\.(org|com|net))$"


class Command(BaseCommand):
    help = "Migrates, loads the demo into an empty database, and runs web server, worker and beat until Ctrl-C."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, help=f"default: the first free one from {FIRST_PORT}")
        parser.add_argument(
            "--reload", action="store_true", help="use Django's development server, which notices changes of the code"
        )

    def handle(self, *, port, reload, **options):
        if not settings.DEBUG:
            raise CommandError("This is for a machine of one's own, with DEBUG=1. The README says how to deploy.")
        say("Preparing the database …")
        call_command("migrate", verbosity=0)
        if not SupportProgram.objects.exists():
            say("Loading the demo …")
            call_command("demo")
        port = port or free_port()
        if port != FIRST_PORT and "--port" not in sys.argv:
            say(f"Port {FIRST_PORT} is taken by another program; using {port}.")
        address = os.environ.get("SITE_URL") or f"http://localhost:{port}"
        connections.close_all()
        environment = {**os.environ, "SITE_URL": address, "PYTHONWARNINGS": NO_WARNING_FOR_ROOT}
        supervisor = Supervisor(programs(port, reload=reload), environment=environment)
        code = supervisor.run(is_ready=lambda: answers(port), announce=lambda: announce(address))
        say("Stopped." if code == 0 else "Stopped, because a part of the site had ended.")
        sys.exit(code)


def programs(port: int, *, reload: bool) -> list[Program]:
    python = [sys.executable, "-m"]
    celery = [*python, "celery", "--quiet", "-A", "peersupport"]
    schedule = private_folder(data_folder()) / "beat-schedule"
    if reload:
        web = [sys.executable, "manage.py", "runserver", f"{HOST}:{port}"]
    else:
        # Threads, because browsers keep spare connections open, which would block a worker without them. In
        # production the proxy stands between.
        web = [*python, "gunicorn", "peersupport.wsgi", "--bind", f"{HOST}:{port}", "--workers", "2", "--threads", "4"]
    return [
        Program("web", web),
        Program("worker", [*celery, "worker", "--concurrency", "1"]),
        Program("beat", [*celery, "beat", "--schedule", str(schedule)]),
    ]


def free_port() -> int:
    for port in range(FIRST_PORT, FIRST_PORT + PORTS_TO_TRY):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    raise CommandError(f"{PORTS_TO_TRY} ports from {FIRST_PORT} on are all taken; choose another with --port.")


def answers(port: int) -> bool:
    try:
        with socket.create_connection((HOST, port), timeout=0.5):
            return True
    except OSError:
        return False


def announce(address: str) -> None:
    say(f"\n  The site:             {address}/")
    if outbox.is_open():
        say(f"  Messages it sends:    {address}/outbox/")
    if people := demo_sign_ins():
        say("\n  Sign in with one of these addresses; the code arrives in the messages:")
        widest = max(len(role) for role, _email in people)
        for role, email in people:
            say(f"    {role:<{widest}}  {email}")
    connections.close_all()
    say("\n  Stop with Ctrl-C. What you did is kept for the next time.\n")


def demo_sign_ins() -> list[tuple[str, str]]:
    """(role, e-mail) of one demo person for each role; empty where the database holds real people."""
    rows = Participation.objects.live().filter(person__email__iregex=DEMO_ADDRESSES).select_related("person")
    found = {}
    with translation.override("en"):  # like all that this command says
        for row in rows.order_by("program_id", "id"):
            found.setdefault(row.role, (str(row.get_role_display()), row.person.email))
    keepers = Person.objects.filter(is_superuser=True, is_active=True, email__iregex=DEMO_ADDRESSES)
    return [*found.values(), *(("Administration", keeper.email) for keeper in keepers[:1])]
