"""The life of a request to join, as the person lives it: begun, answered, sent, talked about, withdrawn."""

import datetime
from contextlib import suppress
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils import timezone

from intake.errors import (
    AnswersMissing,
    ConfidentialityFirst,
    DraftGone,
    MessageNeeded,
    NoConfidentialityText,
    NotTakingRequests,
    RequestClosed,
)
from intake.models import Assessment, AssessmentState, RequestMessage, Response
from intake.models.assessment import DRAFT_KEPT
from intake.questions import ANSWER_KEYS, first_unanswered
from intake.services.guardians import carry_over, require_guardian
from intake.services.interviews import call_off_for_answer
from intake.services.needs import note_needs
from intake.services.responses import move_response, name_sender, submit_response
from intake.working_days import promised_day
from programs.models import ConsentText, Participation, Person, Program, Purpose, Role, normalise_email
from programs.services.consents import give_consent
from programs.services.events import record_event
from programs.services.notices import owe_notice, void_notices

REFERENCE_TRIES = 30  # short numbers meet now and then; the constraint refuses, the next one fits


def current_confidentiality(program: Program) -> ConsentText | None:
    """The text a person accepts before the first answer."""
    return ConsentText.objects.current(program, Purpose.CONFIDENTIALITY).first()


def start_request(program: Program, *, language: str) -> Assessment:
    """Begin a draft; it has no person and no answer yet. Nothing is told to anybody."""
    if not program.takes_requests:
        raise NotTakingRequests
    for _attempt in range(REFERENCE_TRIES):
        with suppress(IntegrityError), transaction.atomic():
            return Assessment.objects.create(program=program, language=language)
    return Assessment.objects.create(program=program, language=language)


@transaction.atomic
def accept_confidentiality(assessment: Assessment, *, text: ConsentText, language: str) -> None:
    """The person accepts this very text and its limits: from now on answers may be stored. The first time counts."""
    draft = locked_draft(assessment)
    if text.program_id != draft.program_id or text.purpose != Purpose.CONFIDENTIALITY:
        raise NoConfidentialityText
    if draft.confidentiality_id != text.pk:
        draft.confidentiality = text
        draft.confidentiality_accepted_at = timezone.now()
        draft.language = language
        draft.save(update_fields=["confidentiality", "confidentiality_accepted_at", "language", "updated_at"])
    _copy(draft, assessment)


def save_answer(assessment: Assessment, *, key: str, value: Any) -> None:
    """Keep one answer of the draft; `key` and the shape of `value` as `intake.questions` says."""
    save_answers(assessment, answers={key: value})


@transaction.atomic
def save_answers(assessment: Assessment, *, answers: dict[str, Any]) -> None:
    """Keep the answers of one page.

    The row is locked and only these keys change: two tabs that answer two questions both keep their answer.
    """
    if not answers.keys() <= ANSWER_KEYS:
        raise KeyError(*(answers.keys() - ANSWER_KEYS))
    draft = locked_draft(assessment)
    if draft.confidentiality_accepted_at is None:
        raise ConfidentialityFirst
    draft.answers |= answers
    draft.save(update_fields=["answers", "updated_at"])
    _copy(draft, assessment)


@transaction.atomic
def submit_request(assessment: Assessment, *, now: datetime.datetime | None = None) -> Assessment:
    """Send the draft: the team is told, the person gets a number and a promised day. Sending twice is sending once.

    Somebody too young to ask alone needs a guardian's consent first (`GuardianNeeded`).

    The person is found or created by e-mail, with the same statements either way; what somebody typed without having
    shown that the address is theirs never changes a person who was there before. When that person has an open request
    here already, this one is held beside it: only they, once signed in, can put its answers in the place of the first.
    What was written of the questionnaire is sent in the same transaction; whoever would rather talk sends none of it.
    """
    draft = _locked(assessment)
    if draft.is_sent:
        return draft
    if not draft.program.takes_requests:
        raise NotTakingRequests
    if draft.confidentiality_accepted_at is None:
        raise ConfidentialityFirst
    if first_unanswered(draft.program, draft.answers) is not None:
        raise AnswersMissing
    require_guardian(draft)
    person = _person_of(draft)
    now = now or timezone.now()
    facts = {"person": person, "submitted_at": now, "promised_for": promised_day(draft.program, now)}
    earlier = Assessment.objects.open().filter(program=draft.program, person=person).first()
    if earlier is not None:
        _hold(draft, beside=earlier, facts=facts)
    else:
        draft.move_to(AssessmentState.SUBMITTED, **facts)
        note_needs(draft)
        give_consent(
            draft.confidentiality,
            person=person,
            by=person,
            language=draft.language,
            at=draft.confidentiality_accepted_at,
        )
        record_event("request_sent", draft, by=person)
        owe_notice("request_received", draft, recipient=person, program=draft.program)
        tell_coordinators("request_new", draft, program=draft.program)
    _send_answers(draft, now)
    _copy(draft, assessment)
    return draft


@transaction.atomic
def discard_draft(assessment: Assessment) -> None:
    """Begin again: what was typed and not sent is deleted at once."""
    Assessment.objects.filter(pk=assessment.pk, state=AssessmentState.STARTED, submitted_at=None).delete()


@transaction.atomic
def use_newer_answers(assessment: Assessment, *, held: Assessment, by: Person) -> None:
    """The signed-in person puts the answers of a form sent later in the place of the first ones; the number stays."""
    request = _locked(assessment)
    newer = _locked(held)
    if request.state not in AssessmentState.OPEN or not newer.is_held or newer.person_id != request.person_id:
        raise RequestClosed
    request.answers, request.wants_interview = newer.answers, newer.wants_interview
    request.save(update_fields=["answers", "wants_interview", "updated_at"])
    move_response(newer, to=request)
    carry_over(newer, onto=request)
    note_needs(request)
    newer.delete()
    record_event("request_answers_renewed", request, by=by)
    tell_coordinators("request_reply", request, program=request.program, version=_version_of_reply(request))


