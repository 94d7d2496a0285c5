"""From taking part to supporting others: asked, answered by a person, with a time of waiting in between."""

import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import Attendance
from mentoring.models import RoleChange, RoleChangeState, Supporter
from mentoring.services.rules import rules_of
from mentoring.services.supporters import welcome_supporter
from programs.errors import DomainError, StaleState
from programs.models import Participation, ParticipationState, Role, Task, TaskKind
from programs.services.events import record_event
from programs.services.notices import owe_notice
from programs.services.tasks import complete_task, open_task

ANSWER_WITHIN = datetime.timedelta(days=7)
STANDING = (RoleChangeState.ASKED, RoleChangeState.AGREED)


class NotAParticipant(DomainError):
    message = _("Only somebody who takes part in the program can ask for this.")


class SupportsAlready(DomainError):
    message = _("You already support others in this program.")


@transaction.atomic
def ask_role_change(participation: Participation, *, now: datetime.datetime | None = None) -> RoleChange:
    """I would like to support others one day. Asking twice is asking once.

    Training may begin once the team agrees; nobody is matched before `ready_on`. Raises `NotAParticipant`,
    `SupportsAlready`.
    """
    now = now or timezone.now()
    participation = (
        Participation.objects.select_for_update(of=("self",))
        .select_related("program", "person")
        .get(pk=participation.pk)
    )
    if participation.role != Role.PARTICIPANT or participation.state != ParticipationState.ACTIVE:
        raise NotAParticipant
    if Supporter.objects.live().filter(program=participation.program_id, participation__person=participation.person_id):
        raise SupportsAlready
    standing = RoleChange.objects.filter(participation=participation, state__in=STANDING).first()
    if standing is not None:
        return standing
    today = now.astimezone(participation.program.zone).date()
    change = RoleChange.objects.create(
        program=participation.program, participation=participation, ready_on=_ready_on(participation, today)
    )
    record_event("role_change_asked", change, by=participation)
    open_task(
        participation.program,
        kind=TaskKind.ROLE_CHANGE,
        due_on=today + ANSWER_WITHIN,
        by=participation,
        about=change,
        person=participation.person,
    )
    return change


@transaction.atomic
def answer_role_change(
    change: RoleChange, *, by: Participation, agreed: bool, now: datetime.datetime | None = None
) -> Supporter | None:
    """The team says yes (the person becomes a peer whose training can begin) or not now; the person is told.

    Raises `StaleState` when it was answered or taken back.
    """
    change = _asked(change)
    _move(change, RoleChangeState.AGREED if agreed else RoleChangeState.DECLINED, by, now)
    record_event("role_change_answered", change, by=by, agreed=agreed)
    _close_tasks(change, by)
    person = change.participation.person
    owe_notice("role_change_answered", change, recipient=person, program=change.program)
    return welcome_supporter(change.program, person=person, by=by, now=now) if agreed else None


@transaction.atomic
def withdraw_role_change(change: RoleChange, *, by: Participation, now: datetime.datetime | None = None) -> None:
    """The person has thought again. Raises `StaleState` when it was answered meanwhile."""
    change = _asked(change)
    _move(change, RoleChangeState.WITHDRAWN, by, now)
    record_event("role_change_withdrawn", change, by=by)
    _close_tasks(change, by)


def _ready_on(participation: Participation, today: datetime.date) -> datetime.date:
    """The waiting days count from the last meeting to which they came as a participant."""
    came = Attendance.objects.came().filter(participation=participation).aggregate(last=Max("meeting__starts_at"))
    last = came["last"]
    since = last.astimezone(participation.program.zone).date() if last else today
    return since + datetime.timedelta(days=rules_of(participation.program).waiting_days)


def _asked(change: RoleChange) -> RoleChange:
    rows = RoleChange.objects.select_for_update(of=("self",)).select_related("program", "participation__person")
    change = rows.get(pk=change.pk)
    if change.state != RoleChangeState.ASKED:
        raise StaleState
    return change


def _move(change: RoleChange, state: RoleChangeState, by: Participation, now: datetime.datetime | None) -> None:
    change.state, change.answered_by, change.answered_at = state, by, now or timezone.now()
    change.save(update_fields=["state", "answered_by", "answered_at"])


def _close_tasks(change: RoleChange, by: Participation) -> None:
    for task in Task.objects.open().filter(about_kind=change._meta.label_lower, about_id=change.pk):
        complete_task(task, by=by)
