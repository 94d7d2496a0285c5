"""Follow-ups: what somebody wrote, about whom, and “done”, once. Sessions that still need a log."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.generic import ListView, TemplateView, View

from groups.models import Meeting
from mentoring.queries.pairs_desk import pair_behind, role_change_behind
from mentoring.queries.peers import peer_behind
from peersupport.desk.queries.referrals import referral_of
from peersupport.desk.queries.tasks import meeting_of, meetings_without_log, participation_of, tasks_in
from peersupport.desk.services import note_reading
from peersupport.desk.views.base import SensitiveView
from programs.access import Permission
from programs.models import Task
from programs.services.tasks import DoneAlready, complete_task
from programs.views.base import ProgramView


class TaskList(ProgramView, ListView):
    model = Task
    permission = Permission.HANDLE_TASKS
    template_name = "desk/tasks.html"
    context_object_name = "tasks"
    paginate_by = 50

    def get_queryset(self):
        self.tab = self.request.GET.get("state", "open")
        if self.tab not in {"open", "done"}:
            raise Http404
        return tasks_in(super().get_queryset(), done=self.tab == "done")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            here="today", tab=self.tab, page_query=urlencode({"state": self.tab}) + "&", **kwargs
        )


class TaskPage(SensitiveView, TemplateView):
    model = Task
    permission = Permission.HANDLE_TASKS
    template_name = "desk/task.html"

    def get_context_data(self, **kwargs):
        task = self.row("task", "person", "created_by", "completion__by")
        if task.note:
            note_reading(task, by=self.participation, why=task.kind)
        meeting = meeting_of(task, self.participation)
        shown = {
            "here": "today",
            "task": task,
            "meeting": meeting,
            "reads_log": hasattr(meeting, "log") and self.access.can(Permission.RUN_GROUPS),
            "referral": referral_of(task, self.participation),
            "pair": pair_behind(task, self.participation) if self.access.can(Permission.MATCH) else None,
            "role_change": role_change_behind(task, self.participation) if self.access.can(Permission.MATCH) else None,
            "peer": peer_behind(task, self.participation) if self.access.can(Permission.TRAIN) else None,
            "person_page": participation_of(task) if self.access.can(Permission.SEE_PEOPLE) else None,
        }
        return super().get_context_data(**kwargs | shown)


class TaskCompletion(SensitiveView, View):
    """Done. Of two who press at once one did it; the other reads who."""

    model = Task
    permission = Permission.HANDLE_TASKS

    def post(self, request, **kwargs):
        task = self.row("task", "person")
        try:
            complete_task(task, by=self.participation)
        except DoneAlready as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("Done. Your name stands beside it."))
        return redirect("desk_program", program=self.program.public_id)


class Unlogged(ProgramView, ListView):
    model = Meeting
    permission = Permission.RUN_GROUPS
    template_name = "desk/unlogged.html"
    context_object_name = "meetings"
    paginate_by = 50

    def get_queryset(self):
        return meetings_without_log(super().get_queryset())

    def get_context_data(self, **kwargs):
        return super().get_context_data(here="today", **kwargs)
