"""Long work of the desk: looking through a list of people, and bringing it in."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from peersupport.people_file.bringing import bring_in
from peersupport.people_file.checking import Checked, check_file
from peersupport.people_file.keeping import CHECK, NoList, opened, sealed, use_up
from programs.jobs import JobKind, register
from programs.models import Job, Role
from programs.services.job_runs import acting

SHOWN = 20  # rows on the page; all of them stand in the file, or on the page that brings them in


@register
class PeopleCheck(JobKind):
    """`job.file` is looked through. Nobody is entered; what was read waits sealed in the result."""

    name = CHECK
    title = _("Look through a list of people")
    steps = {"read": _("Reading the file"), "compare": _("Looking for people who are here already")}
    page = "desk_people_import"
    here = "people"
    result_template = "desk/people_file/checked.html"

    def run(self, job: Job, report) -> Checked:
        report.step("read")
        acting(job)
        today = timezone.now().astimezone(job.program.zone).date()
        report.step("compare")
        return check_file(bytes(job.file or b""), job.program, today=today)

    def keep(self, job: Job, checked: Checked) -> dict:
        return checked.counts | {"sealed": sealed(job, checked)}

    def context(self, job: Job) -> dict:
        try:
            found = opened(job)
        except NoList:
            return {"result": job.result, "is_here": False}
        wrong = [(number, problems) for number, _cells, problems in found["lines"] if problems]
        return {
            "result": job.result,
            "is_here": True,
            "unused": found["unused"],
            "wrong": wrong[:SHOWN],
            "more_wrong": max(0, len(wrong) - SHOWN),
            "entries": with_roles(found["entries"][:SHOWN]),
            "more_entries": max(0, len(found["entries"]) - SHOWN),
        }


@register
class PeopleImport(JobKind):
    """The list of an earlier look comes in, all of it or nothing."""

    name = "people_import"
    title = _("Bring people in")
    steps = {"open": _("Opening the list"), "keep": _("Entering the people")}
    page = "desk_people_import"
    here = "people"
    result_template = "desk/people_file/brought.html"

    def run(self, job: Job, report) -> list[dict]:
        report.step("open")
        acting(job)
        entries = opened(self.looked_through(job))["entries"]
        report.step("keep")
        return entries

    def keep(self, job: Job, entries: list[dict]) -> dict:
        use_up(self.looked_through(job), brought_in=job)
        data = job.data
        return bring_in(
            job.program, entries=entries, decisions=data["decisions"], invite=data["invite"], by=acting(job)
        )

    def looked_through(self, job: Job) -> Job:
        rows = Job.objects.filter(kind=CHECK, program=job.program_id, by=job.by_id)
        found = rows.filter(public_id=job.data["list"]).first()
        if found is None:
            raise NoList
        return found


def with_roles(entries: list[dict]) -> list[dict]:
    """Each row with its role in words."""
    return [entry | {"role_words": Role(entry["role"]).label} for entry in entries]
