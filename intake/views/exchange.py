"""Questionnaires and answers as files on the desk: in, and out."""

from pathlib import PurePath

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView, View

from intake.exchange_forms import AnswersForm, QuestionnaireFileForm
from intake.exports import asks_for_evaluation, bundle, questionnaire_file, response_file, sent_answers
from intake.jobs import QuestionnaireImport
from intake.models import Questionnaire, Response
from intake.questionnaires.fhir_export import as_text
from programs.access import Permission
from programs.errors import DomainError
from programs.models import Job
from programs.services.events import record_reading
from programs.services.jobs import start_job
from programs.views.base import ProgramView

FHIR = "application/fhir+json"
SHOWN = 5


class QuestionnaireFromFile(ProgramView, FormView):
    """Says what will happen, takes the file, and leads to the page of the job: a worker reads it, no request does."""

    model = Job
    permission = Permission.RUN_PROGRAM
    form_class = QuestionnaireFileForm
    template_name = "intake/exchange/import.html"

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        kwargs.pop("participation")
        return kwargs

    def get_context_data(self, **kwargs):
        earlier = self.get_queryset().filter(kind=QuestionnaireImport.name).defer("file")[:SHOWN]
        return super().get_context_data(here="questionnaires", earlier=earlier, **kwargs)

    def form_valid(self, form):
        file = form.cleaned_data["file"]
        facts = {"name": form.cleaned_data["name"], "file": PurePath(file.name).stem}
        try:
            job = start_job(QuestionnaireImport.name, by=self.participation, data=facts, file=file.read())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        return redirect("desk_job", self.program.public_id, job.public_id)


@method_decorator(never_cache, name="dispatch")
class _QuestionnaireView(ProgramView, abstract=True):
    model = Questionnaire
    permission = Permission.RUN_PROGRAM

    def questionnaire(self) -> Questionnaire:
        return get_object_or_404(self.get_queryset(), public_id=self.kwargs["questionnaire"])

    def file_name(self, questionnaire: Questionnaire, what: str) -> str:
        return f"{slugify(questionnaire.name)[:60] or questionnaire.public_id}-{slugify(what)}.json"


class QuestionnaireExport(_QuestionnaireView, TemplateView):
    template_name = "intake/exchange/export.html"

    def get_context_data(self, **kwargs):
        questionnaire = self.questionnaire()
        asks = asks_for_evaluation(self.program)
        shown = {
            "here": "questionnaires",
            "questionnaire": questionnaire,
            "everybody": sent_answers(questionnaire, self.program, agreed_only=False).count(),
            "agreed": sent_answers(questionnaire, self.program, agreed_only=True).count(),
            "form": AnswersForm(initial={"whose": "agreed" if asks else "all"}),
        }
        return super().get_context_data(**kwargs | shown)


class QuestionnaireFile(_QuestionnaireView, View):
    def get(self, request, **kwargs):
        questionnaire = self.questionnaire()
        found = questionnaire_file(questionnaire)
        if found is None:
            raise Http404
        return attached(HttpResponse(as_text(found), content_type=FHIR), self.file_name(questionnaire, _("questions")))


class AnswersFile(_QuestionnaireView, View):
    """Everybody's answers without names, sent piece by piece. Who took them is written down."""

    def get(self, request, **kwargs):
        questionnaire = self.questionnaire()
        form = AnswersForm(request.GET)
        if not form.is_valid():
            return redirect("desk_questionnaire_export", self.program.public_id, questionnaire.public_id)
        record_reading(questionnaire, by=self.participation, why="answers_file")
        pieces = bundle(
            questionnaire,
            self.program,
            agreed_only=form.cleaned_data["whose"] == "agreed",
            with_texts=form.cleaned_data["texts"],
        )
        name = self.file_name(questionnaire, _("answers"))
        return attached(StreamingHttpResponse(pieces, content_type=FHIR), name)


@method_decorator(never_cache, name="dispatch")
class ResponseFile(ProgramView, View):
    """One person's answers. Who took them is written down."""

    model = Response
    permission = Permission.READ_REQUESTS

    def get(self, request, **kwargs):
        rows = self.get_queryset().select_related("version")
        response = get_object_or_404(rows, public_id=self.kwargs["response"])
        record_reading(response, by=self.participation, why="response_file")
        text = as_text(response_file(response))
        return attached(HttpResponse(text, content_type=FHIR), f"{response.public_id}.json")


def attached(response, name: str):
    """To be saved, not shown."""
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
