"""What the pages of one session log need: the log, its roster, and what was carried over from the last one."""

from dataclasses import dataclass, field

from django.db.models import Q

from groups.models import CAME, Debrief, LogAddendum, Meeting, MembershipRole, MembershipState, SecondLog, SessionLog
from groups.queries.facilitator import RosterSeat, roster
from programs.models import Participation, Role

LOGS_FOR_THEMES = 10
MOST_THEMES = 8


@dataclass(frozen=True)
class LogPage:
    meeting: Meeting
    log: SessionLog | None
    roster: list[RosterSeat]
    carried_over: str = ""
    addenda: list[LogAddendum] = field(default_factory=list)
    debrief: Debrief | None = None  # of who reads
    debriefs: list[Debrief] = field(default_factory=list)  # of everybody, for the coordination
    second_accounts: list[SecondLog] = field(default_factory=list)

    @property
    def came(self) -> int:
        return sum(seat.status in CAME for seat in self.roster if seat.status)

    @property
    def walk_ins(self) -> list[str]:
        return [row.first_name for row in self.log.walk_ins.all()]


def log_page(public_id: str, participation: Participation) -> LogPage | None:
    """The meeting this facilitator may log, its log if there is one, and its roster; None when it is not theirs."""
    meeting = (
        Meeting.objects.visible_to(participation)
        .filter(public_id=public_id)
        .select_related("group", "program", "log__written_by__person")
        .first()
    )
    if meeting is None:
        return None
    log = getattr(meeting, "log", None)
    if log is None:
        return LogPage(meeting, None, roster(meeting), carried_over(meeting))
    return LogPage(
        meeting,
        log,
        roster(meeting),
        carried_over(meeting),
        addenda=list(log.addenda.select_related("by__person")),
        debrief=log.debriefs.filter(by=participation).first(),
        second_accounts=list(meeting.second_logs.filter(settled_at=None).select_related("by__person").order_by("pk")),
    )


def whole_log(meeting: Meeting) -> LogPage | None:
    """What the coordination reads of a session: the log, what was added, and every debrief; None without a log."""
    log = getattr(meeting, "log", None)
    if log is None:
        return None
    return LogPage(
        meeting,
        log,
        roster(meeting),
        addenda=list(log.addenda.select_related("by__person")),
        debriefs=list(log.debriefs.select_related("by__person").order_by("at", "pk")),
    )


def carried_over(meeting: Meeting) -> str:
    """What the session before this one left to be taken up again."""
    last = (
        SessionLog.objects.filter(group=meeting.group_id, meeting__starts_at__lt=meeting.starts_at)
        .order_by("-meeting__starts_at")
        .first()
    )
    return (last.carry_over or "") if last else ""


def themes_before(meeting: Meeting) -> list[str]:
    """What the group spoke about lately, so that the same thing gets the same word."""
    logs = SessionLog.objects.filter(group=meeting.group_id).order_by("-meeting__starts_at")
    told = logs.values_list("themes", flat=True)[:LOGS_FOR_THEMES]
    return list(dict.fromkeys(theme for themes in told for theme in themes))[:MOST_THEMES]


def team_of(meeting: Meeting, me: Participation) -> list[tuple[str, str, int]]:
    """Who can promise a follow-up: (public id, name, key) of who leads the group, the coordinators, and me."""
    leads = Q(
        memberships__group=meeting.group_id,
        memberships__role=MembershipRole.FACILITATOR,
        memberships__state=MembershipState.PLACED,
    )
    rows = (
        Participation.objects.live()
        .filter(Q(role=Role.COORDINATOR) | leads | Q(pk=me.pk), program=meeting.program_id)
        .select_related("person")
        .order_by("person__display_name", "pk")
        .distinct()
    )
    return [(row.public_id, row.person.display_name, row.pk) for row in rows]
