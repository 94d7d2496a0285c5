"""Long work of peers: looking for pairs, and publishing them."""

from django.utils.translation import gettext_lazy as _

from mentoring.models import MatchRun
from mentoring.services.matching import NoDraft, publish_match, reckon, write_draft
from programs.jobs import JobKind, register
from programs.models import Job
from programs.services.job_runs import acting


class AboutMatch(JobKind):
    page = "desk_match"
    here = "pairs"
    result_template = "mentoring/desk/match_done.html"

    def draft(self, job: Job) -> MatchRun:
        run = MatchRun.objects.select_related("program").filter(pk=job.data["run"], program=job.program_id).first()
        if run is None:
            raise NoDraft
        return run


@register
class MatchReckoning(AboutMatch):
    """What was found becomes what the draft says."""

    name = "match"
    title = _("Look for pairs")
    steps = {"reckon": _("Looking for who fits whom"), "keep": _("Writing the draft")}

    def run(self, job: Job, report):
        report.step("reckon")
        acting(job)
        found = reckon(self.draft(job))
        report.step("keep")
        return found

    def keep(self, job: Job, found) -> dict:
        return write_draft(self.draft(job), found, by=acting(job))


@register
class MatchPublication(AboutMatch):
    """The pairs begin and both are told."""

    name = "match_publication"
    title = _("Publish the pairs")
    steps = {"publish": _("Bringing the pairs together")}

    def run(self, job: Job, report):
        report.step("publish")

    def keep(self, job: Job, found) -> dict:
        return publish_match(self.draft(job), number=job.data["number"], by=acting(job))
