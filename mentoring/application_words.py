"""Where an application stands, in words for the person: what was done, where we are now, what comes next. Pure."""

import datetime

from django.utils.translation import gettext as _

from intake.progress import Step
from mentoring.models.application import ApplicationState
from programs.dates import day_words, moment_words


def steps_of(application, *, now: datetime.datetime) -> list[Step]:
    """The timeline of a sent application with its campaign loaded; every state has a step that says what comes next."""
    campaign = application.campaign
    received = Step(_("Received"), day_words(application.submitted_at.astimezone(campaign.zone)), "done")
    return [received, *_after_receiving(application.state, campaign, now)]


def next_words(application, *, now: datetime.datetime) -> str:
    """In one sentence what is to come, for a list of one's own things."""
    current = [step for step in steps_of(application, now=now) if step.state == "now"]
    return current[0].detail if current else ""


def _after_receiving(state, campaign, now):
    read = Step(_("Read"), "", "done")
    talk = Step(_("A talk with us"), _("We invite some people to talk with us."))
    answer = Step(_("Our answer"), _("We answer everybody. You read it on this page."))
    match state:
        case ApplicationState.SUBMITTED | ApplicationState.IN_REVIEW:
            yield Step(_("Being read"), _reading(campaign, now), "now")
            if campaign.talk_wanted:
                yield talk
            yield answer
        case ApplicationState.REVISION:
            yield Step(_("We asked you for something"), _("Read our message, and change what you wrote."), "now")
            yield Step(_("Being read"), _("We go on as soon as you have answered."))
            yield answer
        case ApplicationState.INTERVIEW:
            yield read
            yield Step(_("A talk with us"), _("We would like to talk with you. Look below for the time."), "now")
            yield answer
        case ApplicationState.RESERVE:
            yield read
            yield Step(
                _("On the reserve list"),
                _("We liked your application, but have no place now. When one is free we write to you."),
                "now",
            )
            yield Step(_("A place for you"))
        case ApplicationState.ACCEPTED:
            yield read
            yield Step(_("We would be glad to have you"), _("Tell us on this page whether you say yes."), "now")
            yield Step(_("The training"), _("It begins after your yes."))
        case ApplicationState.CONFIRMED:
            yield read
            yield Step(_("You said yes"), _("Welcome. You are one of us now."), "done")
            yield Step(_("The training"), _("You find it in your space. We write to you about the dates."), "now")
        case ApplicationState.DECLINED:
            yield read
            yield Step(
                _("Not this time"),
                _("Thank you for your trust. You can apply again in another campaign."),
                "done",
            )
        case ApplicationState.WITHDRAWN:
            yield Step(_("Withdrawn"), _("You withdrew it. You can apply again while the campaign is open."), "done")


def _reading(campaign, now):
    if now < campaign.closes_at:
        closes = moment_words(campaign.closes_at.astimezone(campaign.zone))
        return _("Applications close on %(moment)s. Then we read them all.") % {"moment": closes}
    return _("Several people read it, each on their own.")
