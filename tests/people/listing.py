"""Making lists of people, giving them on the desk, and reading what came of it."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from peersupport.people_file.bringing import bring_in
from peersupport.people_file.checking import check_file
from programs.models import Job
from programs.services.job_runs import run_due

HEADINGS = ["name", "e-mail", "phone", "role", "birth date"]


def row(name="Ana Roy", email="", phone="", role="participant", born=""):
    return [name, email or f"{name.replace(' ', '.').lower()}@example.org", phone, role, born]


def as_text(*rows, headings=HEADINGS, delimiter=",") -> bytes:
    return "\r\n".join(delimiter.join(cells) for cells in [headings, *rows]).encode()


def as_workbook(*rows, headings=HEADINGS) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for cells in [headings, *rows]:
        book.active.append(cells)
    book.save(out)
    return out.getvalue()


def address(name, program, *more):
    return reverse(name, args=[program.public_id, *more])


def give(client, program, content, file_name="people.csv") -> Job:
    """Upload a list and let the worker look through it."""
    client.post(address("desk_people_import", program), {"file": SimpleUploadedFile(file_name, content)})
    run_due()
    return Job.objects.latest("pk")


def page_of(client, job) -> str:
    return client.get(address("desk_job", job.program, job.public_id)).content.decode()


def bring(client, job, **answers) -> Job:
    """Press the button on the page that brings the list in, and let the worker do it."""
    client.post(address("desk_people_bringing", job.program, job.public_id), {"agreed": "on"} | answers)
    run_due()
    return Job.objects.latest("pk")


def straight_in(program, by, content, today, *, invite=False, **decisions):
    """Look through and bring in, without pages."""
    checked = check_file(content, program, today=today)
    assert not checked.wrong
    return bring_in(program, entries=checked.entries, decisions=decisions, invite=invite, by=by)
