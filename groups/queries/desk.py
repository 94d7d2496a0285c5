"""What the coordinators' pages about groups need: cards of all groups, and one group with its people and meetings."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.models import (
    Answer,
    Cover,
    CoverState,
    Group,
    GroupKind,
    Meeting,
    Membership,
    MembershipRole,
    MembershipState,
    PlaceOffer,
    Series,
)
from groups.words import series_words
from programs.models import Participation, ParticipationState, Role

SHOWN = 10  # meetings to come on a group's page
MANY_FOR_ONE = 10  # above this, one facilitator alone is too few


@dataclass(frozen=True)
class GroupCard:
    group: Group
    facilitators: list[str]
    next_meeting: Meeting | None

    @property
    def free(self) -> int:
        return max(0, self.group.capacity - self.group.taken - self.group.kept)


def group_cards(by: Participation, now: datetime.datetime) -> list[GroupCard]:
    """Every group `by` may see, with chairs, leads and next meeting; three queries, however many groups.

    Not pairs: they have a place of their own.
    """
    rows = Group.objects.visible_to(by).exclude(kind=GroupKind.PAIR)
    groups = list(_counted(rows).prefetch_related(_leads()).order_by("pk"))
    following = (
        Meeting.objects.planned()
        .filter(group__in=groups, ends_at__gt=now)
        .select_related("group")
        .order_by("group_id", "starts_at")
        .distinct("group_id")
    )
    next_of = {meeting.group_id: meeting for meeting in following}
    return [
        GroupCard(group, [str(lead.participation) for lead in group.leads], next_of.get(group.pk)) for group in groups
    ]


@dataclass(frozen=True)
class GroupPage:
    group: Group
    members: list[Membership]
    waiting: list[Membership]
    facilitators: list[Membership]
    series: list[tuple[Series, str]]
    meetings: list[Meeting]
    more_meetings: int
    held: list[Meeting]  # the last ones that have a log
    warnings: list[str]

    @property
    def free(self) -> int:
        return max(0, self.group.capacity - len(self.members) - sum(row.kept_until is not None for row in self.waiting))


def group_page(group: Group, now: datetime.datetime) -> GroupPage:
    """One group as its coordinator sees it. Meetings carry `coming` and `away`, the answers to them as they are now,
    and `away_leads`: the stand-ins asked for, whether or not somebody stands in.

    Who waits carries `kept_until`, the end of the offer of a chair, or None.
    """
    rows = group.memberships.exclude(state=MembershipState.LEFT).filter(
        participation__state__in=ParticipationState.LIVE
    )
    kept = PlaceOffer.objects.open().filter(membership=OuterRef("pk")).values("expires_at")
    rows = rows.annotate(kept_until=Subquery(kept)).select_related("participation__person").order_by("since", "pk")
    rows = list(rows)
    seated = [row for row in rows if row.state == MembershipState.PLACED]
    members = [row for row in seated if row.role == MembershipRole.MEMBER]
    facilitators = [row for row in seated if row.role == MembershipRole.FACILITATOR]
    away = Cover.objects.exclude(state=CoverState.WITHDRAWN).select_related("absent__person", "stand_in__person")
    coming = _with_answers(group.meetings.coming(now), group).select_related("series")
    coming = list(coming.prefetch_related(Prefetch("covers", away.order_by("pk"), to_attr="away_leads")))
    for meeting in coming:
        meeting.group, meeting.program = group, group.program
    return GroupPage(
        group=group,
        members=members,
        waiting=[row for row in rows if row.state == MembershipState.WAITING],
        facilitators=facilitators,
        series=[(series, series_words(series)) for series in _running(group, now)],
        meetings=coming[:SHOWN],
        more_meetings=max(0, len(coming) - SHOWN),
        held=list(group.meetings.filter(log__isnull=False).order_by("-starts_at").select_related("group")[:SHOWN]),
        warnings=warnings(members=len(members), facilitators=len(facilitators), minimum=group.minimum),
    )


def warnings(*, members: int, facilitators: int, minimum: int) -> list[str]:
    """What a coordinator should know about the make-up of a group, in sentences."""
    found = []
    if not facilitators:
        found.append(_("Nobody leads this group yet."))
    if members < minimum:
        found.append(
            ngettext(
                "%(n)s person has a place. The group needs %(minimum)s to meet.",
                "%(n)s people have a place. The group needs %(minimum)s to meet.",
                members,
            )
            % {"n": members, "minimum": minimum}
        )
    if members > MANY_FOR_ONE and facilitators == 1:
        found.append(
            _("%(n)s people have a place, and one person leads. For more than %(many)s, two are better.")
            % {"n": members, "many": MANY_FOR_ONE}
        )
    return found


def people_for(group: Group, name: str = "") -> QuerySet[Participation]:
    """Who takes part in the program and is neither in this group nor waiting for it; `name` narrows the names."""
    inside = group.memberships.exclude(state=MembershipState.LEFT).values("participation")
    people = could_join(group).exclude(pk__in=inside)
    if name:
        people = people.filter(person__display_name__icontains=name)
    return people.order_by("person__display_name", "pk")


def could_join(group: Group) -> QuerySet[Participation]:
    """Who takes part in the program of this group, inside or outside of it."""
    people = Participation.objects.live().in_role(Role.PARTICIPANT, Role.SUPPORTER).filter(program=group.program_id)
    return people.select_related("person")


def _running(group: Group, now: datetime.datetime) -> QuerySet[Series]:
    """Series that still have a meeting to come; `first_to_come` is the public id of the first that can change."""
    first = Meeting.objects.planned().filter(series=OuterRef("pk"), starts_at__gt=now).order_by("original_start")
    running = group.series.running().filter(meetings__ends_at__gt=now).distinct().order_by("pk")
    return running.annotate(first_to_come=Subquery(first.values("public_id")[:1]))


def _counted(groups: QuerySet[Group]) -> QuerySet[Group]:
    """`taken` chairs, those `kept` for who was offered one, and people `waiting`, each counted on its own."""
    members = Membership.objects.members().filter(group=OuterRef("pk"))

    def number(rows):
        return Coalesce(Subquery(rows.order_by().values("group").annotate(n=Count("pk")).values("n")), 0)

    waiting = members.filter(state=MembershipState.WAITING, participation__state__in=ParticipationState.LIVE)
    kept = PlaceOffer.objects.open().filter(group=OuterRef("pk"))
    return groups.annotate(taken=number(members.seated()), kept=number(kept), waiting_count=number(waiting))


def _leads() -> Prefetch:
    leads = Membership.objects.seated().facilitating().select_related("participation__person").order_by("since")
    return Prefetch("memberships", queryset=leads, to_attr="leads")


def _with_answers(meetings: QuerySet[Meeting], group: Group) -> QuerySet[Meeting]:
    """Answers to the meeting as it is planned now, of those who have a place now: who left is not expected."""
    placed = group.memberships.current().values("participation")
    current = Q(rsvps__sequence=F("sequence"), rsvps__participation__in=placed)
    return meetings.annotate(
        coming=Count("rsvps", filter=current & Q(rsvps__answer=Answer.COMING)),
        away=Count("rsvps", filter=current & Q(rsvps__answer=Answer.NOT_COMING)),
    )
