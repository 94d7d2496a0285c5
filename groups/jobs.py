"""Long work of groups: reckoning a placement, and publishing it."""

from django.utils.translation import gettext_lazy as _

from groups.models import PlacementRun
from groups.services.placement import NoDraft, publish_placement, reckon, write_draft
from programs.jobs import JobKind, register
from programs.models import Job
from programs.services.job_runs import acting


class AboutPlacement(JobKind):
    page = "desk_placement"
    here = "groups"
    result_template = "groups/desk/placement_done.html"

    def draft(self, job: Job) -> PlacementRun:
        run = PlacementRun.objects.select_related("program").filter(pk=job.data["run"], program=job.program_id).first()
        if run is None:
            raise NoDraft
        return run


@register
class PlacementReckoning(AboutPlacement):
    """The best placement of all who wait becomes what the draft says."""

    name = "placement"
    title = _("Place those who wait")
    steps = {"reckon": _("Finding the best place for everybody"), "keep": _("Writing the draft")}

    def run(self, job: Job, report):
        report.step("reckon")
        acting(job)
        found = reckon(self.draft(job))
        report.step("keep")
        return found

    def keep(self, job: Job, found) -> dict:
        return write_draft(self.draft(job), found, by=acting(job))


@register
class PlacementPublication(AboutPlacement):
    """Everybody gets their place and is told."""

    name = "placement_publication"
    title = _("Publish the placement")
    steps = {"publish": _("Giving everybody their place")}

    def run(self, job: Job, report):
        report.step("publish")

    def keep(self, job: Job, found) -> dict:
        return publish_placement(self.draft(job), number=job.data["number"], by=acting(job))
