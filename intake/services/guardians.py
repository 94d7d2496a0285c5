"""Somebody too young to ask alone: a parent or guardian agrees first, by a link, on paper or by phone."""

import datetime
from typing import Any

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intake.eligibility import needs_guardian
from intake.models import Assessment, AssessmentState, GuardianAge, GuardianConsent
from programs.errors import DomainError
from programs.models import ConsentText, Method, Participation, Program, Purpose
from programs.services.events import record_event

LINK_LASTS = datetime.timedelta(days=7)  # as long as what was typed is kept
# The link carries the draft's random id, our signature and the time: nothing is stored, and opening it changes nothing.
SIGNER = signing.TimestampSigner(salt="intake.guardian", sep=".")


class GuardianNeeded(DomainError):
    message = _("A parent or guardian has to agree first. What you wrote is kept.")


class NobodyToAgreeFor(DomainError):
    message = _("There is no request that waits for this.")


def guardian_age(program: Program) -> int | None:
    """The age from which a person asks alone where this program is; None where no such age is written down."""
    return GuardianAge.objects.filter(jurisdiction=program.jurisdiction).values_list("age", flat=True).first()


def guardian_facts(assessment: Assessment) -> dict[str, Any]:
    """The facts of `intake.journey.Journey` about guardians. No query before there is an age, then one or two."""
    age = assessment.answers.get("age")
    limit = guardian_age(assessment.program) if age is not None else None
    young = needs_guardian(age, limit)
    agreed = young and GuardianConsent.objects.filter(assessment=assessment).exists()
    return {"guardian_age": limit, "guardian_agreed": agreed}


def waits_for_guardian(assessment: Assessment) -> bool:
    """Whether a parent or guardian has to agree before this request can be sent, and has not yet."""
    facts = guardian_facts(assessment)
    return needs_guardian(assessment.answers.get("age"), facts["guardian_age"]) and not facts["guardian_agreed"]


def require_guardian(assessment: Assessment) -> None:
    """Raises `GuardianNeeded` while nobody has agreed for somebody who is too young to ask alone."""
    if waits_for_guardian(assessment):
        raise GuardianNeeded


def link_for_guardian(assessment: Assessment) -> str:
    """The path to hand on; good for as long as the draft is kept."""
    return reverse("guardian", args=[SIGNER.sign(assessment.public_id)])


def draft_behind(token: str) -> Assessment | None:
    """The request a guardian's link is about, sent or not; None for one that is wrong, too old, or deleted."""
    try:
        public_id = SIGNER.unsign(token, max_age=LINK_LASTS)
    except signing.BadSignature:
        return None
    rows = Assessment.objects.filter(public_id=public_id).select_related("program", "guardian_consent")
    return rows.first()


def draft_numbered(reference: str, program: Program) -> Assessment | None:
    """What somebody has begun and not sent, by the number they read to the team."""
    drafts = Assessment.objects.filter(program=program, state=AssessmentState.STARTED)
    return drafts.filter(reference__iexact=reference.strip()).first()


@transaction.atomic
def give_guardian_consent(
    assessment: Assessment,
    *,
    text: ConsentText,
    name: str,
    relation: str,
    contact: str,
    language: str,
    method: Method = Method.ONLINE,
    by: Participation | None = None,
    now: datetime.datetime | None = None,
) -> GuardianConsent:
    """A parent or guardian agrees to this very text. The first time counts: agreeing twice is agreeing once.

    `by` is who writes it down for them, on paper or by phone; None when they did it themselves.
    """
    draft = Assessment.objects.select_for_update().filter(pk=assessment.pk).first()
    if draft is None or not _is_about_a_child(draft):
        raise NobodyToAgreeFor
    if text.program_id != draft.program_id or text.purpose != Purpose.CONFIDENTIALITY:
        raise NobodyToAgreeFor
    if (method == Method.ONLINE) != (by is None):
        raise NobodyToAgreeFor
    consent, is_new = GuardianConsent.objects.get_or_create(
        assessment=draft,
        defaults={
            "program": draft.program,
            "text": text,
            "name": name.strip(),
            "relation": relation.strip(),
            "contact": contact.strip(),
            "language": language,
            "method": method,
            "recorded_by": by,
            "given_at": now or timezone.now(),
        },
    )
    if is_new:
        record_event("guardian_agreed", draft, by=by, method=str(method), text=text.pk)
    return consent


def carry_over(newer: Assessment, onto: Assessment) -> None:
    """The answers of `newer` take the place of those of `onto`, and so does the consent that was given for them."""
    if not GuardianConsent.objects.filter(assessment=onto).exists():
        GuardianConsent.objects.filter(assessment=newer).update(assessment=onto)


def _is_about_a_child(draft):
    return needs_guardian(draft.answers.get("age"), guardian_age(draft.program))
