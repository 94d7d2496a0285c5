"""What a facilitator's pages need: today's session, missing logs, who is coming, and the roster of a log."""

import datetime
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.utils.translation import gettext as _

from groups.models import (
    CAME,
    Answer,
    Attendance,
    AttendanceStatus,
    Cover,
    CoverState,
    Meeting,
    Membership,
    MembershipState,
    Rsvp,
    SecondLog,
    SessionLog,
)
from groups.queries.covers import covers_to_take
from programs.models import Participation, Person, Role, Task, TaskKind

LOOK_BACK = datetime.timedelta(days=30)
LOOK_AHEAD = datetime.timedelta(days=14)
MOST_MISSING = 5
MOST_COMING = 6
MOST_PROMISED = 10


@dataclass(frozen=True)
class Session:
    """A meeting as its facilitator sees it, with those who have a place in the group."""

    meeting: Meeting
    members: list[Membership]
    now: datetime.datetime
    carried_over: str = ""
    stand_in: str = ""  # the public id of the request, for who stands in

    @property
    def is_today(self) -> bool:
        return self.meeting.local_start.date() == self.now.astimezone(self.meeting.group.zone).date()

    @property
    def has_started(self) -> bool:
        return self.meeting.starts_at <= self.now

    @property
    def log(self) -> SessionLog | None:
        return getattr(self.meeting, "log", None)

    @property
    def needs_log(self) -> bool:
        return self.has_started and self.log is None

    def said(self, answer: Answer) -> list[str]:
        """The names of the members who gave this answer to the meeting as it is planned now."""
        here = {row.participation_id: row.participation.person.display_name for row in self.members}
        return [
            here[rsvp.participation_id]
            for rsvp in self.meeting.standing_rsvps
            if rsvp.answer == answer and rsvp.participation_id in here
        ]

    @property
    def coming(self) -> list[str]:
        return self.said(Answer.COMING)

    @property
    def away(self) -> list[str]:
        return self.said(Answer.NOT_COMING)

    @property
    def access_needs(self) -> list[tuple[str, str]]:
        """(name, what helps them to take part) of the members who told us."""
        return [
            (row.participation.person.display_name, row.participation.profile.access_needs)
            for row in self.members
            if getattr(row.participation, "profile", None) and row.participation.profile.access_needs
        ]


@dataclass(frozen=True)
class FacilitatorHome:
    today: list[Session] = field(default_factory=list)
    missing: list[Session] = field(default_factory=list)
    coming: list[Session] = field(default_factory=list)
    promised: list[Task] = field(default_factory=list)
    to_choose: list[Meeting] = field(default_factory=list)
    covers: list[Cover] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.today or self.missing or self.coming or self.promised or self.to_choose or self.covers)


def facilitator_home(person: Person, *, now: datetime.datetime) -> FacilitatorHome:
    """The sessions of the groups this person leads now: today’s, those not logged (30 days back), the next 14 days;
    those they stand in for, what they promised to do, and the sessions that two people have told of.
    """
    promised = list(
        Task.objects.open()
        .filter(owner__person=person, owner__role=Role.FACILITATOR, kind=TaskKind.FOLLOW_UP)
        .select_related("program")
        .order_by("due_on", "pk")[:MOST_PROMISED]
    )
    groups = list(
        Membership.objects.current()
        .facilitating()
        .filter(participation__person=person)
        .values_list("group_id", flat=True)
    )
    covers = covers_to_take(person, now=now)
    taken = Cover.objects.filter(stand_in__person=person, state=CoverState.TAKEN)
    taken = {meeting: (cover, group) for meeting, cover, group in taken.values_list("meeting", "public_id", "group")}
    if not groups and not taken:
        return FacilitatorHome(promised=promised, covers=covers)
    handed_over = Cover.objects.filter(meeting=OuterRef("pk"), absent__person=person, state=CoverState.TAKEN)
    lead = Q(group__in=groups) & ~Q(Exists(handed_over))
    standing = Rsvp.objects.filter(sequence=F("meeting__sequence")).order_by("at")
    meetings = (
        Meeting.objects.planned()
        .filter(lead | Q(pk__in=taken), starts_at__gte=now - LOOK_BACK, starts_at__lte=now + LOOK_AHEAD)
        .filter(Q(log__isnull=True) | Q(starts_at__gte=now - datetime.timedelta(days=2)))
        .select_related("group", "program", "log")
        .prefetch_related(Prefetch("rsvps", standing, to_attr="standing_rsvps"))
        .order_by("starts_at")
    )
    members = (
        Membership.objects.current()
        .members()
        .filter(group__in={*groups, *(group for _cover, group in taken.values())})
        .select_related("participation__person", "participation__profile")
        .order_by("group_id", "participation__person__display_name")
    )
    by_group = {group: list(rows) for group, rows in groupby(members, key=lambda row: row.group_id)}
    left = _carried_over({*groups, *(group for _cover, group in taken.values())}, now)
    sessions = [
        Session(
            meeting,
            by_group.get(meeting.group_id, []),
            now,
            left.get(meeting.group_id, ""),
            stand_in=taken.get(meeting.pk, ("",))[0],
        )
        for meeting in meetings
    ]
    second = SecondLog.objects.filter(meeting=OuterRef("pk"), settled_at=None)
    to_choose = Meeting.objects.filter(Exists(second), group__in=groups).select_related("group", "program")
    return FacilitatorHome(
        today=[row for row in sessions if row.is_today],
        missing=[row for row in reversed(sessions) if row.needs_log and not row.is_today][:MOST_MISSING],
        coming=[row for row in sessions if not row.has_started and not row.is_today][:MOST_COMING],
        promised=promised,
        covers=covers,
        to_choose=list(to_choose.order_by("starts_at")[:MOST_MISSING]),
    )


