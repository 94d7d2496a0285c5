"""What a group does in a session, step by step."""

from django.db import transaction

from groups.models import Group
from programs.models import Participation
from programs.services.events import record_event


@transaction.atomic
def set_agenda(group: Group, *, by: Participation, lines: list[dict]) -> None:
    """Keep the steps of a session (see `groups.agenda`); no lines brings the usual course back."""
    group.agenda = lines
    group.save(update_fields=["agenda"])
    record_event("agenda_set", group, by=by, steps=len(lines))
