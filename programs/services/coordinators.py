"""Who may create programs. The first coordinator of a new site is named from the command line."""

from django.db import transaction

from programs.models import Person
from programs.services.events import record_event


@transaction.atomic
def name_coordinator(email: str, *, name: str, language: str = "fr", by: Person | None) -> tuple[Person, bool]:
    """Give the person with this address the right to create programs; returns them and whether they are new.

    They sign in with an e-mailed code, like everybody. Somebody known keeps their own name and language.
    """
    person, created = Person.objects.welcome(email, display_name=name, language=language)
    person.may_create_programs = True
    person.save(update_fields=["may_create_programs"])
    record_event("coordinator_named", person, by=by)
    return person, created
