"""Talks about a request: invited, booked by the person, changed, called off by either side, held or missed.

Whoever moves a talk locks the request first, then the time: two people who want one time come one after the other.
"""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from intake.errors import (
    NoTalkOffered,
    NotesChanged,
    PhoneNeeded,
    RequestClosed,
    TalkBooked,
    TalkHasBegun,
    TalkIsOff,
    TalkNotYet,
    TimeTaken,
)
from intake.models import Assessment, AssessmentState, Interview, InterviewSlot, InterviewState, RequestMessage
from intake.talks import SHORTEST_NOTICE, may_choose_time, we_call
from intake.working_days import promised_day
from programs.errors import IllegalMove
from programs.models import Event, Participation, ParticipationState, Person
from programs.services.events import record_event
from programs.services.notices import owe_notice, void_notices

# What is no longer true once a talk moves, is called off or is over.
ABOUT_TALK = ("interview_booked", "interview_moved", "interview_taken", "interview_reminder")


@transaction.atomic
def invite_to_talk(assessment: Assessment, *, by: Participation, message: str = "") -> None:
    """The person may choose a time to talk; told once. Where a talk is planned already, nothing happens."""
    request = _locked(assessment)
    if request.state == AssessmentState.INTERVIEW:
        return
    request.move_to(AssessmentState.INTERVIEW)
    _say(request, message, by=by.person)
    event = record_event("talk_offered", request, by=by)
    void_notices(["request_new", "request_reply", "request_waiting", "request_more_asked"], request)
    owe_notice(
        "interview_offered",
        request,
        recipient=request.person,
        program=request.program,
        version=Event.objects.filter(verb=event.verb, subject_kind=event.subject_kind, subject_id=request.pk).count(),
    )
    assessment.state = request.state


@transaction.atomic
def book_talk(
    assessment: Assessment, *, slot: InterviewSlot, by: Person, phone: str = "", now: datetime.datetime | None = None
) -> Interview:
    """The person takes this time. Of two who take one time at once, one has it and the other gets `TimeTaken`.

    Pressing twice books once. `phone` is kept as theirs where it is we who call.
    Raises `TalkBooked`, `NoTalkOffered`, `RequestClosed`.
    """
    now = now or timezone.now()
    request = _locked(assessment)
    standing = _booked(request)
    if standing is not None:
        if standing.slot_id == slot.pk:
            return standing
        raise TalkBooked
    if not request.is_open:
        raise RequestClosed
    if not may_choose_time(request, list(request.interviews.all())):
        raise NoTalkOffered
    slot = _free(slot, program=request.program_id, now=now)
    talk = _book(request, slot, by=by, phone=phone)
    if request.state != AssessmentState.INTERVIEW:
        request.move_to(AssessmentState.INTERVIEW)
    assessment.state = request.state
    return talk


@transaction.atomic
def change_talk(
    talk: Interview, *, slot: InterviewSlot, by: Person, phone: str = "", now: datetime.datetime | None = None
) -> Interview:
    """The person takes another time; the first one is free again only once the other is theirs (`TimeTaken` else)."""
    now = now or timezone.now()
    request = _locked(talk.assessment)
    standing = _booked(request)
    if standing is None:
        raise TalkIsOff
    if standing.slot_id == slot.pk:
        return standing
    if standing.pk != talk.pk:  # changed in another tab
        raise TalkIsOff
    if standing.slot.starts_at <= now:
        raise TalkHasBegun
    slot = _free(slot, program=request.program_id, now=now)
    _end(standing, by=by)
    _tell_interviewer(standing)
    return _book(request, slot, by=by, phone=phone)


@transaction.atomic
def call_off_own_talk(talk: Interview, *, by: Person, now: datetime.datetime | None = None) -> None:
    """The person calls it off, without having to say why: the time is free again, the interviewer is told."""
    _locked(talk.assessment)
    _call_off(talk, by=by, now=now)
    _tell_interviewer(talk)


@transaction.atomic
def call_off_talk(
    talk: Interview, *, by: Participation, message: str = "", now: datetime.datetime | None = None
) -> None:
    """The team calls it off: the person is told and may choose another time; this time is offered no more."""
    request = _locked(talk.assessment)
    _call_off(talk, by=by, now=now)
    InterviewSlot.objects.filter(pk=talk.slot_id).update(withdrawn=True)
    _say(request, message, by=by.person)
    owe_notice("interview_called_off", talk, recipient=request.person, program=request.program)


@transaction.atomic
def move_talk(
    talk: Interview,
    *,
    slot: InterviewSlot,
    by: Participation,
    message: str = "",
    now: datetime.datetime | None = None,
) -> Interview:
    """The team gives it another time: the person is told and may change it; the first time is offered no more.

    Moving it to where it is changes nothing. Raises `TimeTaken`, `TalkIsOff`, `TalkHasBegun`.
    """
    now = now or timezone.now()
    request = _locked(talk.assessment)
    standing = _booked(request)
    if standing is None or (standing.pk != talk.pk and standing.slot_id != slot.pk):
        raise TalkIsOff
    if standing.slot_id == slot.pk:
        return standing
    if standing.slot.starts_at <= now:
        raise TalkHasBegun
    slot = _free(slot, program=request.program_id, now=now)
    _end(standing, by=by)
    InterviewSlot.objects.filter(pk=standing.slot_id).update(withdrawn=True)
    moved = Interview.objects.create(program=request.program, assessment=request, slot=slot, notes=standing.notes)
    record_event("talk_moved", moved, by=by, slot=slot.pk)
    _say(request, message, by=by.person)
    owe_notice("interview_moved", moved, recipient=request.person, program=request.program, expires_at=slot.starts_at)
    for row, kind, about in ((slot, "interview_taken", moved), (standing.slot, "interview_given_back", standing)):
        if row.interviewer_id != by.pk:
            owe_notice(kind, about, recipient=row.interviewer.person, program=request.program)
    return moved


