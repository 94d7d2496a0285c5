"""Talks about a request, as pages show them: which are planned, which times are free, when a talk is on whose clock."""

import copy
import datetime
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from intake.models import Assessment, AssessmentState, Interview, InterviewSlot, InterviewState
from programs.dates import city_of, day_words, span_words
from programs.models import Mode, ParticipationState, Person, ProgramState

# A time that begins sooner is no longer offered: whoever is to talk has to learn of it.
SHORTEST_NOTICE = datetime.timedelta(hours=2)
FURTHEST = datetime.timedelta(weeks=6)
TIMES_SHOWN = 15


def may_choose_time(request: Assessment, talks: list[Interview]) -> bool:
    """Whether the person can book a talk now: they asked for one, the program needs one, or the team invited them."""
    if not request.is_open or request.program.state not in ProgramState.PUBLISHED:
        return False
    if any(talk.state == InterviewState.BOOKED for talk in talks):
        return False
    if request.state == AssessmentState.INTERVIEW:
        return True
    talked = any(talk.state == InterviewState.DONE for talk in talks)
    return (request.wants_interview or request.program.assessment_required) and not talked


def with_talks(requests):
    """Requests with their talks loaded, for `booked_talk` and `steps_of`."""
    rows = Interview.objects.select_related("slot__interviewer__person").order_by("booked_at", "pk")
    return requests.select_related("person", "reader__person").prefetch_related(Prefetch("interviews", rows))


def booked_talk(request: Assessment) -> Interview | None:
    """The talk that is planned, or over and not recorded yet; with the request's talks loaded, no query."""
    return next((talk for talk in request.interviews.all() if talk.state == InterviewState.BOOKED), None)


def free_times(program, *, now: datetime.datetime, keep: Interview | None = None) -> list[InterviewSlot]:
    """The next times that nobody has booked. `keep`: a booked talk whose own time is left out."""
    rows = InterviewSlot.objects.free().filter(
        program=program,
        starts_at__gt=now + SHORTEST_NOTICE,
        starts_at__lt=now + FURTHEST,
        interviewer__state__in=ParticipationState.LIVE,
    )
    if keep is not None:
        rows = rows.exclude(pk=keep.slot_id)
    return list(rows.select_related("interviewer__person").order_by("starts_at", "pk")[:TIMES_SHOWN])


def times_for_team(talk: Interview, *, now: datetime.datetime) -> list[InterviewSlot]:
    """Where the team can move a talk: not to a call of ours where we know no number to call."""
    times = free_times(talk.program, now=now, keep=talk)
    return [slot for slot in times if talk.assessment.person.phone or not we_call(slot)]


def as_if_moved(talk: Interview, slot: InterviewSlot) -> Interview:
    """A copy that stands at the other time, for showing beforehand what is sent; nothing is saved."""
    moved = copy.copy(talk)
    moved.slot = slot
    return moved


@dataclass(frozen=True)
class Clock:
    """When a talk is, on the clock that counts for the reader; `city` where it could be taken for another one."""

    start: datetime.datetime
    end: datetime.datetime
    city: str

    @property
    def words(self) -> str:
        """“Tuesday 24 November, 14:00 to 14:30”, and whose clock it is where that could be mistaken."""
        words = _("%(day)s, %(span)s") % {"day": day_words(self.start), "span": span_words(self.start, self.end)}
        return _("%(when)s (%(city)s time)") % {"when": words, "city": self.city} if self.city else words


def clock_of(slot: InterviewSlot, person: Person, *, program) -> Clock:
    """In person the clock on the wall there counts; everywhere else the reader's own."""
    zone = program.zone if slot.mode == Mode.IN_PERSON else person.zone
    city = "" if person.time_zone == program.time_zone else city_of(zone.key)
    return Clock(slot.starts_at.astimezone(zone), slot.ends_at.astimezone(zone), city)


def mode_words(slot: InterviewSlot) -> str:
    """How the talk is held, without its place, link or number."""
    if slot.mode == Mode.PHONE:
        return _("by phone: we call you") if we_call(slot) else _("by phone: you call us")
    return {
        Mode.IN_PERSON: _("face to face"),
        Mode.VIDEO: _("by video call"),
        Mode.HYBRID: _("face to face or by video call, as you like"),
        Mode.WHATSAPP: _("on WhatsApp"),
        Mode.ONLINE_SPACE: _("in our online space"),
    }[Mode(slot.mode)]


def we_call(slot: InterviewSlot) -> bool:
    """Nobody has to dial: the team calls the person."""
    return slot.mode == Mode.PHONE and not slot.where
