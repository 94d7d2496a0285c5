"""A meeting on a public holiday: it is off, unless the coordinator says that the group meets all the same."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from groups.models import Meeting
from groups.queries.telling import as_if_moved, members_to_tell, telling
from groups.services.holidays import meet_all_the_same
from groups.views.desk.groups import GroupsPage
from programs.errors import DomainError


class DeskMeetingHoliday(GroupsPage, DetailView):
    """Before: who reads what. Then one press puts the meeting back, once."""

    model = Meeting
    slug_url_kwarg = "meeting"
    context_object_name = "meeting"
    template_name = "groups/desk/meeting_holiday.html"

    def get_queryset(self):
        return super().get_queryset().select_related("group", "program")

    def get_context_data(self, **kwargs):
        back = as_if_moved(self.object, state="planned")
        told = telling("meeting_moved", back, members_to_tell(self.object.group, meetings=[self.object]))
        return super().get_context_data(telling=told, now=timezone.now(), **kwargs)

    def post(self, request, *args, **kwargs):
        meeting = self.get_object()
        try:
            meet_all_the_same(meeting, by=self.participation)
        except DomainError as error:
            messages.info(request, str(error))
        else:
            messages.success(request, _("The group meets on this day. Those concerned are told."))
        return HttpResponseRedirect(self.group_url(meeting.group))
