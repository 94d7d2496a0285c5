"""A program opens when people can really meet: a group, somebody who leads it, a first meeting."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import Group, GroupKind, Meeting, Membership
from programs.readiness import Gap, readiness_check


@readiness_check
def people_can_meet(program):
    if not Group.objects.filter(program=program).exclude(kind__in=GroupKind.SEALED).exists():
        yield Gap("group", _("There is no group yet."))
        return
    if not Membership.objects.current().facilitating().filter(program=program).exists():
        yield Gap("facilitator", _("Nobody leads a group yet."))
    if not Meeting.objects.planned().coming(timezone.now()).filter(program=program).exists():
        yield Gap("meeting", _("No meeting is planned."))
