"""An application before it is sent: begun, typed page by page, sent once before the closing, or deleted."""

import datetime
import json
from contextlib import suppress
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.signing import BadSignature, TimestampSigner
from django.db import IntegrityError, transaction
from django.utils import timezone

from intake.models import QuestionnaireVersion, Response
from intake.questions import slots_of
from intake.services.licences import may_be_sent
from intake.services.questionnaires import current_version
from intake.services.responses import name_sender, start_response, submit_response
from mentoring.asking import KEYS, first_missing, typed_of
from mentoring.errors import ApplicationGone, ApplicationIncomplete, ApplicationSent, CampaignNotOpen
from mentoring.models import Application, ApplicationState, Campaign, Reference
from mentoring.services.applications import tell_recruiters
from programs.models import ConsentText, Person, Purpose, SafetyCase, normalise_email
from programs.services.consents import give_consent
from programs.services.events import record_event
from programs.services.notices import owe_notice
from programs.services.safety import add_to_case

REFERENCE_TRIES = 30  # short numbers meet now and then; the constraint refuses, the next one fits
DRAFT_KEPT = datetime.timedelta(days=30)
SIGNER = TimestampSigner(salt="mentoring.resume")
ONE_LETTER_SECONDS = 3600  # asked for again within the hour, the link is the one that was sent


def begin_application(campaign: Campaign, *, language: str, now: datetime.datetime | None = None) -> Application:
    """Begin a draft; it has no person and no answer yet. Raises `CampaignNotOpen`."""
    now = now or timezone.now()
    if not campaign.is_open(now):
        raise CampaignNotOpen(campaign, now)
    facts = {"program_id": campaign.program_id, "campaign": campaign, "language": language}
    for _attempt in range(REFERENCE_TRIES):
        with suppress(IntegrityError), transaction.atomic():
            return Application.objects.create(**facts)
    return Application.objects.create(**facts)


@transaction.atomic
def save_typed(application: Application, *, answers: dict[str, Any]) -> None:
    """Keep what was typed on one page, also after the closing: only sending is refused then.

    The row is locked and only these keys change: two tabs that answer two pages both keep theirs.
    """
    if not answers.keys() <= KEYS:
        raise KeyError(*(answers.keys() - KEYS))
    draft = _locked_draft(application)
    draft.typed = json.dumps(typed_of(draft) | answers)
    draft.save(update_fields=["typed", "updated_at"])
    _copy(draft, application)


@transaction.atomic
def accept_text(application: Application, *, text: ConsentText, now: datetime.datetime | None = None) -> None:
    """The person accepts how we keep what they tell us; the consent is written when the application is sent."""
    if text.program_id != application.program_id or text.purpose != Purpose.CONFIDENTIALITY:
        raise ApplicationIncomplete
    save_typed(application, answers={"agreed": text.pk, "agreed_at": (now or timezone.now()).isoformat()})


def campaign_version(campaign: Campaign) -> QuestionnaireVersion | None:
    """What the campaign asks beyond the fixed part today, if it asks something and is allowed to."""
    asked = campaign.questionnaire
    if asked is None or asked.is_retired:
        return None
    version = current_version(asked)
    return version if version is not None and may_be_sent(version, campaign.program) else None


@transaction.atomic
def begin_answers(application: Application, *, version: QuestionnaireVersion, language: str) -> Response:
    """The answers to the campaign's own questions, begun or found."""
    draft = _locked_draft(application)
    if draft.answers is None:
        draft.answers = start_response(version, program=draft.program, language=language)
        draft.save(update_fields=["answers", "updated_at"])
    _copy(draft, application)
    return draft.answers


@transaction.atomic
def finish_later(application: Application, *, email: str, now: datetime.datetime | None = None) -> None:
    """Owe a letter with the link to go on, to the address that was typed; it becomes that of the application.

    A letter needs a person to go to: one without a name, who is nobody yet.
    """
    draft = _locked_draft(application)
    email = normalise_email(email)
    save_typed(draft, answers={"email": email})
    nobody_yet = Person(
        email=email, language=draft.language, time_zone=draft.campaign.time_zone, password=make_password(None)
    )
    Person.objects.bulk_create([nobody_yet], ignore_conflicts=True)
    version = int((now or timezone.now()).timestamp()) // ONE_LETTER_SECONDS
    owe_notice(
        "application_resume",
        draft,
        recipient=Person.objects.get(email=email),
        program=draft.program,
        version=version,
        expires_at=draft.campaign.closes_at,
    )
    record_event("application_put_off", draft, by=None)
    _copy(draft, application)


def resume_token(application: Application) -> str:
    return SIGNER.sign(application.public_id)


def resumed_application(token: str) -> Application | None:
    """What a link of a letter speaks of, sent or not; None when the link or the draft is too old."""
    try:
        public_id = SIGNER.unsign(token, max_age=DRAFT_KEPT)
    except BadSignature:
        return None
    return Application.objects.select_related("program", "campaign__program").filter(public_id=public_id).first()


