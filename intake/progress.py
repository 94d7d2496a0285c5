"""Where a request stands, in words: Received → Read → a talk → the answer. Pure: no query, no clock."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from intake.models import AssessmentState, InterviewState
from intake.talks import booked_talk, clock_of, may_choose_time
from programs.dates import day_words


@dataclass(frozen=True)
class Step:
    """One line of the timeline; `state` is "done", "now" or "" for what is still to come."""

    title: str
    detail: str = ""
    state: str = ""


def steps_of(request, *, today: datetime.date) -> list[Step]:
    """The timeline of a sent request with its `decisions` and talks loaded; `today` in the program's zone."""
    received = Step(
        pgettext("state of a request", "Received"),
        day_words(request.submitted_at.astimezone(request.program.zone)),
        "done",
    )
    return [received, *_after_receiving(request, list(request.decisions.all()), list(request.interviews.all()), today)]


def _after_receiving(request, decisions, talks, today):
    reader = _reader(request, decisions)
    read = Step(pgettext("state of a request", "Read"), _("by %(name)s") % {"name": reader}, "done")
    answer = Step(_("Our answer"), promise_words(request, today))
    talked = [_talked(talk, request) for talk in talks if talk.state == InterviewState.DONE]
    match request.state:
        case AssessmentState.SUBMITTED if decisions:
            yield from talked
            yield Step(
                pgettext("state of a request", "Read"), _("%(name)s reads your reply.") % {"name": reader}, "now"
            )
            yield answer
        case AssessmentState.SCREENING if talked:
            yield read
            yield from talked
            yield Step(_("After our talk"), _("%(name)s prepares our answer.") % {"name": reader}, "now")
            yield answer
        case AssessmentState.SUBMITTED | AssessmentState.SCREENING:
            yield Step(_("Being read"), _("%(name)s reads your request.") % {"name": reader}, "now")
            if may_choose_time(request, talks):
                yield Step(_("A talk with us"), _("You can choose a time on this page."))
            yield answer
        case AssessmentState.INTERVIEW:
            yield read
            yield from talked
            yield _talk(request, talks)
            yield Step(_("Our answer"), _("after the talk"))
        case AssessmentState.MORE_ASKED:
            yield read
            yield from talked
            yield Step(_("We have a question"), _("You can answer it on this page."), "now")
            yield Step(_("Our answer"))
        case AssessmentState.WAITING:
            yield read
            yield from talked
            yield Step(_("On the waiting list"), _("We write to you as soon as there is a place."), "now")
            yield Step(_("A place for you"))
        case AssessmentState.ACCEPTED:
            yield read
            yield from talked
            yield Step(
                pgettext("state of a request", "Accepted"),
                _("You are welcome. Your first meeting will show in your space."),
                "done",
            )
        case AssessmentState.DECLINED:
            yield read
            yield from talked
            yield Step(_("We have no place for you here"), _("Read our message, and other help, on this page."), "done")
        case AssessmentState.REFERRED_ON:
            yield read
            yield from talked
            yield Step(_("Another service was suggested"), _("Read our message on this page."), "done")
        case AssessmentState.WITHDRAWN:
            if decisions:
                yield read
            yield Step(
                pgettext("state of a request", "Cancelled"),
                _("You cancelled this request. You can ask again when you like."),
                "done",
            )


def _reader(request, decisions):
    """Who decided last, else who has taken it up, else who reads requests here."""
    if request.reader is not None and request.state == AssessmentState.SCREENING:
        return request.reader.person
    if decisions:
        return decisions[-1].by.person
    return request.reader.person if request.reader is not None else request.program.contact_name


def _talk(request, talks) -> Step:
    """The talk that is planned, or why there is none yet."""
    booked = booked_talk(request)
    if booked is not None:
        when = clock_of(booked.slot, request.person, program=request.program).words
        words = _("%(when)s, with %(name)s") % {"when": when, "name": booked.slot.interviewer.person}
        return Step(_("We talk"), words, "now")
    last = talks[-1].state if talks else ""
    if last == InterviewState.MISSED:
        return Step(_("We did not manage to meet"), _("That happens. You can choose another time on this page."), "now")
    if last == InterviewState.CANCELLED:
        return Step(_("The talk is called off"), _("You can choose another time on this page."), "now")
    return Step(_("A talk with us"), _("You can choose a time on this page."), "now")


def _talked(talk, request) -> Step:
    day = clock_of(talk.slot, request.person, program=request.program).start
    return Step(_("We talked"), day_words(day), "done")


def promise_words(request, today: datetime.date) -> str:
    """By when we answer; late is said to be late."""
    if request.promised_for < today:
        return _("We promised an answer by %(day)s. We are late, and we are sorry.") % {
            "day": day_words(request.promised_for, today=today)
        }
    return _("by %(day)s") % {"day": day_words(request.promised_for, today=today)}
