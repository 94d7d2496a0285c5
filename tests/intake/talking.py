"""Times to talk, and requests that a talk belongs to, made by the services."""

import datetime

from django.utils import timezone

from intake.models import Assessment, Interview, InterviewSlot
from intake.services.interviews import book_talk
from intake.services.talk_times import offer_slots
from programs.models import Mode
from tests.intake.asking import sent

HALF_AN_HOUR = datetime.timedelta(minutes=30)


def offered(interviewer, *, days=3, count=1, mode=Mode.VIDEO, where="https://talk.example/room") -> list[InterviewSlot]:
    """`count` times of half an hour, one after the other from 14:00 on the program's wall, in so many days."""
    day = timezone.now().astimezone(interviewer.program.zone).date() + datetime.timedelta(days=days)
    first = datetime.datetime.combine(day, datetime.time(14), tzinfo=interviewer.program.zone)
    spans = [(first + n * HALF_AN_HOUR, first + (n + 1) * HALF_AN_HOUR) for n in range(count)]
    return offer_slots(interviewer, by=interviewer, spans=spans, mode=mode, where=where)


def wants_talk(program, **answers) -> Assessment:
    """A request of somebody who would rather talk than write."""
    request = sent(program, **answers)
    request.wants_interview = True
    request.save(update_fields=["wants_interview"])
    return request


def booked(program, interviewer, **answers) -> Interview:
    request = wants_talk(program, **answers)
    return book_talk(request, slot=offered(interviewer)[0], by=request.person)


def after(talk: Interview) -> datetime.datetime:
    """A moment at which the talk is over."""
    return talk.slot.ends_at + datetime.timedelta(minutes=1)