@transaction.atomic
def name_who_worries(application: Application, response: Response) -> None:
    """An answer of a form that is not sent yet worries: who it is, as they typed it, goes into the safety case."""
    typed = typed_of(application)
    said = [typed.get(key) for key in ("nickname", "email", "phone")]
    case = SafetyCase.objects.filter(about_kind=Response._meta.label_lower, about_id=response.pk).latest("opened_at")
    words = "\n".join(str(line) for line in said if line)
    if words and words not in case.note:
        add_to_case(case, words)


@transaction.atomic
def submit_application(application: Application, *, now: datetime.datetime | None = None) -> Application:
    """Send the draft, once: the team is told, the person gets a number. Sending twice is sending once.

    Refused from the closing instant on (`CampaignNotOpen`, in words that name the campaign's zone); the draft stays.
    The person is found or created by e-mail, with the same statements either way. When they have an application in
    this campaign already, nothing takes its place: this one stays a draft beside it and its owner is told.
    """
    now = now or timezone.now()
    draft = _locked(application)
    if draft.state != ApplicationState.DRAFT or draft.person_id is not None:
        _copy(draft, application)
        return draft
    if not draft.campaign.is_open(now):
        raise CampaignNotOpen(draft.campaign, now)
    typed = typed_of(draft)
    text = ConsentText.objects.filter(pk=typed.get("agreed"), program=draft.program_id).first()
    if text is None or first_missing(draft.campaign, typed) is not None:
        raise ApplicationIncomplete
    if draft.answers is None and campaign_version(draft.campaign) is not None:
        raise ApplicationIncomplete
    person = _person_of(draft, typed)
    mine = Application.objects.filter(campaign=draft.campaign_id, person=person)
    earlier = mine.exclude(state__in=[ApplicationState.DRAFT, ApplicationState.WITHDRAWN]).first()
    draft.person = person
    if earlier is not None:
        draft.save(update_fields=["person", "updated_at"])
        record_event("application_sent_again", draft, by=None, beside=earlier.pk)
        owe_notice("application_again", earlier, recipient=person, program=draft.program)
    else:
        _send(draft, typed, now)
        agreed_at = datetime.datetime.fromisoformat(typed["agreed_at"])
        give_consent(text, person=person, by=person, language=draft.language, at=agreed_at)
        record_event("application_sent", draft, by=person)
        owe_notice("application_received", draft, recipient=person, program=draft.program)
        tell_recruiters("application_new", draft)
    _copy(draft, application)
    return draft


@transaction.atomic
def discard_application(application: Application) -> None:
    """Begin again: what was typed and not sent is deleted at once, with the answers beside it."""
    _delete(Application.objects.filter(pk=application.pk, state=ApplicationState.DRAFT, person=None))


def drafts_due(now: datetime.datetime) -> int:
    """Delete what was begun thirty days ago and never sent; returns how many."""
    return _delete(Application.objects.filter(state=ApplicationState.DRAFT, started_at__lt=now - DRAFT_KEPT))


def _send(draft: Application, typed: dict[str, Any], now: datetime.datetime) -> None:
    draft.typed = ""
    draft.motivation, draft.experience = typed["motivation"], typed.get("experience") or ""
    draft.sharing, draft.languages = typed["sharing"], typed["languages"]
    draft.availability, draft.hours_a_week = slots_of(typed), typed.get("hours_a_week")
    draft.save(
        update_fields=[
            "typed", "motivation", "experience", "sharing", "languages", "availability", "hours_a_week", "person",
        ]
    )  # fmt: skip
    draft.move_to(ApplicationState.SUBMITTED, submitted_at=now)
    draft.topics.set(draft.program.topics.filter(pk__in=typed.get("topics") or ()))
    for one in typed.get("references") or ():
        Reference.objects.create(program=draft.program, application=draft, **one)
    if draft.answers is not None:
        name_sender(draft.answers, person=draft.person)
        submit_response(draft.answers, now=now)


def _person_of(draft: Application, typed: dict[str, Any]) -> Person:
    """The person with the typed address, locked; a newcomer takes what the form says, others stay as they are."""
    email = normalise_email(typed["email"])
    facts = {
        "display_name": typed["nickname"],
        "language": typed["contact_language"],
        "phone": (typed.get("phone") or "")[:32],
        "time_zone": draft.campaign.time_zone,
    }
    newcomer = Person(email=email, password=make_password(None), **facts)
    Person.objects.bulk_create([newcomer], ignore_conflicts=True)
    Person.objects.filter(email=email, display_name="").update(**facts)
    return Person.objects.select_for_update().get(email=email)


def _delete(drafts) -> int:
    """Drafts with the answers that hang on them."""
    responses = list(drafts.exclude(answers=None).values_list("answers", flat=True))
    deleted = drafts.delete()[1].get("mentoring.Application", 0)
    Response.objects.drafts().filter(pk__in=responses).delete()
    return deleted


def _locked(application: Application) -> Application:
    rows = Application.objects.select_for_update(of=("self",)).select_related("program", "campaign", "answers")
    found = rows.filter(pk=application.pk).first()
    if found is None:
        raise ApplicationGone
    return found


def _locked_draft(application: Application) -> Application:
    draft = _locked(application)
    if draft.state != ApplicationState.DRAFT or draft.person_id is not None:
        raise ApplicationSent
    return draft


def _copy(row: Application, onto: Application) -> None:
    """Let the caller's object say what the row says now."""
    onto.refresh_from_db()
