"""What is said about talks: when, and that the page says more. Never where, never with which number or link."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from intake.models import AssessmentState, Interview, InterviewState
from intake.notices.requests import ToPerson
from intake.services.talk_reminders import plan_talk_reminders
from intake.talks import clock_of
from programs.models import ParticipationState, ProgramState
from programs.notices import NoticeKind, register


class AboutTalk(NoticeKind):
    """Leaves only while the talk is in `state`, and only to the two whom it joins."""

    model = Interview
    related = ("program", "assessment", "slot__interviewer")
    state: str = InterviewState.BOOKED

    def still_true(self, about, notice) -> bool:
        return about.state == self.state

    def fence(self, notices: QuerySet) -> QuerySet:
        talks = Interview.objects.filter(pk=OuterRef("about_id"), state=self.state)
        return notices.filter(Exists(talks.filter(assessment__person=OuterRef("recipient"))))

    def context(self, about, recipient) -> dict:
        clock = clock_of(about.slot, recipient, program=about.program)
        interviewing = about.slot.interviewer.person_id == recipient.pk
        return {"starts": clock.start, "city": clock.city} | (on_the_desk(about) if interviewing else on_request(about))


class ToInterviewer(AboutTalk):
    def fence(self, notices: QuerySet) -> QuerySet:
        return notices.filter(Exists(interviewing().filter(state=self.state)))

    def context(self, about, recipient) -> dict:
        return super().context(about, recipient) | on_the_desk(about)


def interviewing() -> QuerySet:
    """Talks of the recipient, who still works here."""
    return Interview.objects.filter(
        pk=OuterRef("about_id"),
        slot__interviewer__person=OuterRef("recipient"),
        slot__interviewer__state=ParticipationState.ACTIVE,
    )


def on_request(about: Interview) -> dict:
    return {"url": reverse("request_talk", args=[about.assessment.public_id]), "action_label": _("See the appointment")}


def on_the_desk(about: Interview) -> dict:
    return {
        "url": reverse("desk_talk", args=[about.program.public_id, about.public_id]),
        "action_label": _("Open it on the desk"),
    }


@register
class InterviewOffered(ToPerson):
    """“You can choose a time.” Void once one is chosen."""

    name = "interview_offered"
    template = "intake/email/interview_offered"
    states = frozenset({AssessmentState.INTERVIEW})

    def context(self, about, recipient) -> dict:
        url = reverse("request_talk", args=[about.public_id])
        return super().context(about, recipient) | {"url": url, "action_label": _("Choose a time")}


@register
class InterviewBooked(AboutTalk):
    """The answer to what the person has just done."""

    name = "interview_booked"
    template = "intake/email/interview_booked"
    disturbs = True


@register
class InterviewMoved(AboutTalk):
    """The team gave it another time; it may still be changed, or called off."""

    name = "interview_moved"
    template = "intake/email/interview_moved"


@register
class InterviewTaken(ToInterviewer):
    """To whoever offered the time."""

    name = "interview_taken"
    template = "intake/email/interview_taken"


@register
class InterviewReminder(AboutTalk):
    """To both, as long before as each of them chose: planned, never owed weeks ahead."""

    name = "interview_reminder"
    template = "intake/email/interview_reminder"

    def plan(self, now: datetime | None) -> int:
        return plan_talk_reminders(now)

    def fence(self, notices: QuerySet) -> QuerySet:
        talks = Interview.objects.filter(
            pk=OuterRef("about_id"), state=InterviewState.BOOKED, program__state__in=ProgramState.PUBLISHED
        )
        mine = talks.filter(assessment__person=OuterRef("recipient"))
        led = interviewing().filter(state=InterviewState.BOOKED, program__state__in=ProgramState.PUBLISHED)
        return notices.filter(Exists(mine) | Exists(led), recipient__wants_reminders=True)


@register
class InterviewCalledOff(AboutTalk):
    """By the team. The page says why, and offers other times."""

    name = "interview_called_off"
    template = "intake/email/interview_called_off"
    state = InterviewState.CANCELLED

    def context(self, about, recipient) -> dict:
        return super().context(about, recipient) | {"action_label": _("Choose another time")}


@register
class InterviewMissed(AboutTalk):
    """It did not take place: no blame, other times."""

    name = "interview_missed"
    template = "intake/email/interview_missed"
    state = InterviewState.MISSED

    def context(self, about, recipient) -> dict:
        return super().context(about, recipient) | {"action_label": _("Choose another time")}


@register
class InterviewGivenBack(ToInterviewer):
    """The person called it off, chose another time, or the request has its answer: this time is free again."""

    name = "interview_given_back"
    template = "intake/email/interview_given_back"
    state = InterviewState.CANCELLED
