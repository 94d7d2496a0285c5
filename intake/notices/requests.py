"""What is said about requests to join: something waits, here is the link. Never an answer, never a message's words."""

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.fields.json import KT
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from intake.models import Assessment, AssessmentState, Referral
from intake.services.telling import resume_token
from programs.models import Participation, Role
from programs.notices import NoticeKind, register


class AboutRequest(NoticeKind):
    """Leaves only while the request is in one of `states`."""

    model = Assessment
    related = ("program",)
    states: frozenset[str] = AssessmentState.OPEN

    def still_true(self, about, notice) -> bool:
        return about.state in self.states

    def fence(self, notices: QuerySet) -> QuerySet:
        return notices.filter(Exists(Assessment.objects.filter(pk=OuterRef("about_id"), state__in=self.states)))


class ToPerson(AboutRequest):
    """Only to the person whose request it is; the page asks them to sign in."""

    def fence(self, notices: QuerySet) -> QuerySet:
        mine = Assessment.objects.filter(pk=OuterRef("about_id"), person=OuterRef("recipient"))
        return super().fence(notices).filter(Exists(mine))

    def context(self, about, recipient) -> dict:
        return {
            "url": reverse("request_status", args=[about.public_id]),
            "action_label": _("Follow my request"),
            "reference": about.reference,
        }


class ToCoordinator(AboutRequest):
    """Only to who still coordinates the program."""

    def fence(self, notices: QuerySet) -> QuerySet:
        held = Participation.objects.live().in_role(Role.COORDINATOR)
        coordinates = held.filter(program=OuterRef("program"), person=OuterRef("recipient"))
        return super().fence(notices).filter(Exists(coordinates))

    def context(self, about, recipient) -> dict:
        return {
            "url": reverse("desk_request", args=[about.program.public_id, about.public_id]),
            "action_label": _("Open the request"),
            "reference": about.reference,
            "promised_for": about.promised_for,
        }


@register
class RequestReceived(ToPerson):
    """The answer to what the person has just done. Greets nobody by name: whoever sent the form typed it."""

    name = "request_received"
    template = "intake/email/request_received"
    disturbs = True

    def context(self, about, recipient) -> dict:
        return super().context(about, recipient) | {"promised_for": about.promised_for}


@register
class RequestAgain(ToPerson):
    """Somebody sent the form with this address while a request was open: told once per request, to its owner only."""

    name = "request_again"
    template = "intake/email/request_again"
    disturbs = True


@register
class RequestResume(NoticeKind):
    """The link to go on, asked for by whoever fills in the form: only while it is not sent and has this address."""

    name = "request_resume"
    model = Assessment
    related = ("program",)
    template = "intake/email/request_resume"
    disturbs = True

    def still_true(self, about, notice) -> bool:
        return about.state == AssessmentState.STARTED and not about.is_sent

    def fence(self, notices: QuerySet) -> QuerySet:
        drafts = Assessment.objects.filter(pk=OuterRef("about_id"), state=AssessmentState.STARTED, submitted_at=None)
        typed = drafts.annotate(typed=KT("answers__email")).filter(typed=OuterRef("recipient__email"))
        return notices.filter(Exists(typed))

    def context(self, about, recipient) -> dict:
        return {
            "url": reverse("join_resume", args=[resume_token(about)]),
            "action_label": _("Go on"),
            "kept_until": timezone.localtime(about.kept_until),
        }


@register
class RequestAccepted(ToPerson):
    name = "request_accepted"
    template = "intake/email/request_accepted"
    states = frozenset({AssessmentState.ACCEPTED})


@register
class RequestWaiting(ToPerson):
    name = "request_waiting"
    template = "intake/email/request_waiting"
    states = frozenset({AssessmentState.WAITING})


@register
class RequestMoreAsked(ToPerson):
    name = "request_more_asked"
    template = "intake/email/request_more_asked"
    states = frozenset({AssessmentState.MORE_ASKED})


@register
class RequestReferredOn(ToPerson):
    name = "request_referred_on"
    template = "intake/email/request_referred_on"
    states = frozenset({AssessmentState.REFERRED_ON})


@register
class RequestDeclined(ToPerson):
    name = "request_declined"
    template = "intake/email/request_declined"
    states = frozenset({AssessmentState.DECLINED})


@register
class RequestNew(ToCoordinator):
    name = "request_new"
    template = "intake/email/request_new"
    states = frozenset({AssessmentState.SUBMITTED})


@register
class RequestReply(ToCoordinator):
    name = "request_reply"
    template = "intake/email/request_reply"


@register
class ReferralReceived(NoticeKind):
    """To who still coordinates the program: a professional has written. Who and about whom stands on the desk."""

    name = "referral_received"
    model = Referral
    template = "intake/email/referral_received"
    related = ("program",)

    def fence(self, notices: QuerySet) -> QuerySet:
        held = Participation.objects.live().in_role(Role.COORDINATOR)
        coordinates = held.filter(program=OuterRef("program"), person=OuterRef("recipient"))
        return super().fence(notices).filter(Exists(coordinates))

    def context(self, about, recipient) -> dict:
        return {
            "url": reverse("desk_referral", args=[about.program.public_id, about.public_id]),
            "action_label": _("Read it on the desk"),
        }
