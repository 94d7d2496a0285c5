"""What the desk's tests need besides the cast: requests that were sent, meetings that are over, a task."""

import datetime
import itertools

from django.utils import timezone

from groups.models import Attendance, Mood, SessionLog
from intake.models import Assessment
from programs.models import ConsentText, Person, TaskKind
from programs.services.tasks import open_task
from tests.make import make_meeting, make_person

_numbers = itertools.count(1)

ANSWERS = {
    "nickname": "Awa",
    "age": 34,
    "safe": "Evenings only, never by phone.",
    "access": "A step-free entrance.",
    "reason": "I lost my brother in spring.\nI would like to listen first.",
    "contact_language": "fr",
    "languages": ["fr", "en"],
    "any_time": False,
    "times": [2, 5, 8],
}


def make_request(
    program,
    name="Awa",
    *,
    person: Person | None = None,
    state="submitted",
    days_ago=1,
    promised_in=2,
    language="fr",
    **answers,
) -> Assessment:
    """A request sent `days_ago`, with an answer promised in so many days from today (negative: late)."""
    now = timezone.now()
    text = ConsentText.objects.filter(program=program).first()
    return Assessment.objects.create(
        program=program,
        reference=f"T-{next(_numbers)}",
        person=person or make_person(name, language=language),
        state=state,
        language=language,
        confidentiality=text,
        confidentiality_accepted_at=now,
        answers=ANSWERS | {"nickname": name} | answers,
        submitted_at=now - datetime.timedelta(days=days_ago),
        promised_for=now.astimezone(program.zone).date() + datetime.timedelta(days=promised_in),
    )


def make_past_meeting(group, *, days_ago=7, log_by=None, came=(), excused=(), absent=()):
    """A meeting that is over; with `log_by` it has a log, and attendance of the given participations."""
    meeting = make_meeting(group, starts_at=timezone.now() - datetime.timedelta(days=days_ago))
    if log_by:
        SessionLog.objects.create(
            program=group.program, group=group, meeting=meeting, mood=Mood.CALM, written_by=log_by
        )
        rows = [(who, "present") for who in came] + [(who, "excused") for who in excused]
        rows += [(who, "absent") for who in absent]
        Attendance.objects.bulk_create(
            Attendance(program=group.program, meeting=meeting, participation=who, status=status) for who, status in rows
        )
    return meeting


def make_urgent_task(program, *, about, person, by, note="He said he cannot go on."):
    return open_task(
        program,
        kind=TaskKind.CONFLICT,
        due_on=timezone.now().astimezone(program.zone).date(),
        by=by,
        about=about,
        person=person,
        note=note,
        urgent=True,
    )
