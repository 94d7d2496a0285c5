"""Certificates: issued to who is prepared, renewed, revoked, and asked for by whoever holds the paper."""

import datetime

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentoring.models import Certificate, HourEntry, HourKind, Supporter
from mentoring.obstacle_words import all_words
from mentoring.qualification import Code, Obstacle
from mentoring.services.gate import obstacles, today_of
from mentoring.services.rules import rules_of
from mentoring.services.supporters import lock_supporter
from programs.errors import DomainError, StaleState
from programs.models import Participation
from programs.public_ids import ALPHABET, LENGTH
from programs.services.events import record_event

# Being away does not undo what somebody has learned.
PASSING = frozenset({Code.PAUSED, Code.RESTING, Code.WAITING_PERIOD})


class NotQualified(DomainError):
    """Says everything that is missing."""

    message = _("This person cannot have a certificate yet.")

    def __init__(self, missing: list[Obstacle]):
        super().__init__(" ".join([str(self.message), *all_words(missing)]))


def missing_for_certificate(supporter: Supporter, day: datetime.date) -> list[Obstacle]:
    found = obstacles([supporter], day)[supporter.pk]
    return [obstacle for obstacle in found if obstacle.code not in PASSING]


@transaction.atomic
def issue_certificate(
    supporter: Supporter, *, level: str, by: Participation, now: datetime.datetime | None = None
) -> Certificate:
    """A certificate from today on; the one before, if there is one, is renewed by it and stays as it is.

    Pressed twice on one day it is one certificate. Raises `NotQualified`.
    """
    supporter = lock_supporter(supporter)
    day = today_of(supporter.program, now)
    if missing := missing_for_certificate(supporter, day):
        raise NotQualified(missing)
    standing = supporter.participation.certificates.filter(revoked_at=None).first()
    if standing is not None and (standing.issued_on, standing.level) == (day, level):
        return standing
    certificate = Certificate.objects.create(
        program=supporter.program,
        participation=supporter.participation,
        level=level,
        minutes=_trained_minutes(supporter),
        issued_on=day,
        expires_on=day + relativedelta(months=rules_of(supporter.program).certificate_months),
        renews=standing,
        issued_by=by,
    )
    record_event("certificate_issued", certificate, by=by)
    return certificate


def _trained_minutes(supporter: Supporter) -> int:
    rows = HourEntry.objects.filter(
        program=supporter.program_id,
        participation__person=supporter.participation.person_id,
        kind__in=[HourKind.TRAINING, HourKind.PRACTICE],
    )
    return max(0, rows.aggregate(total=Sum("minutes"))["total"] or 0)


@transaction.atomic
def revoke_certificate(certificate: Certificate, *, by: Participation) -> None:
    """It is not valid any more; whoever asks for it reads the same as for one that never was. Once."""
    if not Certificate.objects.filter(pk=certificate.pk, revoked_at=None).update(revoked_at=timezone.now()):
        raise StaleState
    record_event("certificate_revoked", certificate, by=by)


def valid_until(typed: str, *, day: datetime.date) -> datetime.date | None:
    """The last day of the certificate with this code; None when there is none, when it ran out, or was revoked.

    Each of these takes the same one statement. Spaces, dashes and capitals in what was typed do not matter.
    """
    code = "".join(sign for sign in typed.lower() if sign in ALPHABET)[: LENGTH + 1]
    row = Certificate.objects.valid_on(day).filter(code=code).values_list("expires_on", flat=True).first()
    return row - datetime.timedelta(days=1) if row else None
