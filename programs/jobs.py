"""Long work, one class per kind. Each app registers its own in its `jobs.py`; `services/job_runs.py` does it.

    @register
    class QuestionnaireImport(JobKind):
        name = "questionnaire_import"
        title = _("Bring in a questionnaire")
        steps = {"read": _("Reading the file"), "keep": _("Writing the draft")}
        page = "desk_questionnaire_import"
        result_template = "intake/exchange/imported.html"

        def run(self, job, report):
            report.step("read")
            return read_file(bytes(job.file))

        def keep(self, job, found):
            return {"questionnaire": create_questionnaire(...).public_id}

A worker may die at any moment and another begins the job anew. So `run` computes and writes nothing, and `keep` writes,
in the one transaction that ends the job: what came of it is there once, or not at all. Large libraries are imported
inside `run`: the registry is read by every process.
"""

from abc import ABC, abstractmethod
from typing import Any, Protocol

from django.core.exceptions import ImproperlyConfigured

from programs.models import Job

JOB_KINDS: dict[str, "JobKind"] = {}


class Report(Protocol):
    """How the work tells how far it is."""

    def step(self, code: str, *, number: int = 0, of: int = 0) -> None:
        """Now `code` is being done, a key of the kind's `steps`; `number` of `of` where the kind counts otherwise.

        Ends the work (with an exception that is not the kind's to catch) when somebody has cancelled it.
        """


class JobKind(ABC):
    name: str
    title: str  # what is done, in words
    steps: dict[str, str]  # code → words, in the order in which they are done
    page: str = ""  # URL name of the page that starts it; its one argument is the program's public id
    here: str = ""  # its place in the desk's left column
    result_template: str = ""  # shows what came of it, with what `context` gives

    @abstractmethod
    def run(self, job: Job, report: Report) -> Any:
        """Do it and return what was found. Writes nothing. A `DomainError` ends the job with its words as reason."""

    def keep(self, job: Job, found: Any) -> dict:
        """Write what was found and return the result: ids, numbers and codes. In the transaction that ends the job."""
        return found or {}

    def context(self, job: Job) -> dict:
        """What the result's template needs, in the reader's language."""
        return {"result": job.result}


def register(kind: type[JobKind]) -> type[JobKind]:
    """Class decorator: make the kind known under its name."""
    if kind.name in JOB_KINDS and type(JOB_KINDS[kind.name]) is not kind:
        raise ImproperlyConfigured(f"Two kinds of long work are called {kind.name}.")
    JOB_KINDS[kind.name] = kind()
    return kind


def job_kind(name: str) -> JobKind | None:
    """The kind with this name; None when this version of the platform does not know it."""
    return JOB_KINDS.get(name)
