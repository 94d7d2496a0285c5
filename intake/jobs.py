"""Long work of coming in: a questionnaire out of a file."""

from itertools import groupby
from operator import itemgetter

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from intake.models import Questionnaire
from intake.questionnaires.document import Form
from intake.questionnaires.errors import Imported, Refused
from intake.questionnaires.files import ZIP, read_file, title_of
from intake.questionnaires.ignored_words import ignored_place, ignored_sentence
from intake.services.questionnaires import create_questionnaire
from programs.errors import DomainError
from programs.jobs import JobKind, register
from programs.models import Job
from programs.services.job_runs import acting

MOST_SHOWN = 500  # of what was left out; a file with more of it needs another look than a list


@register
class QuestionnaireImport(JobKind):
    """`job.file` becomes a questionnaire with a draft, in the job's program. Nothing of it is published."""

    name = "questionnaire_import"
    title = _("Bring in a questionnaire")
    steps = {"read": _("Reading the file"), "keep": _("Writing the draft")}
    page = "desk_questionnaire_import"
    here = "questionnaires"
    result_template = "intake/exchange/imported.html"

    def run(self, job: Job, report) -> tuple[Imported, bool]:
        report.step("read")
        data = bytes(job.file or b"")
        try:
            found = read_file(data)
        except Refused as refusal:
            raise DomainError(str(refusal)) from refusal
        report.step("keep")
        return found, data.startswith(ZIP)

    def keep(self, job: Job, found: tuple[Imported, bool]) -> dict:
        imported, has_rows = found
        form = Form(imported.document)
        name = job.data.get("name") or title_of(imported.document, job.data.get("file", ""))
        draft = create_questionnaire(job.program, name=name, by=acting(job), document=imported.document)
        return {
            "questionnaire": draft.public_id,
            "name": draft.name,
            "questions": len(form.questions),
            "languages": form.languages(),
            "rows": has_rows,
            "ignored": [[part.place, part.feature] for part in imported.ignored[:MOST_SHOWN]],
            "more": max(0, len(imported.ignored) - MOST_SHOWN),
        }

    def context(self, job: Job) -> dict:
        result = job.result
        there = Questionnaire.objects.filter(public_id=result.get("questionnaire"), program=job.program_id).exists()
        address = reverse("desk_questionnaire", args=[job.program.public_id, result["questionnaire"]])
        return {
            "result": result,
            "draft_url": address if there else "",
            "ignored": [
                (ignored_place(place, rows=result["rows"]), [ignored_sentence(feature) for _place, feature in parts])
                for place, parts in groupby(result["ignored"], key=itemgetter(0))
            ],
        }
