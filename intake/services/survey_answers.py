"""Answering a survey: begun under one's name and sent page by page, or sent at once without one.

Of an anonymous survey nothing is kept before it is sent, and afterwards only that this person has answered, on which
day: no moment, no event, no key from the one row to the other.
"""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intake.errors import DraftGone
from intake.models import QuestionnaireVersion, Response, SurveyRequest, SurveyState, Trigger
from intake.services.mixing import mix_answers
from intake.services.questionnaires import current_version
from intake.services.responses import record_anonymous, start_response, submit_response
from intake.services.surveys import is_answerable
from programs.errors import DomainError
from programs.models import Consent, ConsentText, Event, Person, Purpose
from programs.services.consents import give_consent
from programs.services.events import record_event
from programs.services.notices import void_notices

NOTICES = ("survey_asked", "survey_reminder")


class SurveyAnswered(DomainError):
    message = _("These questions are answered already. Thank you.")


class SurveyClosed(DomainError):
    message = _("These questions can no longer be answered.")


@transaction.atomic
def begin_survey(survey: SurveyRequest, *, language: str, now: datetime.datetime | None = None) -> Response:
    """The answers to fill in; those that were begun already, if any. Raises `SurveyAnswered` and `SurveyClosed`.

    Only waves after the start carry their day: what is asked after a session or at the end is no point on that line.
    """
    locked = _lock(survey, now=now)
    version = current_version(locked.plan.questionnaire)
    return start_response(
        version,
        program=locked.program,
        language=language,
        request=locked,
        participation=locked.participation,
        wave=locked.wave if locked.plan.trigger == Trigger.START else None,
    )


@transaction.atomic
def begin_anew(survey: SurveyRequest, *, language: str, now: datetime.datetime | None = None) -> Response:
    """Throw away what was begun elsewhere, unread, and begin again. Whoever was writing it there is told so."""
    _lock(survey, now=now)
    Response.objects.drafts().filter(request=survey).delete()
    return begin_survey(survey, language=language, now=now)


@transaction.atomic
def send_survey(survey: SurveyRequest, response: Response, *, now: datetime.datetime | None = None) -> Response:
    """Send the answers: scored, and never changed again. Sent late they keep their wave; sent twice they are sent once.

    Messages that were to ask for them do not leave any more. Raises `SurveyClosed`, `DraftGone`, `AnswersUnclear`.
    """
    now = now or timezone.now()
    try:
        locked = _lock(survey, now=now)
    except SurveyAnswered:
        sent = Response.objects.sent().filter(request=survey, pk=response.pk).first()
        if sent is None:
            raise
        return sent
    if response.request_id != locked.pk:
        raise DraftGone
    sent = submit_response(response, now=now)
    locked.move_to(SurveyState.DONE, done_on=_today(locked, now))
    void_notices(NOTICES, locked)
    return sent


@transaction.atomic
def send_anonymously(
    survey: SurveyRequest,
    *,
    version: QuestionnaireVersion,
    answers: dict,
    declined: list[str],
    language: str,
    now: datetime.datetime | None = None,
) -> None:
    """Keep the answers without the person, and of the person only that they answered on this day.

    A message still owed is stopped when it would leave, not now: its row would tell the moment of the answer.
    Raises `SurveyAnswered`, `SurveyClosed`, `AnswersUnclear`.
    """
    now = now or timezone.now()
    locked = _lock(survey, now=now)
    new = record_anonymous(locked.plan, version, answers=answers, declined=declined, language=language, now=now)
    mix_answers(new)
    day = _today(locked, now)
    midnight = datetime.datetime.combine(day, datetime.time(), tzinfo=locked.program.zone)
    SurveyRequest.objects.filter(pk=locked.pk).update(state=SurveyState.DONE, done_on=day, updated_at=midnight)


def research_to_ask(survey: SurveyRequest) -> ConsentText | None:
    """The text that asks whether answers may help to evaluate the program, while this person has not said yes or no."""
    if survey.plan.is_anonymous:
        return None
    person = survey.participation.person_id
    text = ConsentText.objects.current(survey.program_id, Purpose.RESEARCH).first()
    if text is None or not text.body:
        return None
    if Consent.objects.filter(program=survey.program_id, person=person, text__purpose=Purpose.RESEARCH).exists():
        return None
    said_no = Event.objects.filter(
        subject_kind=text._meta.label_lower, subject_id=text.pk, verb="consent_declined", actor=person
    )
    return None if said_no.exists() else text


@transaction.atomic
def answer_research(text: ConsentText, *, person: Person, agrees: bool, language: str) -> None:
    """Yes adds a consent to the ledger; no is remembered, so that nobody is asked again about the same text."""
    if not agrees:
        record_event("consent_declined", text, by=person, purpose=text.purpose, version=text.version)
    elif not Consent.objects.standing().filter(text=text, person=person).exists():
        give_consent(text, person=person, by=person, language=language)


def _lock(survey: SurveyRequest, *, now: datetime.datetime | None) -> SurveyRequest:
    """The row as it is, held until the end of the transaction: of two tabs that send, the second waits."""
    locked = (
        SurveyRequest.objects.select_for_update(of=("self",))
        .select_related("program", "plan__questionnaire", "plan__program", "participation__person")
        .get(pk=survey.pk)
    )
    if locked.state == SurveyState.DONE:
        raise SurveyAnswered
    if not is_answerable(locked, now=now or timezone.now()):
        raise SurveyClosed
    return locked


def _today(survey: SurveyRequest, now: datetime.datetime) -> datetime.date:
    return now.astimezone(survey.program.zone).date()
