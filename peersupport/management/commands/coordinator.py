"""`manage.py coordinator EMAIL --name NAME`: names somebody who may create programs. A new site starts with this."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.urls import reverse

from programs.models import Language
from programs.services.coordinators import name_coordinator


class Command(BaseCommand):
    help = "Name a coordinator, who may then create programs."

    def add_arguments(self, parser):
        parser.add_argument("email", help="the address they sign in with; a code is sent to it")
        parser.add_argument("--name", required=True, help="how they are called, such as “Marie”")
        parser.add_argument("--language", choices=Language.values, default=settings.LANGUAGE_CODE)

    def handle(self, *, email: str, name: str, language: str, **options):
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email} is not an e-mail address.") from error
        person, created = name_coordinator(email, name=name, language=language, by=None)
        done = "is here now" if created else "was here already"
        self.stdout.write(
            f"{person} {done} and may create programs.\n"
            f"Sign in with {person.email}: {settings.SITE_URL}{reverse('account_login')}"
        )