@transaction.atomic
def record_talk(
    talk: Interview,
    *,
    by: Participation,
    took_place: bool,
    notes: str = "",
    seen: str = "",
    now: datetime.datetime | None = None,
) -> None:
    """After the talk: it took place, and our answer is promised anew; or it did not, and the person may choose again.

    Of two who record it, the first counts (`TalkIsOff`). Raises `TalkNotYet` before it has begun, and `NotesChanged`.
    """
    now = now or timezone.now()
    request = _locked(talk.assessment)
    if talk.slot.starts_at > now:
        raise TalkNotYet
    try:
        talk.move_to(InterviewState.DONE if took_place else InterviewState.MISSED)
    except IllegalMove as error:
        raise TalkIsOff from error
    write_notes(talk, notes=notes, by=by, seen=seen)
    void_notices(ABOUT_TALK, talk)
    record_event("talk_held" if took_place else "talk_missed", talk, by=by)
    if request.state != AssessmentState.INTERVIEW:
        return
    if took_place:
        day = promised_day(request.program, now)
        request.move_to(AssessmentState.SCREENING, reader=by, interviewer=by, promised_for=day)
    else:
        owe_notice("interview_missed", talk, recipient=request.person, program=request.program)


@transaction.atomic
def write_notes(talk: Interview, *, notes: str, by: Participation, seen: str = "") -> None:
    """Keep what the interviewer noted, sealed. Nothing new is nothing done.

    `seen` is the `notes_mark` of what they started from; when a colleague wrote something else meanwhile:
    `NotesChanged`.
    """
    notes = notes.strip()
    talk.notes = Interview.objects.select_for_update().get(pk=talk.pk).notes
    if notes == talk.notes:
        return
    if seen and seen != notes_mark(talk.notes):
        raise NotesChanged
    talk.notes = notes
    talk.save(update_fields=["notes", "updated_at"])
    record_event("talk_noted", talk, by=by)


def notes_mark(notes: str) -> str:
    """Stands on a page for the notes that were shown there."""
    return salted_hmac("intake.talk_notes", notes, algorithm="sha256").hexdigest()[:20]


def call_off_for_answer(assessment: Assessment, *, by: Participation | Person, now: datetime.datetime) -> None:
    """The request has its answer, or was cancelled: a talk to come is off and its time is free again.

    The person reads it in the answer. Whoever was to talk learns it, unless it was their own decision. For services
    that have just moved the request and so hold its row.
    """
    talk = Interview.objects.booked().filter(assessment=assessment, slot__starts_at__gt=now).first()
    if talk is None:
        return
    _end(talk, by=by)
    if not (isinstance(by, Participation) and by.pk == talk.slot.interviewer_id):
        _tell_interviewer(talk)


def _locked(assessment: Assessment) -> Assessment:
    rows = Assessment.objects.select_for_update(of=("self",)).select_related("program", "person")
    return rows.get(pk=assessment.pk)


def _booked(request: Assessment) -> Interview | None:
    rows = Interview.objects.booked().filter(assessment=request)
    return rows.select_related("slot__interviewer__person", "program").first()


def _free(slot: InterviewSlot, *, program: int, now: datetime.datetime) -> InterviewSlot:
    """The time, locked, if it can still be booked."""
    rows = InterviewSlot.objects.select_for_update(of=("self",)).select_related("interviewer__person")
    rows = rows.filter(program=program, withdrawn=False, interviewer__state__in=ParticipationState.LIVE)
    row = rows.filter(pk=slot.pk, starts_at__gt=now + SHORTEST_NOTICE).first()
    if row is None or Interview.objects.filter(slot=row, state__in=InterviewState.STANDING).exists():
        raise TimeTaken
    return row


def _book(request: Assessment, slot: InterviewSlot, *, by: Person, phone: str) -> Interview:
    if we_call(slot):
        _keep_number(request.person, phone.strip())
    talk = Interview.objects.create(program=request.program, assessment=request, slot=slot)
    record_event("talk_booked", talk, by=by, slot=slot.pk)
    void_notices(["interview_offered"], request)
    owe_notice("interview_booked", talk, recipient=request.person, program=request.program, expires_at=slot.starts_at)
    owe_notice(
        "interview_taken", talk, recipient=slot.interviewer.person, program=request.program, expires_at=slot.starts_at
    )
    return talk


def _keep_number(person: Person, phone: str) -> None:
    if not (phone or person.phone):
        raise PhoneNeeded
    if phone and phone != person.phone:
        person.phone = phone
        person.save(update_fields=["phone"])


def _call_off(talk: Interview, *, by, now: datetime.datetime | None) -> None:
    if talk.slot.starts_at <= (now or timezone.now()):
        raise TalkHasBegun
    _end(talk, by=by)


def _end(talk: Interview, *, by) -> None:
    try:
        talk.move_to(InterviewState.CANCELLED)
    except IllegalMove as error:
        raise TalkIsOff from error
    void_notices(ABOUT_TALK, talk)
    record_event("talk_called_off", talk, by=by)


def _tell_interviewer(talk: Interview) -> None:
    owe_notice("interview_given_back", talk, recipient=talk.slot.interviewer.person, program=talk.program)


def _say(request: Assessment, message: str, *, by: Person) -> None:
    if message.strip():
        RequestMessage.objects.create(program=request.program, assessment=request, author=by, body=message.strip())
