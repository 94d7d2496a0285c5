"""Whom a change concerns: used before it happens (the preview) and when it happens, so that both say the same."""

from django.db.models import Q, QuerySet

from groups.models import Group, Meeting, Membership
from programs.models import Participation, ParticipationState, Person


def members_to_tell(group: Group) -> QuerySet[Person]:
    """Members and facilitators who have a place now; each person once."""
    current = Membership.objects.current().filter(group=group)
    return Person.objects.filter(participations__memberships__in=current).distinct().order_by("display_name", "pk")


def people_to_tell(meeting: Meeting) -> QuerySet[Person]:
    """Who learns that a meeting moved or is off: those with a place, and whoever answered and still takes part."""
    placed = Membership.objects.current().filter(group=meeting.group_id)
    answered = Participation.objects.filter(state=ParticipationState.ACTIVE, rsvps__meeting=meeting)
    concerned = Participation.objects.filter(Q(memberships__in=placed) | Q(pk__in=answered))
    return Person.objects.filter(participations__in=concerned).distinct().order_by("display_name", "pk")
