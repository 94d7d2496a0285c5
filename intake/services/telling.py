"""How the rest of a request is told: in writing, in a talk, or later, from a link in a message."""

from django.contrib.auth.hashers import make_password
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.db import transaction
from django.utils import timezone

from intake.errors import ConfidentialityFirst
from intake.models import Assessment, QuestionnaireVersion, Response
from intake.models.assessment import DRAFT_KEPT
from intake.services.requests import locked_draft
from intake.services.responses import start_response
from programs.models import Person, normalise_email
from programs.services.events import record_event
from programs.services.notices import owe_notice

SIGNER = TimestampSigner(salt="intake.resume")
ONE_LETTER_SECONDS = 3600  # asked for again within the hour, the link is the one that was sent


@transaction.atomic
def choose_telling(assessment: Assessment, *, talk: bool, version: QuestionnaireVersion, language: str) -> None:
    """The person would rather talk, or write. What was written before stays until the request is sent."""
    draft = locked_draft(assessment)
    draft.wants_interview = talk
    draft.save(update_fields=["wants_interview", "updated_at"])
    assessment.wants_interview = talk
    if not talk:
        _begin(draft, version, language)


@transaction.atomic
def begin_answers(assessment: Assessment, *, version: QuestionnaireVersion, language: str) -> Response:
    """The answers beside this request, begun or found. Raises `DraftGone`, `RequestClosed`."""
    return _begin(locked_draft(assessment), version, language)


def _begin(draft: Assessment, version: QuestionnaireVersion, language: str) -> Response:
    if draft.confidentiality_accepted_at is None:
        raise ConfidentialityFirst
    return start_response(version, program=draft.program, language=language, assessment=draft)


@transaction.atomic
def finish_later(assessment: Assessment, *, email: str) -> None:
    """Owe a letter with the link to go on, to the address that the person typed; it becomes that of the request.

    A letter needs a person to go to. One without a name is kept until the request is sent, which fills it in, or the
    draft is deleted, which deletes it.
    """
    draft = locked_draft(assessment)
    if draft.confidentiality_accepted_at is None:
        raise ConfidentialityFirst
    email = normalise_email(email)
    draft.answers["email"] = email
    draft.save(update_fields=["answers", "updated_at"])
    assessment.answers = draft.answers
    nobody_yet = Person(
        email=email,
        language=draft.answers.get("contact_language") or draft.language,
        time_zone=draft.program.time_zone,
        password=make_password(None),
    )
    Person.objects.bulk_create([nobody_yet], ignore_conflicts=True)
    recipient = Person.objects.get(email=email)
    version = int(timezone.now().timestamp()) // ONE_LETTER_SECONDS
    owe_notice(
        "request_resume",
        draft,
        recipient=recipient,
        program=draft.program,
        version=version,
        expires_at=draft.kept_until,
    )
    record_event("request_put_off", draft, by=None)


def resume_token(assessment: Assessment) -> str:
    return SIGNER.sign(assessment.public_id)


def resumed_draft(token: str) -> Assessment | None:
    """The request that a link of a letter speaks of, sent or not; None when the link or the draft is too old."""
    try:
        public_id = SIGNER.unsign(token, max_age=DRAFT_KEPT)
    except (SignatureExpired, BadSignature):
        return None
    return Assessment.objects.select_related("program").filter(public_id=public_id).first()
