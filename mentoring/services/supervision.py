"""Talks of peers with who supervises them: written down, sealed, opened with a trace."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import CAME, Attendance, Group, GroupKind, Meeting, MembershipRole, SessionLog
from groups.services.logs import save_log
from groups.services.memberships import place_in_group
from mentoring.models import HourEntry, HourKind, Supervision, Supporter
from mentoring.services.gate import today_of
from mentoring.services.growth import NotByYou, refuse_tied
from programs.errors import DomainError
from programs.models import Completion, Participation, Program, Role, Task, TaskKind
from programs.services.events import record_event, record_reading
from programs.services.ties import is_tied

HEADINGS = ("strain", "pairs", "boundaries", "safety")
LOOKED_BACK = datetime.timedelta(days=30)  # how old a log may be whose supervisions are still written by themselves


class NotHeldYet(DomainError):
    message = _("A supervision is written down once it was held.")


@transaction.atomic
def record_supervision(
    peer: Participation,
    *,
    by: Participation,
    held_on: datetime.date,
    minutes: int,
    notes: Mapping[str, str] | None = None,
    meeting: Meeting | None = None,
) -> Supervision:
    """A talk was held. Its time comes into the ledger once, and the task that it was overdue is done.

    `notes`: heading (see `HEADINGS`) → words, kept sealed. Of one meeting there is one row for a peer: written again it
    gets the new notes. Raises `NotHeldYet`, and `NotByYou` for who is tied to the peer, or is the peer.
    """
    refuse_tied(peer, by)
    if held_on > today_of(peer.program):
        raise NotHeldYet
    words = {name: (notes or {}).get(name, "").strip() for name in HEADINGS}
    facts = {"program": peer.program, "supervisor": by, "held_on": held_on, "minutes": minutes}
    if meeting is None:
        supervision, is_new = Supervision.objects.create(peer=peer, **facts, **words), True
    else:
        supervision, is_new = Supervision.objects.get_or_create(peer=peer, meeting=meeting, defaults=facts | words)
    if is_new:
        HourEntry.objects.create(
            program=peer.program, participation=peer, kind=HourKind.SUPERVISION, minutes=minutes, day=held_on,
            key=f"supervision:{supervision.public_id}", by=by,
        )  # fmt: skip
        record_event("supervision_recorded", supervision, by=by)
    elif any(words.values()):
        for name, text in words.items():
            setattr(supervision, name, text)
        supervision.save(update_fields=HEADINGS)
    _overdue_no_more(peer, by)
    return supervision


def _overdue_no_more(peer: Participation, by: Participation) -> None:
    tasks = Task.objects.open().filter(program=peer.program_id, kind=TaskKind.SUPERVISION, person=peer.person_id)
    for task in tasks:
        _row, is_new = Completion.objects.get_or_create(task=task, defaults={"by": by.person})
        if is_new:
            record_event("task_done", task, by=by)


@transaction.atomic
def name_supervisor(supporter: Supporter, *, supervisor: Participation | None, by: Participation) -> Supporter:
    """Who looks after this peer; None: nobody for now. Raises `NotByYou` for the peer, and for who is tied to them."""
    if supervisor is not None:
        refuse_tied(supporter.participation, supervisor)
    supporter.supervisor = supervisor
    supporter.save(update_fields=["supervisor"])
    record_event("supervisor_named", supporter, by=by, supervisor=supervisor.pk if supervisor else None)
    return supporter


def may_read_at_once(supervision: Supervision, reader: Participation) -> bool:
    """Whoever led it and the peer it was with; for everybody else it is opened, which is written down."""
    return reader.person_id in {supervision.supervisor.person_id, supervision.peer.person_id}


def open_notes(supervision: Supervision, *, by: Participation) -> None:
    """Write down that a coordinator reads the notes. Raises `NotByYou` for who is tied to the peer."""
    if is_tied(supervision.program, supervision.peer.person, [by.person_id]):
        raise NotByYou
    record_reading(supervision, by=by, why="supervision")


@transaction.atomic
def make_supervision_group(
    program: Program, *, by: Participation, supervisor: Participation, peers: list[Participation], **facts
) -> Group:
    """A group of peers with who supervises them: it meets, and its meetings are logged, like any other.

    `facts` are columns of the group. Raises what `place_in_group` raises: `NotTogether` for who is tied, `GroupFull`.
    """
    group = Group.objects.create(
        program=program, kind=GroupKind.SUPERVISION, time_zone=program.time_zone, **{"minimum": 1} | facts
    )
    place_in_group(group, participation=supervisor, by=by, role=MembershipRole.FACILITATOR)
    for peer in peers:
        place_in_group(group, participation=peer, by=by)
    record_event("supervision_group_made", group, by=by)
    return group


@transaction.atomic
def log_group_supervision(
    meeting: Meeting,
    *,
    by: Participation,
    attendance: dict[int, str],
    mood: str,
    notes: Mapping[str, str] | None = None,
) -> list[Supervision]:
    """The log of a supervision in a group: who came, how it was; a supervision for each peer who came.

    Raises what `save_log` raises.
    """
    log = save_log(meeting, by=by, attendance=attendance, mood=mood)
    return write_supervisions(log, notes=notes)


def write_supervisions(log: SessionLog, notes: Mapping[str, str] | None = None) -> list[Supervision]:
    """One for each peer who came to the meeting of this log; who is tied to who wrote it has none with them."""
    meeting = log.meeting
    came = (
        Attendance.objects.filter(meeting=meeting, status__in=CAME, participation__role=Role.SUPPORTER)
        .select_related("participation__person", "participation__program")
        .order_by("pk")
    )
    minutes = int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)
    written = []
    for row in came:
        peer = row.participation
        if peer.person_id == log.written_by.person_id or is_tied(log.program, peer.person, [log.written_by.person_id]):
            continue
        held_on = meeting.local_start.date()
        facts = {"held_on": held_on, "minutes": minutes, "notes": notes, "meeting": meeting}
        written.append(record_supervision(peer, by=log.written_by, **facts))
    return written


def write_missing_supervisions(now: datetime.datetime | None = None) -> int:
    """For logs of supervision groups that were written on the pages of facilitators; return how many rows are new.

    Who is marked as having come in a later correction gets theirs too. Doing it twice does it once.
    """
    now, written = now or timezone.now(), 0
    logs = SessionLog.objects.filter(
        group__kind=GroupKind.SUPERVISION, changed_at__gte=now - LOOKED_BACK, meeting__attendances__status__in=CAME
    ).distinct()
    for log in logs.select_related("meeting__group", "meeting__program", "program", "written_by__person"):
        known = Supervision.objects.filter(meeting=log.meeting_id).count()
        with transaction.atomic():
            written += len(write_supervisions(log)) - known
    return max(0, written)
