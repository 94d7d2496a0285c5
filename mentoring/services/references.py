"""People who know the applicant: asked by a link that works once. Only its hash is stored."""

import datetime
import hashlib

from django.contrib.auth.hashers import make_password
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from mentoring.errors import ApplicationClosed, AskedAlready, ReferenceGone
from mentoring.models import ApplicationState, Reference, ReferenceState
from mentoring.services.applications import recruiters_of
from programs.models import Participation, Person, normalise_email
from programs.services.events import record_event
from programs.services.notices import owe_notice

LINK_LASTS = datetime.timedelta(days=21)
ASKED_AGAIN_AFTER = datetime.timedelta(minutes=1)  # two who press at once ask once
SIGNER = signing.Signer(salt="mentoring.reference", sep=".")


@transaction.atomic
def ask_reference(reference: Reference, *, by: Participation, now: datetime.datetime | None = None) -> Reference:
    """Owe a neutral letter with a link, good for 21 days. Asking again makes a new link; the old one stops working.

    A letter needs a person to go to: one without a name, who is nobody yet, unless we know the address.
    """
    now = now or timezone.now()
    row = Reference.objects.select_for_update(of=("self",)).select_related("application__program").get(pk=reference.pk)
    if row.state in (ReferenceState.GIVEN, ReferenceState.REFUSED):
        raise AskedAlready
    if row.application.state not in ApplicationState.OPEN:
        raise ApplicationClosed
    if row.asked_at is not None and now - row.asked_at < ASKED_AGAIN_AFTER:
        raise AskedAlready
    row.state, row.asked_at, row.expires_at = ReferenceState.ASKED, now, now + LINK_LASTS
    row.token_hash = _hash(token_of(row))
    row.save(update_fields=["state", "asked_at", "expires_at", "token_hash"])
    email = normalise_email(row.contact)
    nobody_yet = Person(
        email=email,
        language=row.application.language,
        time_zone=row.program.time_zone,
        password=make_password(None),
    )
    Person.objects.bulk_create([nobody_yet], ignore_conflicts=True)
    owe_notice(
        "reference_asked",
        row,
        recipient=Person.objects.get(email=email),
        program=row.program,
        version=int(now.timestamp()) // 60,
        expires_at=row.expires_at,
    )
    record_event("reference_asked", row, by=by)
    reference.refresh_from_db()
    return row


def token_of(reference: Reference) -> str:
    """Made of the row's random id and the moment of asking, with our signature: who reads the database cannot."""
    return SIGNER.sign(f"{reference.public_id}-{int(reference.asked_at.timestamp())}")


def address_of(reference: Reference) -> str:
    return reverse("reference", args=[token_of(reference)])


def reference_of(token: str) -> Reference | None:
    """The reference with this token, answered or not, expired or not. Looking consumes nothing."""
    rows = Reference.objects.select_related("program", "application__person", "application__campaign")
    return rows.filter(token_hash=_hash(token)).first()


def is_gone(reference: Reference, *, now: datetime.datetime | None = None) -> bool:
    """Nothing can be written with this link any more."""
    over = reference.expires_at is None or reference.expires_at <= (now or timezone.now())
    closed = reference.application.state not in ApplicationState.OPEN
    return reference.state != ReferenceState.ASKED or over or closed


@transaction.atomic
def give_reference(reference: Reference, *, facts: dict, now: datetime.datetime | None = None) -> None:
    """Keep what was written, once. `facts`: known_for, strengths, cautions, recommends. Raises `ReferenceGone`."""
    row = _open(reference, now)
    for name, value in facts.items():
        setattr(row, name, value)
    _close(row, ReferenceState.GIVEN, now, [*facts])
    reference.refresh_from_db()


@transaction.atomic
def refuse_reference(reference: Reference, *, now: datetime.datetime | None = None) -> None:
    """They would rather not say: that is an answer, and nothing else is kept."""
    _close(_open(reference, now), ReferenceState.REFUSED, now, [])
    reference.refresh_from_db()


def _open(reference: Reference, now: datetime.datetime | None) -> Reference:
    rows = Reference.objects.select_for_update(of=("self",)).select_related("application__person", "program")
    row = rows.get(pk=reference.pk)
    if is_gone(row, now=now):
        raise ReferenceGone
    return row


def _close(row: Reference, state: str, now: datetime.datetime | None, facts: list[str]) -> None:
    row.state, row.answered_at = state, now or timezone.now()
    row.save(update_fields=["state", "answered_at", *facts])
    record_event("reference_answered", row, by=None, state=str(state))
    for recruiter in recruiters_of(row.application):
        owe_notice("reference_answered", row, recipient=recruiter.person, program=row.program)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
