"""What the report asks the database: one query per figure, sums only; no row of a person ever leaves PostgreSQL."""

import datetime
from dataclasses import dataclass

from django.db.models import Aggregate, Count, F, FloatField, Min, OuterRef, Q, Subquery, Sum
from django.db.models.functions import ExtractDay, TruncDate

from groups.models import CAME, Attendance, AttendanceStatus, Group, Meeting, SessionFeedback
from intake.models import Assessment, AssessmentState, Decision
from peersupport.report.pooling import QUESTIONS, MeetingAnswers
from programs.models import Participation, Program, Role

MEETINGS_SHOWN = 24


class Median(Aggregate):
    """PostgreSQL's percentile_cont(0.5): half of the values lie below."""

    name = "median"
    template = "percentile_cont(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


@dataclass(frozen=True)
class Attended:
    meetings: int
    expected: int
    came: int
    excused: int


@dataclass(frozen=True)
class Asked:
    """Requests since the beginning; `median_days` from sending to the first answer, None while there is none."""

    sent: int
    accepted: int
    waiting: int
    answered: int
    in_time: int
    median_days: float | None


@dataclass(frozen=True)
class TookPart:
    people: int
    came_once: int
    came_twice: int


def logged_meetings(participation: Participation, *, group: Group | None = None) -> list[Meeting]:
    """The last meetings that have a log, oldest first, each with `expected`, `came` and `excused`."""
    rows = _logged(participation, group).annotate(
        expected=Count("attendances"),
        came=Count("attendances", filter=Q(attendances__status__in=CAME)),
        excused=Count("attendances", filter=Q(attendances__status=AttendanceStatus.EXCUSED)),
    )
    return list(rows.select_related("group").order_by("-starts_at", "-pk")[:MEETINGS_SHOWN])[::-1]


def attendance_sums(participation: Participation, *, group: Group | None = None) -> Attended:
    """The same over all logged meetings."""
    return Attended(
        **Attendance.objects.filter(meeting__in=_logged(participation, group)).aggregate(
            meetings=Count("meeting", distinct=True),
            expected=Count("pk"),
            came=Count("pk", filter=Q(status__in=CAME)),
            excused=Count("pk", filter=Q(status=AttendanceStatus.EXCUSED)),
        )
    )


def _logged(participation: Participation, group: Group | None):
    meetings = Meeting.objects.visible_to(participation).filter(log__isnull=False)
    return meetings.filter(group=group) if group else meetings


def answers_by_meeting(program: Program) -> list[MeetingAnswers]:
    """Feedback summed over each meeting that got any, oldest first."""
    counts = {f"{question}_count": Count(question) for question in QUESTIONS}
    sums = {f"{question}_sum": Sum(question, default=0) for question in QUESTIONS}
    rows = (
        SessionFeedback.objects.filter(program=program)
        .values("meeting", "meeting__starts_at")
        .annotate(**counts, **sums)
        .order_by("meeting__starts_at", "meeting")
    )
    return [
        MeetingAnswers(
            row["meeting__starts_at"],
            tuple(row[f"{question}_count"] for question in QUESTIONS),
            tuple(row[f"{question}_sum"] for question in QUESTIONS),
        )
        for row in rows
    ]


def requests_asked(program: Program) -> Asked:
    first = Decision.objects.filter(assessment=OuterRef("pk")).values("assessment").annotate(at=Min("at")).values("at")
    rows = (
        Assessment.objects.filter(program=program)
        .sent()
        .annotate(first_answer=Subquery(first))
        .annotate(
            answered_on=TruncDate("first_answer", tzinfo=program.zone),
            sent_on=TruncDate("submitted_at", tzinfo=program.zone),
        )
        .annotate(days=ExtractDay(F("answered_on") - F("sent_on")))
    )
    return Asked(
        **rows.aggregate(
            sent=Count("person", distinct=True),
            accepted=Count("person", filter=Q(state=AssessmentState.ACCEPTED), distinct=True),
            waiting=Count("person", filter=Q(state=AssessmentState.WAITING), distinct=True),
            answered=Count("first_answer"),
            in_time=Count("pk", filter=Q(answered_on__lte=F("promised_for"))),
            median_days=Median("days"),
        )
    )


def people_who_took_part(program: Program) -> TookPart:
    """People who ever had a place in the program, and how many came to at least one, to at least two meetings."""
    rows = (
        Participation.objects.filter(program=program, role=Role.PARTICIPANT)
        .values("person")
        .annotate(times=Count("attendances", filter=Q(attendances__status__in=CAME)))
    )
    return TookPart(
        **rows.aggregate(
            people=Count("person"),
            came_once=Count("person", filter=Q(times__gte=1)),
            came_twice=Count("person", filter=Q(times__gte=2)),
        )
    )


def local_day(meeting: Meeting) -> datetime.date:
    return meeting.local_start.date()
