"""Referrals by professionals: a link that works once, without an account, and nothing kept without the person's yes."""

import datetime
import hashlib

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intake.models import Assessment, AssessmentState, Referral, ReferralLink
from intake.services.requests import tell_coordinators
from programs.errors import DomainError
from programs.models import Participation, Person, Program, ProgramState, TaskKind
from programs.services.events import acting_person, record_event
from programs.services.tasks import open_task

LINK_LASTS = datetime.timedelta(days=30)
LINKS_AT_ONCE = 3  # unused links that stand for one request
# The address is made of the link's random id and our signature; only its hash is stored, so that whoever reads the
# database cannot write the address.
SIGNER = signing.Signer(salt="intake.referral", sep=".")


class LinkGone(DomainError):
    message = _("This link no longer works. Ask for a new one.")


class LinkUsed(LinkGone):
    message = _("This link was used already. It works once.")


class PersonMustAgree(DomainError):
    message = _("Without the person’s agreement we keep nothing.")


class TooManyLinks(DomainError):
    message = _("Three links wait already. Use one of them, or take one back.")


@transaction.atomic
def make_referral_link(
    program: Program,
    *,
    by: Participation | Person,
    meant_for: str = "",
    assessment: Assessment | None = None,
    now: datetime.datetime | None = None,
) -> ReferralLink:
    """A way in for one professional; `assessment` when the person themselves asked for it."""
    if assessment is not None:
        request = Assessment.objects.select_for_update().get(pk=assessment.pk)  # two tabs count one after the other
        if request.state not in AssessmentState.OPEN:
            raise LinkGone(_("This request is closed."))
        if waiting_links(assessment, now=now).count() >= LINKS_AT_ONCE:
            raise TooManyLinks
    link = ReferralLink(
        program=program,
        assessment=assessment,
        meant_for=meant_for.strip(),
        made_by=acting_person(by),
        expires_at=(now or timezone.now()) + LINK_LASTS,
    )
    link.token_hash = _hash(_token(link))
    link.save()
    record_event("referral_link_made", link, by=by)
    return link


def address_of(link: ReferralLink) -> str:
    """The path to hand on; empty when it cannot be written any more (our key has changed since)."""
    token = _token(link)
    return reverse("refer", args=[token]) if _hash(token) == link.token_hash else ""


def link_of(token: str) -> ReferralLink | None:
    """The link with this token, used or not, expired or not. Looking consumes nothing."""
    return ReferralLink.objects.filter(token_hash=_hash(token)).select_related("program", "assessment").first()


def waiting_links(assessment: Assessment, *, now: datetime.datetime | None = None):
    """Links for this request that can still be used, newest first."""
    return assessment.referral_links.filter(used_at=None, expires_at__gt=now or timezone.now())


def why_gone(link: ReferralLink, *, now: datetime.datetime | None = None) -> LinkGone | None:
    """Why nothing can be sent with this link, or None."""
    if link.used_at is not None:
        return LinkUsed()
    over = link.expires_at <= (now or timezone.now()) or link.program.state == ProgramState.CLOSED
    if over or (link.assessment is not None and not link.assessment.is_open):
        return LinkGone()
    return None


@transaction.atomic
def send_referral(
    link: ReferralLink, *, facts: dict[str, str], person_consents: bool, now: datetime.datetime | None = None
) -> Referral:
    """Keep what the professional wrote, once. Without the person's yes nothing is kept and the link stays as it was.

    `facts` are columns of `Referral`. Of two who press at once one is kept (`LinkUsed`).
    """
    if not person_consents:
        raise PersonMustAgree
    now = now or timezone.now()
    locked = ReferralLink.objects.select_for_update().get(pk=link.pk)
    gone = why_gone(locked, now=now)
    if gone is not None:
        raise gone
    referral = Referral.objects.create(
        program=locked.program, link=locked, assessment=locked.assessment, person_consents=True, **facts
    )
    locked.used_at = now
    locked.save(update_fields=["used_at"])
    record_event("referral_received", referral, by=None, link=locked.pk)
    tell_coordinators("referral_received", referral, program=referral.program)
    if referral.assessment_id is None:
        # Nobody waits for it on a request: the desk has to find out whom it is about.
        today = now.astimezone(referral.program.zone).date()
        open_task(referral.program, kind=TaskKind.FOLLOW_UP, due_on=today, by=None, about=referral)
    return referral


@transaction.atomic
def link_referral(referral: Referral, *, assessment: Assessment | None, by: Participation) -> None:
    """Say which request a referral is about; None takes it away again."""
    if assessment is not None and assessment.program_id != referral.program_id:
        raise DomainError
    referral.assessment = assessment
    referral.save(update_fields=["assessment"])
    verb = "referral_linked" if assessment is not None else "referral_unlinked"
    record_event(verb, referral, by=by, assessment=assessment.pk if assessment is not None else None)


@transaction.atomic
def withdraw_link(link: ReferralLink, *, by: Participation | Person) -> None:
    """The link stops working at once. One that was used stays: its referral stands."""
    locked = ReferralLink.objects.select_for_update().filter(pk=link.pk).first()
    if locked is None:
        return
    if locked.used_at is not None:
        raise LinkUsed
    record_event("referral_link_withdrawn", locked, by=by)
    locked.delete()


def _token(link):
    return SIGNER.sign(link.public_id)


def _hash(token):
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
