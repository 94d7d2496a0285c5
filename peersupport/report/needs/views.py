"""The page on what people need, and its numbers as a file."""

from django.http import HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView, View

from peersupport.report.export import figures_as_csv
from peersupport.report.needs.figures import needs_figures
from programs.access import Permission
from programs.views.base import ProgramView


@method_decorator(never_cache, name="dispatch")
class Needs(ProgramView, TemplateView):
    permission = Permission.SEE_REPORT
    template_name = "report/needs.html"

    def get_context_data(self, **kwargs):
        people, figures = needs_figures(self.participation)
        return super().get_context_data(here="report", people=people, figures=figures, **kwargs)


class NeedsFile(ProgramView, View):
    permission = Permission.SEE_REPORT

    def get(self, request, **kwargs):
        _people, figures = needs_figures(self.participation)
        file_name = _("needs")
        return HttpResponse(
            figures_as_csv(figures),
            content_type="text/csv; charset=utf-8",
            headers={
                "Content-Disposition": f'attachment; filename="{file_name}.csv"',
                "Cache-Control": "no-store",
            },
        )
