"""`manage.py retention [--trial]`: put away and destroy the kept copies whose time is over, and say how many."""

from django.core.management.base import BaseCommand, CommandParser

from groups.services.community.retention import retain_everywhere


class Command(BaseCommand):
    help = "Puts away and destroys the kept copies of flagged texts whose time is over."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--trial", action="store_true", help="only say what would be done")

    def handle(self, *, trial: bool, **options) -> None:
        runs = retain_everywhere(is_trial=trial)
        would = "would be " if trial else ""
        for run in runs:
            self.stdout.write(f"{run.program.slug}: {run.archived} {would}put away, {run.destroyed} {would}destroyed")
        if not runs:
            self.stdout.write("Nothing is due.")
