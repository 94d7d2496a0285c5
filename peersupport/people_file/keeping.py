"""What was read in a list waits sealed in its job’s result until it is brought in, thrown away, or a month old."""

import base64
import json
import zlib

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peersupport.people_file.checking import Checked
from programs.encryption import seal, unseal
from programs.errors import DomainError
from programs.models import Job, JobState, Participation
from programs.services.events import record_event

CHECK = "people_check"


class NoList(DomainError):
    message = _("This list is not here any more: it was brought in, or thrown away.")


def sealed(job: Job, checked: Checked) -> str:
    """Everything that names somebody, to be stored in the job's result."""
    words = {
        "headings": checked.headings,
        "unused": checked.unused,
        "lines": [[row.number, row.cells, row.problems] for row in checked.rows] if checked.wrong else [],
        "entries": checked.entries,
    }
    packed = base64.b64encode(zlib.compress(json.dumps(words).encode())).decode()
    return base64.b64encode(seal(packed, place=_place(job))).decode()


def opened(job: Job) -> dict:
    """`headings`, the `unused` ones, and of a list with a fault `lines` (number, cells, problems), else `entries`.

    Raises `NoList`.
    """
    if job.kind != CHECK or job.state != JobState.DONE or not job.result.get("sealed"):
        raise NoList
    packed = unseal(base64.b64decode(job.result["sealed"]), place=_place(job))
    return json.loads(zlib.decompress(base64.b64decode(packed)))


def use_up(job: Job, *, brought_in: Job) -> Job:
    """Take the list out of the job, in the caller's transaction: it is brought in once. Raises `NoList`."""
    current = Job.objects.select_for_update().get(pk=job.pk)
    opened(current)
    _forget(current, brought=brought_in.public_id)
    return current


@transaction.atomic
def throw_away(job: Job, *, by: Participation) -> None:
    """Nothing of the list is kept. Raises `NoList` when nothing was there any more."""
    current = Job.objects.select_for_update().get(pk=job.pk)
    opened(current)
    _forget(current, thrown=True)
    record_event("people_list_thrown_away", current, by=by)


def _forget(job: Job, **facts) -> None:
    job.result = {name: value for name, value in job.result.items() if name != "sealed"} | facts
    job.save(update_fields=["result"])


def _place(job: Job) -> str:
    return f"people_list:{job.public_id}"
