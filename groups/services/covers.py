"""Stand-ins: a facilitator cannot come, the others are asked, and the first who says yes has it."""

import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import Cover, CoverState, Meeting, Membership
from groups.services.meetings import MeetingIsOff, MeetingIsPast
from programs.errors import DomainError
from programs.models import Participation, Person, Role, Task, TaskKind
from programs.services.events import record_event
from programs.services.notices import owe_notice, void_notices
from programs.services.tasks import complete_task, open_task


class NotYours(DomainError):
    message = _("You do not lead this group.")


class TakenAlready(DomainError):
    message = _("Somebody else stands in already. Thank you for offering.")


class OwnCover(DomainError):
    message = _("You cannot stand in for yourself. Take your request back instead.")


class NotAsked(DomainError):
    message = _("Nobody is needed any more. The request was taken back.")


def who_is_asked(cover_or_meeting, *, absent: Participation) -> QuerySet[Person]:
    """The other facilitators of the program, each once."""
    others = Participation.objects.live().in_role(Role.FACILITATOR).filter(program=cover_or_meeting.program_id)
    people = Person.objects.filter(participations__in=others, is_active=True).exclude(pk=absent.person_id)
    return people.distinct().order_by("display_name", "pk")


@transaction.atomic
def ask_cover(meeting: Meeting, *, by: Participation, reason: str = "", now: datetime.datetime | None = None) -> Cover:
    """`by` leads the group and cannot come this once. The other facilitators are told, and the desk has a task.

    Asking twice is asking once. Raises `NotYours`, `MeetingIsOff`, `MeetingIsPast`.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("group", "program").get(pk=meeting.pk)
    leads = Membership.objects.current().facilitating().filter(group=meeting.group_id, participation=by)
    if not leads.exists():
        raise NotYours
    there = meeting.covers.exclude(state=CoverState.WITHDRAWN).filter(absent=by).first()
    if there is not None:
        return there
    _check_to_come(meeting, now)
    cover = Cover.objects.create(
        program=meeting.program, group=meeting.group, meeting=meeting, absent=by, reason=reason
    )
    record_event("cover_asked", cover, by=by)
    _look_for_somebody(cover, by=by)
    return cover


@transaction.atomic
def take_cover(cover: Cover, *, by: Participation, now: datetime.datetime | None = None) -> Cover:
    """`by` stands in: sees this meeting, its people and its log. Of several at once one has it, the others are told so.

    Taking twice is taking once. Raises `TakenAlready`, `NotAsked`, `OwnCover`, `NotYours`, `MeetingIsOff`,
    `MeetingIsPast`.
    """
    cover = _fresh(cover)
    if by.role != Role.FACILITATOR or by.program_id != cover.program_id:
        raise NotYours
    if by.person_id == cover.absent.person_id:
        raise OwnCover
    if cover.state == CoverState.TAKEN and cover.stand_in_id == by.pk:
        return cover
    if cover.state == CoverState.WITHDRAWN:
        raise NotAsked
    _check_to_come(cover.meeting, now)
    try:
        cover.move_to(CoverState.TAKEN, stand_in=by)
    except DomainError:
        raise TakenAlready from None
    record_event("cover_taken", cover, by=by)
    void_notices(["cover_asked"], cover)
    _tell_change(cover, cover.absent.person)
    for task in _tasks(cover):
        complete_task(task, by=by)
    return cover


@transaction.atomic
def give_back_cover(cover: Cover, *, by: Participation, now: datetime.datetime | None = None) -> Cover:
    """Who stands in cannot after all: everybody else is asked again. Raises `NotYours`, `MeetingIsPast`."""
    cover = _fresh(cover)
    if cover.state != CoverState.TAKEN or cover.stand_in_id != by.pk:
        raise NotYours
    _check_to_come(cover.meeting, now)
    cover.move_to(CoverState.ASKED, stand_in=None)
    record_event("cover_given_back", cover, by=by)
    _tell_change(cover, cover.absent.person)
    _look_for_somebody(cover, by=by)
    return cover


@transaction.atomic
def withdraw_cover(cover: Cover, *, by: Participation, now: datetime.datetime | None = None) -> Cover:
    """Who asked can come after all; who stood in is told. Doing it twice is doing it once.

    Raises `NotYours`, `MeetingIsPast`.
    """
    cover = _fresh(cover)
    if cover.absent_id != by.pk:
        raise NotYours
    if cover.state == CoverState.WITHDRAWN:
        return cover
    _check_to_come(cover.meeting, now)
    stood_in = cover.stand_in
    cover.move_to(CoverState.WITHDRAWN)
    record_event("cover_withdrawn", cover, by=by)
    void_notices(["cover_asked"], cover)
    if stood_in is not None:
        _tell_change(cover, stood_in.person)
    for task in _tasks(cover):
        complete_task(task, by=by)
    return cover


def _fresh(cover: Cover) -> Cover:
    rows = Cover.objects.select_related("meeting__group", "program", "group", "absent__person", "stand_in__person")
    return rows.get(pk=cover.pk)


def _check_to_come(meeting: Meeting, now: datetime.datetime | None) -> None:
    if meeting.is_cancelled:
        raise MeetingIsOff
    if meeting.starts_at <= (now or timezone.now()):
        raise MeetingIsPast


def _look_for_somebody(cover: Cover, *, by: Participation) -> None:
    meeting = cover.meeting
    version = _version(cover)
    for person in who_is_asked(cover, absent=by):
        if person.pk != cover.absent.person_id:
            owe_notice(
                "cover_asked", cover, recipient=person, program=cover.program, version=version,
                expires_at=meeting.starts_at,
            )  # fmt: skip
    open_task(
        cover.program, kind=TaskKind.COVER, due_on=meeting.local_start.date(), by=by, about=meeting,
        person=cover.absent.person, note=cover.reason,
    )  # fmt: skip


def _tell_change(cover: Cover, person: Person) -> None:
    owe_notice(
        "cover_changed", cover, recipient=person, program=cover.program, version=_version(cover),
        expires_at=cover.meeting.ends_at,
    )  # fmt: skip


def _version(cover: Cover) -> int:
    """Each turn of a request is told of anew: seconds since it was asked, small enough for a column."""
    return max(0, int((cover.updated_at - cover.asked_at).total_seconds() * 100)) % 2_000_000_000


def _tasks(cover: Cover) -> QuerySet[Task]:
    return Task.objects.open().filter(
        kind=TaskKind.COVER, about_kind=Meeting._meta.label_lower, about_id=cover.meeting_id,
        person=cover.absent.person_id,
    )  # fmt: skip
