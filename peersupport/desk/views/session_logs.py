"""What was written about one session, as the coordination reads it."""

from django.http import Http404
from django.views.generic import TemplateView

from groups.models import Meeting
from groups.queries.session_log import whole_log
from peersupport.desk.services import note_reading
from peersupport.desk.views.base import SensitiveView
from programs.access import Permission


class DeskSessionLog(SensitiveView, TemplateView):
    """The log, what was added to it, and how it was for those who led. Opening it is written down once a day."""

    model = Meeting
    permission = Permission.RUN_GROUPS
    template_name = "desk/session_log.html"

    def get_context_data(self, **kwargs):
        meeting = self.row("meeting", "group", "program", "log__written_by__person")
        page = whole_log(meeting)
        if page is None:
            raise Http404
        note_reading(page.log, by=self.participation, why="session log")
        shown = {"here": "groups", "meeting": meeting, "log": page.log, "page": page}
        return super().get_context_data(**kwargs | shown)
