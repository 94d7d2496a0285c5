"""`manage.py demo`: three believable programs for a newcomer to walk through."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from peersupport.demo.tell import Telling
from programs.models import Program


class Command(BaseCommand):
    help = "Tells the demo's story into an empty database: three programs, people in every role, sessions, requests."

    def add_arguments(self, parser):
        parser.add_argument("--seed", type=int, default=7, help="the same seed tells the same story")

    def handle(self, *, seed: int, **options):
        if not settings.DEBUG:
            raise CommandError("The demo is for a machine of one's own, with DEBUG=1. It never mixes with real people.")
        if Program.objects.exists():
            raise CommandError("There is a program here already. The demo starts in an empty database only.")
        programs = Telling(seed=seed).tell()
        self.stdout.write(f"Told {len(programs)} programs: {', '.join(str(program) for program in programs)}.")
