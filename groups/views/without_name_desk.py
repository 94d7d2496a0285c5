"""Where the team reads reports without a name, and answers them."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import ListView, TemplateView, View

from groups.forms.without_name import LineForm
from groups.queries.without_name import reports_for, written
from groups.services.anonymous_reports import answer_report, close_report, read_report
from programs.access import Permission
from programs.views.base import ProgramView
from programs.views.trying import Trying


@method_decorator(never_cache, name="dispatch")
class BoxView(Trying, ProgramView, abstract=True):
    permission = Permission.HANDLE_CONFLICTS

    def report(self):
        found = reports_for(self.participation).filter(pk=self.kwargs["report"]).first()
        if found is None:
            raise Http404
        found.program = self.program
        return found

    def back(self):
        return redirect("desk_unnamed", self.program.public_id, self.kwargs["report"])


class Reports(BoxView, ListView):
    template_name = "groups/desk/unnamed_reports.html"
    context_object_name = "reports"
    paginate_by = 50

    def get_queryset(self):
        return reports_for(self.participation)

    def get_context_data(self, **kwargs):
        return super().get_context_data(here="cases", **kwargs)


class OneReport(BoxView, TemplateView):
    """A GET shows that it is there; what was written opens by a press, and that is written down."""

    template_name = "groups/desk/unnamed_report.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"form": LineForm()} | kwargs | {"here": "cases", "report": self.report()})

    def post(self, request, **kwargs):
        report = self.report()
        read_report(report, by=self.participation)
        return self.render_to_response(self.get_context_data(written=written(report)))


class Answer(OneReport):
    def get(self, request, **kwargs):
        """Where the language switch of the page with a mistake leads."""
        return self.back()

    def post(self, request, **kwargs):
        form, report = LineForm(request.POST), self.report()
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form, written=written(report)))
        return self.try_to(
            lambda: answer_report(report, form.cleaned_data["line"], by=self.participation),
            _("Your answer waits in the mailbox. Whoever has the code reads it there."),
        )


class Ending(BoxView, View):
    def post(self, request, **kwargs):
        report = self.report()
        return self.try_to(lambda: close_report(report, by=self.participation), _("The report is closed."))
