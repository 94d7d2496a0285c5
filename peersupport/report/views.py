"""The report's pages: figures without names, for those who may see how the program does."""

from django.http import Http404, HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from groups.models import Group
from intake.anonymous import asked_anonymously
from intake.measures import measures, name_of
from intake.recommended import recommendations
from peersupport.report.answers import AnswersPage, answers_page, of_named
from peersupport.report.change.figures import change_as_csv
from peersupport.report.change.page import change_page
from peersupport.report.change.words import how_to_read, wave_name
from peersupport.report.export import figures_as_csv
from peersupport.report.figures import all_figures
from programs.access import Permission
from programs.views.base import ProgramView


def as_file(text: str, name: str) -> HttpResponse:
    """A CSV to keep; no copy of it stays on the way."""
    return HttpResponse(
        text,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"', "Cache-Control": "no-store"},
    )


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
        return as_file(figures_as_csv(all_figures(self.participation, group=self.chosen_group())), _("report"))


class ChangeList(ProgramView, TemplateView):
    """What can be looked at: scores with their waves, the recommendation index, surveys without names."""

    permission = Permission.SEE_REPORT
    template_name = "report/change_list.html"

    def get_context_data(self, **kwargs):
        program = self.program
        return super().get_context_data(
            here="report",
            measures=[(one, [wave_name(wave) for wave in one.waves]) for one in measures(program)],
            recommendation=of_named(recommendations(program), small=program.small_cell),
            surveys=[AnswersPage(one, name_of(one)) for one in asked_anonymously(program)],
            **kwargs,
        )


class ChangeBase(ProgramView, abstract=True):
    permission = Permission.SEE_REPORT

    def found(self):
        page = change_page(self.program, self.kwargs["measure"], self.request.GET.get("wave", ""))
        if page is None:
            raise Http404
        return page


class Change(ChangeBase, TemplateView):
    template_name = "report/change.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(here="report", page=self.found(), cautions=how_to_read(), **kwargs)


class ChangeFile(ChangeBase, View):
    def get(self, request, **kwargs):
        page = self.found()
        return as_file(change_as_csv(page.measure.name, page.figures), slugify(page.measure.key) or _("report"))


class AnswersBase(ProgramView, abstract=True):
    permission = Permission.SEE_REPORT

    def found(self):
        page = answers_page(self.program, self.kwargs["answered"])
        if page is None:
            raise Http404
        return page


class Answers(AnswersBase, TemplateView):
    template_name = "report/answers.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(here="report", page=self.found(), **kwargs)


class AnswersFile(AnswersBase, View):
    def get(self, request, **kwargs):
        return as_file(figures_as_csv(self.found().figures), slugify(_("answers")))