@transaction.atomic
def leave_out_newer_answers(held: Assessment, *, by: Person) -> None:
    """The signed-in person keeps the first request as it was: what was sent later is deleted."""
    newer = _locked(held)
    if not newer.is_held:
        raise RequestClosed
    record_event("request_answers_left_out", newer, by=by)
    newer.delete()


@transaction.atomic
def reply_to_team(assessment: Assessment, *, body: str, by: Person) -> RequestMessage:
    """The person writes to the team. Where the team had asked, it is the team's turn again, with a new promised day."""
    body = body.strip()
    if not body:
        raise MessageNeeded
    request = _locked(assessment)
    if request.state not in AssessmentState.OPEN:
        raise RequestClosed
    message = RequestMessage.objects.create(program=request.program, assessment=request, author=by, body=body)
    if request.state == AssessmentState.MORE_ASKED:
        talk_stands = request.interviews.booked().exists()
        request.move_to(
            AssessmentState.INTERVIEW if talk_stands else AssessmentState.SUBMITTED,
            promised_for=promised_day(request.program, timezone.now()),
        )
        void_notices(["request_more_asked"], request)
    record_event("request_reply", request, by=by, message=message.pk)
    tell_coordinators("request_reply", request, program=request.program, version=_version_of_reply(request))
    _copy(request, assessment)
    return message


@transaction.atomic
def withdraw_request(assessment: Assessment, *, by: Person) -> None:
    """The person no longer wants a place. Messages about it that have not left yet never leave."""
    if assessment.state not in AssessmentState.OPEN:
        raise RequestClosed
    assessment.move_to(AssessmentState.WITHDRAWN)
    call_off_for_answer(assessment, by=by, now=timezone.now())
    void_notices(
        [
            "request_received",
            "request_new",
            "request_reply",
            "request_waiting",
            "request_more_asked",
            "interview_offered",
        ],
        assessment,
    )
    record_event("request_withdrawn", assessment, by=by)


def drafts_due(now: datetime.datetime) -> int:
    """Delete what was begun and not sent within seven days, and what was held as long; returns how many.

    With it goes the address of somebody who wanted to finish later and never did.
    """
    long_ago = now - DRAFT_KEPT
    old = Assessment.objects.filter(state=AssessmentState.STARTED, started_at__lt=long_ago)
    deleted = old.delete()[1].get("intake.Assessment", 0)
    nobody = Person.objects.filter(display_name="", date_joined__lt=long_ago, last_login=None, is_staff=False)
    nobody.filter(assessments=None, participations=None).delete()
    return deleted


def tell_coordinators(kind: str, about, *, program: Program, version: int = 0) -> None:
    """Owe a notice to each person who coordinates the program now."""
    rows = Participation.objects.live().in_role(Role.COORDINATOR).filter(program=program).select_related("person")
    for row in rows:
        owe_notice(kind, about, recipient=row.person, program=program, version=version)


def _hold(draft: Assessment, *, beside: Assessment, facts: dict[str, Any]) -> None:
    for name, value in facts.items():
        setattr(draft, name, value)
    draft.save(update_fields=[*facts, "updated_at"])
    record_event("request_sent_again", draft, by=None, beside=beside.pk)
    # About the first request, so that somebody who sends the form ten times writes to its owner once.
    owe_notice("request_again", beside, recipient=draft.person, program=draft.program)


def _person_of(draft: Assessment) -> Person:
    """The person with the draft's address, locked; a newcomer takes what the draft says, others stay as they are.

    Somebody without a name is a newcomer who wanted to finish later (`telling.finish_later`).
    """
    answers = draft.answers
    email = normalise_email(answers["email"])
    facts = {
        "display_name": answers["nickname"],
        "language": answers["contact_language"],
        "contact_note": answers.get("safe") or "",
        "time_zone": draft.program.time_zone,
    }
    newcomer = Person(email=email, password=make_password(None), **facts)
    Person.objects.bulk_create([newcomer], ignore_conflicts=True)
    Person.objects.filter(email=email, display_name="").update(**facts)
    return Person.objects.select_for_update().get(email=email)


def _send_answers(draft: Assessment, now: datetime.datetime) -> None:
    response = Response.objects.filter(assessment=draft).first()
    if response is None:
        return
    name_sender(response, person=draft.person)
    if draft.wants_interview:
        response.delete()
    else:
        submit_response(response, now=now)


def _locked(assessment: Assessment) -> Assessment:
    rows = Assessment.objects.select_for_update(of=("self",)).select_related("program", "confidentiality")
    draft = rows.filter(pk=assessment.pk).first()
    if draft is None:
        raise DraftGone
    return draft


def locked_draft(assessment: Assessment) -> Assessment:
    """The row of a request that is not sent yet, locked. Raises `DraftGone`, `RequestClosed`."""
    draft = _locked(assessment)
    if draft.is_sent:
        raise RequestClosed
    return draft


def _copy(row: Assessment, onto: Assessment) -> None:
    """Let the caller's object say what the row says now."""
    for field in row._meta.concrete_fields:
        setattr(onto, field.attname, getattr(row, field.attname))


def _version_of_reply(request: Assessment) -> int:
    """Each reply is told once: its place in the row of messages."""
    return RequestMessage.objects.filter(assessment=request).count()
