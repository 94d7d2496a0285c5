"""Safety cases: what was said stays covered until somebody opens it, and opening is written down."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.generic import ListView, TemplateView, View

from groups.queries.community.moderation import text_of_case
from mentoring.queries.pairs_desk import pair_behind
from peersupport.desk.case_forms import REPORTED, CaseClosingForm, CaseGradeForm, CaseStepForm
from peersupport.desk.queries.cases import behind, cases_in, next_of_chain, with_steps, with_who_looks_after
from peersupport.desk.views.base import SensitiveView
from programs.access import Permission
from programs.models import SafetyCase
from programs.services.safety import (
    close_case,
    is_open_to,
    note_on_case,
    read_case,
    regrade_case,
    report_outside,
    take_up_case,
)
from programs.views.trying import Trying


class CaseList(SensitiveView, ListView):
    model = SafetyCase
    permission = Permission.HANDLE_CASES
    template_name = "desk/cases.html"
    context_object_name = "cases"
    paginate_by = 50

    def get_queryset(self):
        self.tab = self.request.GET.get("state", "open")
        if self.tab not in {"open", "closed"}:
            raise Http404
        return cases_in(super().get_queryset(), closed=self.tab == "closed")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            here="cases", tab=self.tab, page_query=urlencode({"state": self.tab}) + "&", **kwargs
        )


class OneCase(Trying, SensitiveView, abstract=True):
    model = SafetyCase
    permission = Permission.HANDLE_CASES

    def case(self) -> SafetyCase:
        rows = with_who_looks_after(with_steps(self.get_queryset()))
        case = get_object_or_404(rows, public_id=self.kwargs["case"])
        case.program = self.program
        return case

    def back(self):
        return redirect("desk_case", program=self.program.public_id, case=self.kwargs["case"])


class CasePage(OneCase, TemplateView):
    template_name = "desk/case.html"

    def get_context_data(self, **kwargs):
        case = self.case()
        shown = {
            "here": "cases",
            "case": case,
            "behind": behind(case),
            "following": next_of_chain(case),
            "pair": pair_behind(case, self.participation) if self.access.can(Permission.MATCH) else None,
            "is_open": is_open_to(case, self.participation),
            "flagged": text_of_case(case, self.access.holders(Permission.MODERATE)),
            "reads_requests": self.access.can(Permission.READ_REQUESTS),
            "sees_people": self.access.can(Permission.SEE_PEOPLE),
        }
        return super().get_context_data(**{"form": CaseStepForm()} | kwargs | shown)


class CaseReading(OneCase, View):
    """Uncovers what was said, to this reader, for a short while."""

    def post(self, request, **kwargs):
        read_case(self.case(), by=self.participation)
        return self.back()


class CaseTakingUp(OneCase, View):
    """Of two who press at once one has it; the other reads who."""

    def post(self, request, **kwargs):
        return self.try_to(
            lambda: take_up_case(self.case(), by=self.participation),
            _("You look after this now. Your name stands beside it."),
        )


class CaseNote(CasePage):
    """Adds to the history; what is wrong is said on the page of the case, with what was typed."""

    def get(self, request, **kwargs):
        """Where the language switch of the page with a mistake leads."""
        return self.back()

    def post(self, request, **kwargs):
        form = CaseStepForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        write = report_outside if form.cleaned_data["what"] == REPORTED else note_on_case
        return self.try_to(
            lambda: write(self.case(), by=self.participation, note=form.cleaned_data["note"]),
            _("It stands in the history."),
        )


class CaseGrade(OneCase, TemplateView):
    """It is needed sooner, or later, than it seemed."""

    template_name = "desk/case_grade.html"

    def get_context_data(self, **kwargs):
        case = self.case()
        form = CaseGradeForm(initial={"grade": case.grade})
        return super().get_context_data(**{"form": form} | kwargs | {"here": "cases", "case": case})

    def post(self, request, **kwargs):
        form = CaseGradeForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        return self.try_to(
            lambda: regrade_case(self.case(), by=self.participation, **form.cleaned_data),
            _("The clock of this case has changed."),
        )


class CaseClosure(OneCase, TemplateView):
    """Says first what closing means; asks for a word on how it ended."""

    template_name = "desk/case_closure.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"form": CaseClosingForm()} | kwargs | {"here": "cases", "case": self.case()})

    def get(self, request, **kwargs):
        if not self.case().can_move_to("closed"):
            return self.back()
        return super().get(request, **kwargs)

    def post(self, request, **kwargs):
        form = CaseClosingForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        return self.try_to(
            lambda: close_case(self.case(), by=self.participation, **form.cleaned_data),
            _("The case is closed. What was written stays."),
        )
