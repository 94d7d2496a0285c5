"""A report without a name: sent, found again by its code, added to. `peersupport.without_name` stands before it."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import FormView, TemplateView

from groups.forms.without_name import CodeForm, LineForm, UnnamedReportForm
from groups.queries.without_name import names_of_readers, program_with_box, team_of, written
from groups.services.anonymous_reports import add_to_report, report_of, send_report
from programs.errors import DomainError


@method_decorator([login_not_required, csrf_exempt], name="dispatch")
class Unnamed(TemplateView):
    """There is no cookie to check: the middleware of this lane asks the browser where a form comes from."""


class Report(Unnamed, FormView):
    """The code is shown on the answer to what was sent, once, and stands in no address."""

    form_class = UnnamedReportForm
    template_name = "groups/without_name/report.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.program = program_with_box(kwargs["slug"])
        if self.program is None:
            raise Http404
        request.resolver_match.program = self.program  # the help lines of its country

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"team": team_of(self.program)}

    def get_context_data(self, **kwargs):
        shown = {"program": self.program, "readers": names_of_readers(self.program)}
        return super().get_context_data(**kwargs | shown)

    def form_valid(self, form):
        try:
            _report, code = send_report(
                self.program, words=form.words, urgent=form.cleaned_data["urgent"], concerns=form.about
            )
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        self.template_name = "groups/without_name/sent.html"
        return self.render_to_response(self.get_context_data(code=code, form=None))


class Mailbox(Unnamed):
    """GET asks for the code; POST with it shows the mailbox, and adds `line` when there is one."""

    template_name = "groups/without_name/code.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"form": CodeForm()} | kwargs)

    def post(self, request, **kwargs):
        form = CodeForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        report = report_of(form.cleaned_data["code"])
        if report is None:
            form.add_error("code", _("We find nothing under this code. Check it sign by sign, and try again."))
            return self.render_to_response(self.get_context_data(form=form))
        return self.show(report, form.cleaned_data["code"])

    def show(self, report, code):
        line, added = LineForm(), False
        if "line" in self.request.POST:
            line = LineForm(self.request.POST)
            if line.is_valid():
                line, added = self.add(report, line)
        self.template_name = "groups/without_name/mailbox.html"
        self.request.resolver_match.program = report.program
        shown = {"report": report, "code": code, "written": written(report), "added": added}
        return self.render_to_response(self.get_context_data(form=line, **shown))

    def add(self, report, line):
        try:
            add_to_report(report, line.cleaned_data["line"])
        except DomainError as error:
            line.add_error("line", str(error))
            return line, False
        return LineForm(), True
