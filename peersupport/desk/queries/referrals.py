"""Referrals by professionals: those that arrived, the links that wait, whom one of them may be about."""

from django.db.models import Q

from intake.models import Assessment, AssessmentState, Referral, ReferralLink
from intake.services.referrals import address_of
from programs.models import Participation, Task, normalise_email

SEALED = ("reason", "contact", "about_name", "about_contact")
LOOKED_AT = 500  # requests among which a likely one is looked for
SUGGESTED = 3


def referrals_in(referrals):
    """Those that nobody has linked to a request first, then the newest. What was written stays sealed."""
    rows = referrals.select_related("assessment__person").defer(*SEALED, "assessment__answers")
    return rows.alias(found=Q(assessment__isnull=False)).order_by("found", "-at", "-pk")


def links_waiting(participation: Participation, *, now) -> list[tuple[ReferralLink, str]]:
    """Links of the program that still work, newest first, each with its path."""
    rows = ReferralLink.objects.visible_to(participation).filter(used_at=None, expires_at__gt=now)
    return [(link, address_of(link)) for link in rows.select_related("made_by", "assessment")]


def likely_requests(referral: Referral, participation: Participation) -> list[Assessment]:
    """Open requests of somebody with the name or the address that the professional wrote."""
    name, contact = _plain(referral.about_name), normalise_email(referral.about_contact)
    rows = Assessment.objects.visible_to(participation).filter(state__in=AssessmentState.OPEN).select_related("person")
    found = [
        one
        for one in rows.order_by("-submitted_at")[:LOOKED_AT]
        if (name and name in {_plain(one.person.display_name), _plain(one.answers.get("nickname"))})
        or (contact and contact in {one.person.email, one.person.phone})
    ]
    return found[:SUGGESTED]


def request_numbered(reference: str, participation: Participation) -> Assessment | None:
    """The request with this number, if the reader may see it."""
    return Assessment.objects.visible_to(participation).filter(reference__iexact=reference.strip()).first()


def referral_of(task: Task, participation: Participation) -> Referral | None:
    """The referral a follow-up is about; None when it is about something else."""
    if task.about_kind != Referral._meta.label_lower:
        return None
    return Referral.objects.visible_to(participation).filter(pk=task.about_id).defer(*SEALED).first()


def _plain(name):
    return " ".join((name or "").casefold().split())
