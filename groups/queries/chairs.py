"""How many chairs of many groups are gone, counted in one query; one group counts for itself with `taken_places`."""

from django.db.models import Count, Q

from groups.models import MembershipRole, MembershipState, OfferState
from programs.models import ParticipationState


def chairs_gone() -> Count:
    """For `Group` querysets: chairs somebody has, who pauses too, and those kept for who was offered one."""
    seated = Q(
        memberships__role=MembershipRole.MEMBER,
        memberships__state=MembershipState.PLACED,
        memberships__participation__state__in=ParticipationState.LIVE,
    )
    kept = Q(memberships__offers__state=OfferState.OPEN)
    return Count("memberships", filter=seated | kept, distinct=True)
