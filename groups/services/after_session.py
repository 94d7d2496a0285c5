"""What follows from a session log: attendance, feedback asked, worries and conflicts passed on, follow-ups opened."""

import datetime

from django.utils.translation import gettext_lazy as _

from groups.models import CAME, Attendance, FeedbackRequest, GroupKind, Meeting, Membership, SessionLog, WalkIn
from groups.session_account import Concern, FollowUp
from intake.models import Trigger
from intake.services.surveys import ask_after, call_off
from programs.errors import DomainError
from programs.models import CaseOrigin, Participation, Role, SafetyCase, Task, TaskKind
from programs.public_ids import new_public_id
from programs.services.notices import owe_notice, void_notices
from programs.services.safety import open_case
from programs.services.tasks import open_task

FEEDBACK_OPEN_FOR = datetime.timedelta(days=7)
# Who can promise to do something after a session.
TEAM = frozenset({Role.FACILITATOR, Role.COORDINATOR})


class NotInGroup(DomainError):
    message = _("One of these people is not in the group.")


class NotInTeam(DomainError):
    message = _("Only the team of the program can promise a follow-up.")


def check_people(meeting: Meeting, participations) -> None:
    """Everybody named is or was a member of the group (`NotInGroup`)."""
    known = set(
        Membership.objects.members()
        .filter(group=meeting.group_id, participation__in=participations)
        .values_list("participation_id", flat=True)
    )
    if set(participations) - known:
        raise NotInGroup


def write_attendance(meeting: Meeting, attendance: dict[int, str]) -> None:
    """One row per person named; people who have left the group since keep theirs."""
    Attendance.objects.bulk_create(
        [
            Attendance(program_id=meeting.program_id, meeting=meeting, participation_id=pk, status=status)
            for pk, status in attendance.items()
        ],
        update_conflicts=True,
        unique_fields=["meeting", "participation"],
        update_fields=["status"],
    )


def write_walk_ins(log: SessionLog, first_names) -> None:
    """These came without a place; earlier first names give way to them."""
    log.walk_ins.all().delete()
    WalkIn.objects.bulk_create([WalkIn(program_id=log.program_id, log=log, first_name=name) for name in first_names])


def ask_for_feedback(meeting: Meeting, *, now: datetime.datetime) -> None:
    """Ask those who came and were not asked yet; take back what was asked of those who did not come after all.

    The surveys that the program plans after a session go the same way.
    """
    asked = {row.participation_id: row for row in FeedbackRequest.objects.filter(meeting=meeting)}
    statuses = dict(Attendance.objects.filter(meeting=meeting).values_list("participation_id", "status"))
    for participation_id, request in asked.items():
        if statuses.get(participation_id) not in CAME and not request.answered:
            void_notices(["feedback_asked"], request)
            request.delete()
    absent = [pk for pk in asked if statuses.get(pk) not in CAME]
    if absent:
        call_off(program=meeting.program, occasion=occasion_of(meeting), participations=absent)
    people = list(
        Participation.objects.live()
        .filter(pk__in=[pk for pk, status in statuses.items() if status in CAME and pk not in asked])
        .select_related("person")
    )
    ask_after(
        Trigger.SESSION,
        program=meeting.program,
        participations=people,
        occasion=occasion_of(meeting),
        on=meeting.ends_at.astimezone(meeting.program.zone).date(),
    )
    if meeting.group.kind == GroupKind.PAIR:  # with one participant, no answer would be without a name
        return
    requests = FeedbackRequest.objects.bulk_create(
        [FeedbackRequest(program_id=meeting.program_id, meeting=meeting, participation=row) for row in people]
    )
    asked_at = max(now, meeting.ends_at)
    for request in requests:
        owe_notice(
            "feedback_asked",
            request,
            recipient=request.participation.person,
            program=meeting.program,
            due_at=asked_at,
            expires_at=asked_at + FEEDBACK_OPEN_FOR,
        )


def occasion_of(meeting: Meeting) -> str:
    """What surveys call this session."""
    return f"meeting:{meeting.public_id}"


def raise_concern(meeting: Meeting, concern: Concern, *, by: Participation) -> SafetyCase:
    """A worry opens a safety case, and who looks after people is told at once. Each worry has its own case: what is
    sent twice does not come here twice. The occasion's name holds no trace of the words.
    """
    return open_case(
        meeting.program,
        key=f"concern:{meeting.public_id}:{new_public_id()}",
        origin=CaseOrigin.CONCERN,
        about=meeting,
        note=concern.words,
        person=concern.about.person if concern.about else None,
        by=by,
    )


def raise_conflict(meeting: Meeting, words: str, *, by: Participation, now: datetime.datetime) -> Task:
    """The coordination looks at it today."""
    return open_task(
        meeting.program,
        kind=TaskKind.CONFLICT,
        due_on=now.astimezone(meeting.program.zone).date(),
        by=by,
        about=meeting,
        note=words,
        urgent=True,
    )


def open_follow_ups(meeting: Meeting, follow_ups: tuple[FollowUp, ...], *, by: Participation) -> None:
    """Each becomes a task with who does it and by when (`NotInTeam`)."""
    owners = Participation.objects.live().filter(program=meeting.program_id, role__in=TEAM)
    owners = owners.in_bulk([row.owner for row in follow_ups if row.owner])
    for row in follow_ups:
        if row.owner and row.owner not in owners:
            raise NotInTeam
        open_task(
            meeting.program,
            kind=TaskKind.FOLLOW_UP,
            due_on=row.due_on,
            by=by,
            about=meeting,
            owner=owners.get(row.owner),
            note=row.words,
        )
