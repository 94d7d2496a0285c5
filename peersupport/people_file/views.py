"""A list of people on the desk: given, looked through by a worker, brought in after a look, or thrown away."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView, View

from peersupport.desk.views.base import SensitiveView
from peersupport.jobs import PeopleImport
from peersupport.people_file.forms import BringInForm, PeopleFileForm
from peersupport.people_file.keeping import CHECK, NoList, opened, throw_away
from programs.access import Permission
from programs.errors import DomainError
from programs.models import Channel, Job, Language, Participation, Person, Role
from programs.services.jobs import start_job
from programs.services.notices import preview_notice
from programs.spreadsheets import as_csv

SHOWN = 5


class _ListView(SensitiveView, abstract=True):
    """Needs both: to run the program, and to see who takes part. Each sees the lists they gave themselves."""

    model = Job
    permission = Permission.RUN_PROGRAM

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not self.access.can(Permission.SEE_PEOPLE):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        return super().get_queryset().filter(kind=CHECK)

    def get_form_kwargs(self):
        return {key: value for key, value in super().get_form_kwargs().items() if key != "participation"}

    def list_or_404(self) -> tuple[Job, dict]:
        job = self.row("people_list")
        try:
            return job, opened(job)
        except NoList as gone:
            raise Http404 from gone


class PeopleFile(_ListView, FormView):
    """Says what will happen and what the columns are; a worker reads the file, no request does."""

    form_class = PeopleFileForm
    template_name = "desk/people_file/upload.html"

    def get_context_data(self, **kwargs):
        earlier = self.get_queryset().defer("file", "result")[:SHOWN]
        return super().get_context_data(here="people", earlier=earlier, topics=self.program.topics.all(), **kwargs)

    def form_valid(self, form):
        try:
            job = start_job(CHECK, by=self.participation, file=form.cleaned_data["file"].read())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        return redirect("desk_job", self.program.public_id, job.public_id)


class PeopleProblems(_ListView, View):
    """The list as it was given, with what is wrong beside each row: to be put right and given again."""

    def get(self, request, **kwargs):
        _job, found = self.list_or_404()
        if not found["lines"]:
            raise Http404
        lines = ([number, " ".join(problems), *cells] for number, cells, problems in found["lines"])
        text = as_csv([_("Row"), _("What is wrong"), *found["headings"]], lines)
        response = HttpResponse(text, content_type="text/csv; charset=utf-8")
        name = _("what-is-wrong")
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return response


class BringPeopleIn(_ListView, FormView):
    """Who comes in, who is left out, which message leaves; each likeness is decided here. Then a worker does it."""

    form_class = BringInForm
    template_name = "desk/people_file/bring.html"

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.job, self.found = self.list_or_404()
            if not self.found["entries"]:
                raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"entries": self.found["entries"]}

    def get_context_data(self, **kwargs):
        ready = Participation(program=self.program, role=Role.PARTICIPANT)
        readers = [Person(display_name="…", language=language) for language in Language.values]
        return super().get_context_data(
            here="people",
            job=self.job,
            letters=[(reader, preview_notice("page_ready", ready, recipient=reader)) for reader in readers],
            channel=Channel.EMAIL.label,
            **kwargs,
        )

    def form_valid(self, form):
        facts = {"list": self.job.public_id, "decisions": form.decisions, "invite": form.cleaned_data["invite"]}
        try:
            job = start_job(PeopleImport.name, by=self.participation, data=facts)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        return redirect("desk_job", self.program.public_id, job.public_id)


class PeopleListRemoval(_ListView, View):
    def post(self, request, **kwargs):
        try:
            throw_away(self.row("people_list"), by=self.participation)
        except NoList as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("The list was thrown away. Nobody was entered."))
        return redirect("desk_people_import", self.program.public_id)
