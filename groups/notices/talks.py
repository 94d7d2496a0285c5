"""What is said of talks with two neutral people: a question waits, something is new. Never what it is about."""

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from groups.models import Mediation, MediationState, Mediator, PartyConsent
from groups.notices.team import ReportNotice
from groups.services.mediation import standing
from programs.models import ParticipationState
from programs.notices import NoticeKind, register


class ToParty(NoticeKind):
    model = PartyConsent
    related = ("program",)

    def fence(self, notices: QuerySet) -> QuerySet:
        """The recipient is that party, and has learned of it."""
        theirs = PartyConsent.objects.filter(
            pk=OuterRef("about_id"),
            party__told_at__isnull=False,
            party__participation__person=OuterRef("recipient"),
            party__participation__state__in=ParticipationState.LIVE,
        )
        return notices.filter(Exists(theirs))

    def context(self, about, recipient) -> dict:
        return {
            "action_label": _("Read it"),
            "url": reverse("my_mediation", args=[about.program.public_id, about.public_id]),
        }


@register
class TalkAsked(ToParty):
    """“A question for you”: would you like talks with two neutral people?"""

    name = standing.ASKED
    template = "groups/email/talk_asked"

    def fence(self, notices: QuerySet) -> QuerySet:
        waits = PartyConsent.objects.filter(pk=OuterRef("about_id"), mediation__state=MediationState.INVITED)
        return super().fence(notices).filter(Exists(waits.filter(agrees=None)))


@register
class TalkNews(ToParty):
    """“News for you”: a talk, a statement that was shared, an agreement to read, or that it is over."""

    name = standing.NEWS
    template = "groups/email/report_news"


@register
class TalkWork(NoticeKind):
    """To the two who mediate: something waits."""

    name = standing.WORK
    model = Mediation
    template = "groups/email/report_news"
    related = ("program", "conflict")

    def fence(self, notices: QuerySet) -> QuerySet:
        theirs = Mediator.objects.filter(
            mediation=OuterRef("about_id"),
            participation__person=OuterRef("recipient"),
            participation__state=ParticipationState.ACTIVE,
        )
        return notices.filter(Exists(theirs))

    def context(self, about, recipient) -> dict:
        return {
            "action_label": _("See what waits"),
            "url": reverse("mediation", args=[about.program.public_id, about.public_id]),
        }


@register
class TalkStep(ReportNotice):
    """To the readers of the report: something happened in the talks, or with what they asked the person."""

    name = standing.STEP
