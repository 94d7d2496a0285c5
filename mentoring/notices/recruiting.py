"""What is said about applications: something waits, here is the link. Never a word of an application or a reference."""

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext as _

from mentoring.models import Application, ApplicationState, Reference, ReferenceState
from mentoring.services.application_drafts import resume_token
from mentoring.services.references import address_of
from programs.models import Participation, Role
from programs.notices import NoticeKind, register


class AboutApplication(NoticeKind):
    """Leaves only while the application is in one of `states`."""

    model = Application
    related = ("program", "campaign")
    states: frozenset[str] = ApplicationState.OPEN | {ApplicationState.CONFIRMED}

    def still_true(self, about, notice) -> bool:
        return about.state in self.states

    def fence(self, notices: QuerySet) -> QuerySet:
        return notices.filter(Exists(Application.objects.filter(pk=OuterRef("about_id"), state__in=self.states)))


class ToApplicant(AboutApplication):
    """Only to the person whose application it is; the page asks them to sign in."""

    def fence(self, notices: QuerySet) -> QuerySet:
        mine = Application.objects.filter(pk=OuterRef("about_id"), person=OuterRef("recipient"))
        return super().fence(notices).filter(Exists(mine))

    def context(self, about, recipient) -> dict:
        return {
            "url": reverse("application_status", args=[about.public_id]),
            "action_label": _("Follow my application"),
            "reference": about.reference,
        }


class ToRecruiter(AboutApplication):
    """Only to who still coordinates the program."""

    def fence(self, notices: QuerySet) -> QuerySet:
        held = Participation.objects.live().in_role(Role.COORDINATOR)
        coordinates = held.filter(program=OuterRef("program"), person=OuterRef("recipient"))
        return super().fence(notices).filter(Exists(coordinates))

    def context(self, about, recipient) -> dict:
        return {
            "url": reverse("desk_application", args=[about.program.public_id, about.public_id]),
            "action_label": _("Open the application"),
            "reference": about.reference,
        }


@register
class ApplicationReceived(ToApplicant):
    """The answer to what the person has just done. Greets nobody by name: whoever sent the form typed it."""

    name = "application_received"
    template = "mentoring/email/application_received"
    disturbs = True


@register
class ApplicationAgain(ToApplicant):
    """Somebody sent the form with this address a second time: told once per application, to its owner only."""

    name = "application_again"
    template = "mentoring/email/application_again"
    disturbs = True


@register
class ApplicationResume(NoticeKind):
    """The link to go on, asked for by whoever fills in the form: only while it is not sent."""

    name = "application_resume"
    model = Application
    related = ("program", "campaign")
    template = "mentoring/email/application_resume"
    disturbs = True

    def still_true(self, about, notice) -> bool:
        return about.state == ApplicationState.DRAFT and about.person_id is None

    def fence(self, notices: QuerySet) -> QuerySet:
        drafts = Application.objects.filter(pk=OuterRef("about_id"), state=ApplicationState.DRAFT, person=None)
        return notices.filter(Exists(drafts))

    def context(self, about, recipient) -> dict:
        return {
            "url": reverse("apply_resume", args=[resume_token(about)]),
            "action_label": _("Go on"),
            "closes_at": about.campaign.closes_at.astimezone(about.campaign.zone),
        }


@register
class ApplicationRevision(ToApplicant):
    name = "application_revision"
    template = "mentoring/email/application_revision"
    states = frozenset({ApplicationState.REVISION})


@register
class ApplicationMessageWaits(ToApplicant):
    name = "application_message"
    template = "mentoring/email/application_message"


@register
class ApplicationNew(ToRecruiter):
    name = "application_new"
    template = "mentoring/email/application_new"


@register
class ApplicationReply(ToRecruiter):
    name = "application_reply"
    template = "mentoring/email/application_reply"


@register
class ApplicationWithdrawn(ToRecruiter):
    name = "application_withdrawn"
    template = "mentoring/email/application_withdrawn"
    states = frozenset({ApplicationState.WITHDRAWN})


@register
class ReferenceAsked(NoticeKind):
    """To somebody who knows the applicant, perhaps nobody we know: a link, no name of anybody, no program."""

    name = "reference_asked"
    model = Reference
    related = ("program",)
    template = "mentoring/email/reference_asked"

    def still_true(self, about, notice) -> bool:
        return about.state == ReferenceState.ASKED

    def fence(self, notices: QuerySet) -> QuerySet:
        waiting = Reference.objects.filter(
            pk=OuterRef("about_id"),
            state=ReferenceState.ASKED,
            expires_at__gt=Now(),
            application__state__in=ApplicationState.OPEN,
        )
        return notices.filter(Exists(waiting))

    def context(self, about, recipient) -> dict:
        return {"url": address_of(about), "action_label": _("Read the questions"), "until": about.expires_at.date()}


@register
class ReferenceAnswered(NoticeKind):
    """To who coordinates the program: somebody has answered. What they wrote stands on the desk only."""

    name = "reference_answered"
    model = Reference
    related = ("program", "application")
    template = "mentoring/email/reference_answered"

    def fence(self, notices: QuerySet) -> QuerySet:
        held = Participation.objects.live().in_role(Role.COORDINATOR)
        coordinates = held.filter(program=OuterRef("program"), person=OuterRef("recipient"))
        return super().fence(notices).filter(Exists(coordinates))

    def context(self, about, recipient) -> dict:
        one = about.application
        return {
            "url": reverse("desk_application", args=[about.program.public_id, one.public_id]),
            "action_label": _("Open the application"),
            "reference": one.reference,
        }
