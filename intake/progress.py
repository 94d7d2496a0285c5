"""Where a request stands, in words: Received → Read → the answer. Pure: no query, no clock."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from intake.models import AssessmentState
from programs.dates import day_words


@dataclass(frozen=True)
class Step:
    """One line of the timeline; `state` is "done", "now" or "" for what is still to come."""

    title: str
    detail: str = ""
    state: str = ""


def steps_of(request, *, today: datetime.date) -> list[Step]:
    """The timeline of a sent request with its `decisions` loaded; `today` in the program's zone."""
    received = Step(
        pgettext("state of a request", "Received"),
        day_words(request.submitted_at.astimezone(request.program.zone)),
        "done",
    )
    return [received, *_after_receiving(request, list(request.decisions.all()), today)]


def _after_receiving(request, decisions, today):
    reader = decisions[-1].by.person if decisions else request.program.contact_name
    read = Step(pgettext("state of a request", "Read"), _("by %(name)s") % {"name": reader}, "done")
    match request.state:
        case AssessmentState.SUBMITTED if decisions:
            yield Step(
                pgettext("state of a request", "Read"), _("%(name)s reads your reply.") % {"name": reader}, "now"
            )
            yield Step(_("Our answer"), promise_words(request, today))
        case AssessmentState.SUBMITTED:
            yield Step(_("Being read"), _("%(name)s reads your request.") % {"name": reader}, "now")
            yield Step(_("Our answer"), promise_words(request, today))
        case AssessmentState.MORE_ASKED:
            yield read
            yield Step(_("We have a question"), _("You can answer it on this page."), "now")
            yield Step(_("Our answer"))
        case AssessmentState.WAITING:
            yield read
            yield Step(_("On the waiting list"), _("We write to you as soon as there is a place."), "now")
            yield Step(_("A place for you"))
        case AssessmentState.ACCEPTED:
            yield read
            yield Step(
                pgettext("state of a request", "Accepted"),
                _("You are welcome. Your first meeting will show in your space."),
                "done",
            )
        case AssessmentState.REFERRED_ON:
            yield read
            yield Step(_("Another service was suggested"), _("Read our message on this page."), "done")
        case AssessmentState.WITHDRAWN:
            if decisions:
                yield read
            yield Step(
                pgettext("state of a request", "Cancelled"),
                _("You cancelled this request. You can ask again when you like."),
                "done",
            )


def promise_words(request, today: datetime.date) -> str:
    """By when we answer; late is said to be late."""
    if request.promised_for < today:
        return _("We promised an answer by %(day)s. We are late, and we are sorry.") % {
            "day": day_words(request.promised_for, today=today)
        }
    return _("by %(day)s") % {"day": day_words(request.promised_for, today=today)}