def _carried_over(groups: set[int], now: datetime.datetime) -> dict[int, str]:
    """What the last logged session of each group left to be taken up again."""
    logs = SessionLog.objects.filter(group__in=groups, meeting__starts_at__lt=now)
    last = logs.order_by("group_id", "-meeting__starts_at").distinct("group_id")
    return {log.group_id: log.carry_over or "" for log in last}


@dataclass(frozen=True)
class RosterSeat:
    """One person of the log, with what is known of how they came."""

    participation: Participation
    status: AttendanceStatus | None = None
    answer: Answer | None = None
    joined_later: bool = False

    @property
    def key(self) -> str:
        return self.participation.public_id

    @property
    def name(self) -> str:
        return self.participation.person.display_name

    @property
    def words(self) -> str:
        """The name, and what we know beforehand."""
        if self.status is None and self.answer == Answer.NOT_COMING:
            return _("%(name)s (said: cannot come)") % {"name": self.name}
        return self.name

    @property
    def is_ticked(self) -> bool:
        """Everyone, but for those who said they cannot come and those who joined after the session."""
        if self.status is not None:
            return self.status in CAME
        return self.answer != Answer.NOT_COMING and not self.joined_later

    @property
    def in_other_words(self) -> str:
        if self.status in {AttendanceStatus.LATE, AttendanceStatus.LEFT_EARLY, AttendanceStatus.EXCUSED}:
            return self.status
        if self.status is None and self.answer == Answer.NOT_COMING:
            return AttendanceStatus.EXCUSED
        return ""


def roster(meeting: Meeting) -> list[RosterSeat]:
    """Who belongs on the log: members with a place, members who left after the start, and whoever is on it already."""
    statuses = dict(Attendance.objects.filter(meeting=meeting).values_list("participation_id", "status"))
    answers = dict(Rsvp.objects.standing().filter(meeting=meeting).values_list("participation_id", "answer"))
    memberships = (
        Membership.objects.members()
        .filter(group=meeting.group_id)
        .filter(
            Q(state=MembershipState.PLACED)
            | Q(state=MembershipState.LEFT, since__lte=meeting.ends_at, updated_at__gte=meeting.starts_at)
            | Q(participation__in=statuses)
        )
        .select_related("participation__person")
        .order_by("participation__person__display_name", "participation_id", "-since")
    )
    seats = {}
    for row in memberships:
        pk = row.participation_id
        if statuses and pk not in statuses and row.since > meeting.ends_at:
            continue  # the log is written, and this person came to the group later
        seats.setdefault(
            pk,
            RosterSeat(
                row.participation,
                AttendanceStatus(statuses[pk]) if pk in statuses else None,
                Answer(answers[pk]) if pk in answers else None,
                joined_later=row.since > meeting.ends_at,
            ),
        )
    return list(seats.values())
