"""Messages about reviewing: that something waits to be read, when an interview is, that there is an answer.

Never who applied, never what was answered: that stands on the page.
"""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from mentoring.models import (
    Application,
    ApplicationState,
    Campaign,
    ReviewSheet,
    SelectionInterview,
    SelectionState,
)
from mentoring.selection_words import clock_of
from mentoring.services.selection_reminders import plan_selection_reminders
from programs.models import ParticipationState, ProgramState
from programs.notices import NoticeKind, register

ANSWERED = frozenset({ApplicationState.ACCEPTED, ApplicationState.RESERVE, ApplicationState.DECLINED})


@register
class ReadingAsked(NoticeKind):
    """To a reviewer, once for everything that was asked together. Void when nothing waits any more."""

    name = "reading_asked"
    model = Campaign
    template = "mentoring/email/reading_asked"
    related = ("program",)

    def fence(self, notices: QuerySet) -> QuerySet:
        owed = ReviewSheet.objects.untied().filter(
            application__campaign=OuterRef("about_id"),
            application__state__in=ApplicationState.READ,
            reviewer__person=OuterRef("recipient"),
            reviewer__state__in=ParticipationState.LIVE,
            submitted_at=None,
        )
        return notices.filter(Exists(owed))

    def context(self, about, recipient) -> dict:
        return {
            "url": reverse("my_reading", args=[about.program.public_id]),
            "action_label": _("See what waits"),
        }


class ToApplicant(NoticeKind):
    """About an application, to whoever sent it, while it is in one of `states`."""

    model = Application
    related = ("program",)
    states: frozenset

    def still_true(self, about, notice) -> bool:
        return about.state in self.states

    def fence(self, notices: QuerySet) -> QuerySet:
        rows = Application.objects.filter(pk=OuterRef("about_id"), person=OuterRef("recipient"), state__in=self.states)
        return notices.filter(Exists(rows))


@register
class SelectionTalkOffered(ToApplicant):
    """“You can choose a time.” Void once one is chosen."""

    name = "selection_talk_offered"
    template = "mentoring/email/selection_talk_offered"
    states = frozenset({ApplicationState.INTERVIEW})

    def context(self, about, recipient) -> dict:
        return {"url": reverse("application_talk", args=[about.public_id]), "action_label": _("Choose a time")}


@register
class ApplicationAnswer(ToApplicant):
    """The same letter whatever the answer is: it stands on the page."""

    name = "application_answer"
    template = "mentoring/email/application_answer"
    states = ANSWERED

    def context(self, about, recipient) -> dict:
        return {"url": reverse("application_place", args=[about.public_id]), "action_label": _("Read the answer")}


class AboutTalk(NoticeKind):
    """Leaves only while the interview is in `state`, and only to those whom it joins."""

    model = SelectionInterview
    related = ("program", "application__campaign", "slot")
    state: str = SelectionState.BOOKED
    to_panel = False

    def still_true(self, about, notice) -> bool:
        return about.state == self.state

    def fence(self, notices: QuerySet) -> QuerySet:
        rows = SelectionInterview.objects.filter(pk=OuterRef("about_id"), state=self.state)
        return notices.filter(Exists(rows.filter(self.joined())))

    def joined(self) -> Q:
        if not self.to_panel:
            return Q(application__person=OuterRef("recipient"))
        return Q(slot__panel__person=OuterRef("recipient"), slot__panel__state__in=ParticipationState.LIVE)

    def context(self, about, recipient) -> dict:
        clock = clock_of(about.slot, recipient, zone=about.application.campaign.zone)
        if about.application.person_id == recipient.pk:
            url, label = reverse("application_talk", args=[about.application.public_id]), _("See the appointment")
        else:
            url, label = reverse("my_reading", args=[about.program.public_id]), _("See the interview")
        return {"starts": clock.start, "city": clock.city, "url": url, "action_label": label}


@register
class SelectionTalkBooked(AboutTalk):
    """The answer to what the applicant has just done."""

    name = "selection_talk_booked"
    template = "mentoring/email/selection_talk_booked"
    disturbs = True


@register
class SelectionTalkTaken(AboutTalk):
    """To everybody of the panel."""

    name = "selection_talk_taken"
    template = "mentoring/email/selection_talk_taken"
    to_panel = True


@register
class SelectionTalkReminder(AboutTalk):
    """To all of them, as long before as each of them chose: planned, never owed weeks ahead."""

    name = "selection_talk_reminder"
    template = "mentoring/email/selection_talk_reminder"

    def plan(self, now: datetime | None) -> int:
        return plan_selection_reminders(now)

    def fence(self, notices: QuerySet) -> QuerySet:
        published = Q(program__state__in=ProgramState.PUBLISHED)
        rows = SelectionInterview.objects.filter(published, pk=OuterRef("about_id"), state=self.state)
        applicant = rows.filter(application__person=OuterRef("recipient"))
        panel = rows.filter(slot__panel__person=OuterRef("recipient"), slot__panel__state__in=ParticipationState.LIVE)
        return notices.filter(Exists(applicant) | Exists(panel), recipient__wants_reminders=True)


@register
class SelectionTalkGivenBack(AboutTalk):
    """To the panel: the applicant called it off or chose another time, or the application has its answer."""

    name = "selection_talk_given_back"
    template = "mentoring/email/selection_talk_given_back"
    state = SelectionState.CANCELLED
    to_panel = True


@register
class SelectionTalkCalledOff(AboutTalk):
    """To the applicant: the team called it off; the page offers other times."""

    name = "selection_talk_called_off"
    template = "mentoring/email/selection_talk_called_off"
    state = SelectionState.CANCELLED

    def context(self, about, recipient) -> dict:
        return super().context(about, recipient) | {"action_label": _("Choose another time")}
