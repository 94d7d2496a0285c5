"""The life of an application that was sent: asked for more, changed, written about, withdrawn, moved."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from mentoring.errors import ApplicationClosed, WordsNeeded
from mentoring.models import Application, ApplicationMessage, ApplicationState
from mentoring.services.selection_talks import call_off_for_answer
from programs.models import AccessRecord, Participation, Person, Role
from programs.services.events import acting_person, record_event, record_reading
from programs.services.notices import owe_notice, void_notices

# Columns the person may write anew when they are asked.
CHANGEABLE = frozenset({"motivation", "experience", "sharing", "languages", "availability", "hours_a_week"})


@transaction.atomic
def ask_for_revision(application: Application, *, body: str, by: Participation) -> ApplicationMessage:
    """The team asks for something: the person reads it on their own page and may change what they wrote."""
    message = _write(application, body, by)
    application.move_to(ApplicationState.REVISION)
    record_event("application_revision_asked", application, by=by, message=message.pk)
    owe_notice(
        "application_revision",
        application,
        recipient=application.person,
        program=application.program,
        version=_letter_number(application),
    )
    return message


@transaction.atomic
def send_revision(
    application: Application,
    *,
    by: Person,
    body: str = "",
    topics: list[int] | None = None,
    changes: dict[str, Any] | None = None,
) -> None:
    """The person has done what was asked: `changes` are columns of CHANGEABLE. The team's turn again.

    Back to being read where somebody was asked to read it, else to received.
    """
    changes = changes or {}
    if not changes.keys() <= CHANGEABLE:
        raise KeyError(*(changes.keys() - CHANGEABLE))
    if application.state != ApplicationState.REVISION:
        raise ApplicationClosed
    for name, value in changes.items():
        setattr(application, name, value)
    application.save(update_fields=[*changes, "updated_at"])
    if topics is not None:
        application.topics.set(application.program.topics.filter(pk__in=topics))
    if body.strip():
        _write(application, body, by)
    has_readers = application.sheets.exists()
    application.move_to(ApplicationState.IN_REVIEW if has_readers else ApplicationState.SUBMITTED)
    void_notices(["application_revision"], application)
    record_event("application_revised", application, by=by, changed=sorted(changes))
    tell_recruiters("application_reply", application, version=_letter_number(application))


@transaction.atomic
def write_message(application: Application, *, body: str, by: Participation | Person) -> ApplicationMessage:
    """A line between the team and the person, as long as the application is open or just confirmed."""
    if application.state not in ApplicationState.OPEN | {ApplicationState.CONFIRMED}:
        raise ApplicationClosed
    message = _write(application, body, by)
    record_event("application_message", application, by=by, message=message.pk)
    number = _letter_number(application)
    if message.author_id == application.person_id:
        tell_recruiters("application_reply", application, version=number)
    else:
        owe_notice(
            "application_message",
            application,
            recipient=application.person,
            program=application.program,
            version=number,
        )
    return message


@transaction.atomic
def withdraw_application(application: Application, *, by: Person) -> None:
    """The person steps back, without a reason; a booked interview is called off. Nothing more is written about it."""
    if not application.can_move_to(ApplicationState.WITHDRAWN):
        raise ApplicationClosed
    application.move_to(ApplicationState.WITHDRAWN)
    call_off_for_answer(application, by=by, now=timezone.now())
    record_event("application_withdrawn", application, by=by)
    tell_recruiters("application_withdrawn", application)


@transaction.atomic
def move_application(application: Application, state: str, *, by: Participation | Person | None) -> None:
    """One step of the table, compare-and-set on the state that the caller saw. Tells nobody: who decides does that.

    Raises `IllegalMove` and `StaleState`.
    """
    before = application.state
    application.move_to(state)
    record_event("application_moved", application, by=by, before=before, after=str(state))


def recruiters_of(application: Application) -> list[Participation]:
    """The coordinators of the program but the applicant and those to be kept apart from them."""
    apart = application.program.ties.standing().of(application.person).values_list("one", "other")
    kept_apart = {key for pair in apart for key in pair} | {application.person_id}
    rows = Participation.objects.live().in_role(Role.COORDINATOR).filter(program=application.program)
    return list(rows.exclude(person__in=kept_apart).select_related("person"))


def tell_recruiters(kind: str, application: Application, *, version: int = 0) -> None:
    for row in recruiters_of(application):
        owe_notice(kind, application, recipient=row.person, program=application.program, version=version)


def note_opening(application: Application, *, by: Participation, now: datetime.datetime | None = None) -> None:
    """Write down that `by` opened what somebody wrote of themselves: once a day is enough to know who knows."""
    midnight = (now or timezone.now()).astimezone(by.program.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    known = AccessRecord.objects.filter(
        reader=by.person_id,
        subject_kind=application._meta.label_lower,
        subject_id=application.pk,
        at__gte=midnight,
    )
    if not known.exists():
        record_reading(application, by=by, why="application")


def _write(application: Application, body: str, by: Participation | Person) -> ApplicationMessage:
    body = body.strip()
    if not body:
        raise WordsNeeded
    return ApplicationMessage.objects.create(
        program=application.program, application=application, author=acting_person(by), body=body
    )


def _letter_number(application: Application) -> int:
    """Each message is told once: its place in the row of events."""
    return ApplicationMessage.objects.filter(application=application).count()
