"""What is said about surveys: a few questions wait, here is the link. The link opens them without signing in."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from intake.models import SurveyRequest, SurveyState, Trigger
from intake.services.survey_planning import plan_surveys
from intake.services.survey_sending import remind_silent
from intake.services.surveys import answer_token
from programs.models import ParticipationState
from programs.notices import NoticeKind, register


class AboutSurvey(NoticeKind):
    """Leaves only while the survey waits for its answer, and the person still takes part unless it is about the end."""

    model = SurveyRequest
    related = ("program", "plan")

    def still_true(self, about, notice) -> bool:
        return about.state == SurveyState.SENT

    def fence(self, notices: QuerySet) -> QuerySet:
        waiting = SurveyRequest.objects.filter(
            Q(participation__state=ParticipationState.ACTIVE) | Q(plan__trigger__in=Trigger.ENDS),
            pk=OuterRef("about_id"),
            state=SurveyState.SENT,
            participation__person=OuterRef("recipient"),
        )
        return notices.filter(Exists(waiting))

    def context(self, about, recipient) -> dict:
        return {
            "url": reverse("survey", args=[answer_token(about)]),
            "action_label": _("Read the questions"),
            "anonymous": about.plan.is_anonymous,
            "until": about.expires_on,
        }


@register
class SurveyAsked(AboutSurvey):
    """“A few questions for you.” Planning it is planning the surveys themselves."""

    name = "survey_asked"
    template = "intake/email/survey_asked"

    def plan(self, now: datetime | None) -> int:
        return plan_surveys(now)


@register
class SurveyReminder(AboutSurvey):
    """Once, some days later, to who has not answered and wants reminders."""

    name = "survey_reminder"
    template = "intake/email/survey_reminder"

    def plan(self, now: datetime | None) -> int:
        return remind_silent(now)

    def fence(self, notices: QuerySet) -> QuerySet:
        return super().fence(notices).filter(recipient__wants_reminders=True)
