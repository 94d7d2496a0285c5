"""What the desk tells people: that somebody asked them to help, that their page is ready."""

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from programs.models import Participation, Role
from programs.notices import NoticeKind, register


@register
class RoleGiven(NoticeKind):
    """To somebody who was given a role: where their page is and how they sign in. Neither the role nor the program."""

    name = "role_given"
    model = Participation
    template = "desk/email/role_given"
    related = ("program",)

    def fence(self, notices: QuerySet) -> QuerySet:
        """They still have the role."""
        held = Participation.objects.live().filter(pk=OuterRef("about_id"), person=OuterRef("recipient"))
        return notices.filter(Exists(held))

    def context(self, about, recipient) -> dict:
        page = "facilitator_home" if about.role == Role.FACILITATOR else "desk"
        return {"action_label": _("Open my page"), "url": reverse(page)}


@register
class PageReady(RoleGiven):
    """To somebody who was entered out of a list: where their page is and how they sign in. Nothing of why."""

    name = "page_ready"
    template = "desk/email/page_ready"

    def context(self, about, recipient) -> dict:
        page = "facilitator_home" if about.role == Role.FACILITATOR else "home"
        return {"action_label": _("Open my page"), "url": reverse(page)}
