"""Somebody of the team leaves: nobody is left with an appointment that no one keeps."""

import datetime

from django.db import transaction
from django.utils import timezone

from intake.models import Interview, InterviewSlot, InterviewState
from intake.services.interviews import call_off_talk
from programs.models import Participation


def talks_to_come(interviewer: Participation, *, now: datetime.datetime | None = None) -> list[Interview]:
    """What is booked with this interviewer and has not begun."""
    rows = Interview.objects.booked().filter(slot__interviewer=interviewer, slot__starts_at__gt=now or timezone.now())
    related = rows.select_related("assessment__person", "assessment__program", "program", "slot__interviewer__person")
    return list(related.order_by("slot__starts_at", "pk"))


@transaction.atomic
def stop_interviewing(interviewer: Participation, *, by: Participation) -> None:
    """Call off every talk to come, each person told, and take back every time that was offered."""
    for talk in talks_to_come(interviewer):
        call_off_talk(talk, by=by)
    offered = InterviewSlot.objects.filter(interviewer=interviewer, withdrawn=False)
    offered.exclude(interviews__state__in=InterviewState.STANDING).update(withdrawn=True)
