"""What people choose about themselves: their name, their reminders, their language, how to reach them."""

from django.db import transaction

from programs.models import Person
from programs.services.events import record_event


@transaction.atomic
def change_choices(person: Person, **choices) -> list[str]:
    """Write the fields of `person` that differ, and return their names. History keeps which, never what they hold."""
    changed = sorted(name for name, value in choices.items() if getattr(person, name) != value)
    for name in changed:
        setattr(person, name, choices[name])
    if changed:
        person.save(update_fields=changed)
        record_event("choices_changed", person, by=person, fields=changed)
    return changed
