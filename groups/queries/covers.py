"""Stand-ins: what one page needs to know about a request, and which requests somebody could still answer."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from groups.models import Cover, CoverState, Meeting, Membership
from programs.models import Participation, Person, Role

MOST = 10


@dataclass(frozen=True)
class CoverPage:
    cover: Cover
    me: Participation
    now: datetime.datetime
    members: list[str]  # for who stands in, and who asked

    @property
    def is_mine(self) -> bool:
        return self.cover.absent_id == self.me.pk

    @property
    def i_stand_in(self) -> bool:
        return self.cover.state == CoverState.TAKEN and self.cover.stand_in_id == self.me.pk

    @property
    def is_open(self) -> bool:
        meeting = self.cover.meeting
        return meeting.starts_at > self.now and not meeting.is_cancelled


def cover_page(public_id: str, me: Participation, *, now: datetime.datetime) -> CoverPage | None:
    rows = Cover.objects.visible_to(me).filter(public_id=public_id)
    cover = rows.select_related("meeting__group", "program", "absent__person", "stand_in__person").first()
    if cover is None:
        return None
    names = []
    if cover.state == CoverState.TAKEN and cover.stand_in_id == me.pk:
        members = Membership.objects.current().members().filter(group=cover.group_id)
        names = sorted(members.values_list("participation__person__display_name", flat=True))
    return CoverPage(cover, me, now, names)


def meeting_to_cover(public_id: str, me: Participation) -> Meeting | None:
    """A meeting of a group that this facilitator leads."""
    leads = Membership.objects.current().facilitating().filter(participation=me).values("group")
    rows = Meeting.objects.filter(public_id=public_id, group__in=leads)
    return rows.select_related("group", "program").first()


def my_cover(meeting: Meeting, me: Participation) -> Cover | None:
    """The request that stands, when this facilitator has asked for this meeting."""
    return meeting.covers.exclude(state=CoverState.WITHDRAWN).filter(absent=me).first()


def covers_to_take(person: Person, *, now: datetime.datetime) -> list[Cover]:
    """What colleagues ask for, soonest first."""
    mine = Participation.objects.live().of(person).in_role(Role.FACILITATOR)
    rows = Cover.objects.asked().filter(program__in=mine.values("program"), meeting__starts_at__gt=now)
    rows = rows.filter(meeting__state="planned").exclude(absent__person=person)
    return list(
        rows.select_related("meeting__group", "program", "absent__person").order_by("meeting__starts_at")[:MOST]
    )


def cover_taken_by(participations: Iterable[Participation], meeting: str) -> Cover | None:
    """The request that one of these answered with yes, for the meeting with this public id."""
    return Cover.objects.taken().filter(stand_in__in=participations, meeting__public_id=meeting).first()
