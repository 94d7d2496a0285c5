"""The report's pages: figures without names, for those who may see how the program does."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from groups.models import Group
from peersupport.report.export import figures_as_csv
from peersupport.report.figures import all_figures
from programs.access import Permission
from programs.views.base import ProgramView


class ReportBase(ProgramView, abstract=True):
    model = Group
    permission = Permission.SEE_REPORT

    def chosen_group(self) -> Group | None:
        """The group named in the address; one that cannot be seen is as good as none at all."""
        wanted = self.request.GET.get("group", "")
        if not wanted:
            return None
        group = self.get_queryset().filter(public_id=wanted).first()
        if group is None:
            raise Http404
        return group


class Report(ReportBase, TemplateView):
    template_name = "report/report.html"

    def get_context_data(self, **kwargs):
        group = self.chosen_group()
        return super().get_context_data(
            here="report",
            group=group,
            groups=list(self.get_queryset()),
            figures=all_figures(self.participation, group=group),
            **kwargs,
        )


class ReportFile(ReportBase, View):
    def get(self, request, **kwargs):
        text = figures_as_csv(all_figures(self.participation, group=self.chosen_group()))
        name = _("report") + ".csv"
        return HttpResponse(
            text,
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
        )
