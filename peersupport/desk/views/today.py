"""The first page of the day: what needs somebody now, in all programs or in one."""

from django.utils import timezone
from django.views.generic import TemplateView

from peersupport.desk.queries.places import DESK_ROLES
from peersupport.desk.queries.today import Today
from programs.access import Permission
from programs.views.base import ProgramView, StaffPersonView


class Desk(StaffPersonView, TemplateView):
    template_name = "desk/today.html"
    roles = DESK_ROLES

    def also_allowed(self, person) -> bool:
        return person.is_staff or person.may_create_programs

    def get_context_data(self, **kwargs):
        context = today_context(self.participations, zone=self.request.user.zone)
        return super().get_context_data(here="desk", **context, **kwargs)


class ProgramDesk(ProgramView, TemplateView):
    template_name = "desk/today.html"
    permission = Permission.HANDLE_TASKS

    def get_context_data(self, **kwargs):
        context = today_context(self.access.participations, zone=self.program.zone)
        return super().get_context_data(here="today", **context, **kwargs)


def today_context(participations, *, zone) -> dict:
    now = timezone.now()
    today = Today(participations, now=now)
    groups = today.groups()
    return {
        "groups": groups,
        "next_day": None if groups else today.next_day(),
        "today": now.astimezone(zone).date(),
    }
