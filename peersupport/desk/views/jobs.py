"""Long work on the desk: how far it is, how it ended. The page can be left; the work goes on."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from peersupport.desk.views.base import SensitiveView
from programs.access import Permission
from programs.jobs import job_kind
from programs.models import Job, JobState
from programs.services.jobs import EndedAlready, cancel_job

LOOK_AGAIN_SECONDS = 3
LATE = timedelta(minutes=2)  # no worker seems to be there
LOOKS_FOR = timedelta(minutes=15)  # a page that was forgotten must not keep a session alive for ever


class JobPage(SensitiveView, TemplateView):
    """Looks again by itself while it lasts, without a script; whoever reads slowly can stop that (`?watch=no`)."""

    model = Job
    permission = Permission.RUN_PROGRAM
    template_name = "desk/job.html"

    def get_context_data(self, **kwargs):
        job = self.row("job")
        kind = job_kind(job.kind)
        age = timezone.now() - job.created_at
        wants_it = self.request.GET.get("watch") != "no"
        self.watches = job.state in JobState.LIVE and wants_it and age < LOOKS_FOR
        shown = {
            "here": kind.here if kind else "",
            "job": job,
            "kind": kind,
            "is_late": job.state == JobState.QUEUED and age > LATE,
            "is_live": job.state in JobState.LIVE,
            "watches": self.watches,
            "steps": steps_of(job, kind),
            "back_url": reverse(kind.page, args=[self.program.public_id]) if kind and kind.page else "",
        }
        if job.state == JobState.DONE and kind:
            shown |= kind.context(job)
        return super().get_context_data(**kwargs | shown)

    def render_to_response(self, context, **kwargs):
        response = super().render_to_response(context, **kwargs)
        if self.watches:
            response["Refresh"] = str(LOOK_AGAIN_SECONDS)
        return response


class JobCancellation(SensitiveView, View):
    model = Job
    permission = Permission.RUN_PROGRAM

    def post(self, request, **kwargs):
        job = self.row("job")
        try:
            cancel_job(job, by=self.participation)
        except EndedAlready as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("Cancelled. Nothing was changed."))
        return redirect("desk_job", self.program.public_id, job.public_id)


def steps_of(job: Job, kind) -> list[tuple[str, str]]:
    """(class, words) of each step: done, now, or still to come."""
    codes = list(kind.steps) if kind else []
    at = codes.index(job.at_work) if job.at_work in codes else -1
    if job.state == JobState.DONE:
        at = len(codes)
    return [
        ("done" if place < at else "now" if place == at else "", kind.steps[code]) for place, code in enumerate(codes)
    ]
