"""The reviewer's own pages: what I was asked to read, and one sheet."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from mentoring.forms.reviewing import SheetForm
from mentoring.queries.sheet_page import (
    criteria_of,
    is_open,
    kept_marks,
    my_reading,
    my_sheet,
    others_on,
    talk_of,
    written_in,
)
from mentoring.selection_words import clock_of, mode_words
from mentoring.services.seen_marks import note_others_read
from mentoring.services.sheets import hand_in_sheet, keep_sheet
from programs.access import Permission
from programs.errors import DomainError
from programs.views.base import ProgramView


@method_decorator(never_cache, name="dispatch")
class MyReading(ProgramView, TemplateView):
    permission = Permission.REVIEW
    template_name = "mentoring/member/my_reading.html"

    def get_context_data(self, **kwargs):
        found = my_reading(self.participation, now=timezone.now())
        talks = [
            (talk, clock_of(talk.slot, self.request.user, zone=talk.application.campaign.zone), mode_words(talk.slot))
            for talk in found.talks
        ]
        return super().get_context_data(here="home", reading=found, talks=talks, **kwargs)


@method_decorator(never_cache, name="dispatch")
class SheetPage(ProgramView, TemplateView):
    """What was sent and the rubric. A tie that is declared meanwhile closes the page at once: 404."""

    permission = Permission.REVIEW
    template_name = "mentoring/member/sheet.html"

    def dispatch(self, request, *args, **kwargs):
        if self.sheet is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def sheet(self):
        return my_sheet(self.participation, self.kwargs["sheet"])

    def form(self, *data, partial=False):
        kept = {} if data else kept_marks(self.sheet)
        initial = {"recommendation": self.sheet.recommendation, "comment": self.sheet.comment}
        return SheetForm(*data, criteria=criteria_of(self.sheet), kept=kept, partial=partial, initial=initial)

    def get(self, request, *args, **kwargs):
        others = []
        if self.sheet.submitted_at is not None:
            others = others_on(self.sheet, self.participation)
            note_others_read(self.sheet, others, by=self.participation)
        return self.show(form=self.form() if is_open(self.sheet) else None, others=others)

    def post(self, request, *args, **kwargs):
        keep = "keep" in request.POST
        form = self.form(request.POST, partial=keep)
        if not is_open(self.sheet) or not form.is_valid():
            return self.show(form=form) if is_open(self.sheet) else self.back()
        data = form.cleaned_data
        act = keep_sheet if keep else hand_in_sheet
        try:
            act(
                self.sheet,
                by=self.participation,
                marks=form.marks(),
                recommendation=data["recommendation"],
                comment=data["comment"],
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
            return self.show(form=form)
        done = _("Kept. Nobody else sees it.") if keep else _("Handed in. Thank you.")
        messages.success(request, done)
        return redirect("my_reading", self.program.public_id)

    def back(self):
        messages.warning(self.request, _("This sheet can no longer be changed."))
        return redirect("my_reading", self.program.public_id)

    def show(self, **context):
        return self.render_to_response(self.get_context_data(**context))

    def get_context_data(self, **kwargs):
        sheet, talk = self.sheet, talk_of(self.sheet)
        facts = {
            "here": "home",
            "sheet": sheet,
            "application": sheet.application,
            "written": written_in(sheet.application, get_language()[:2]),
            "talk": talk,
            "clock": talk and clock_of(talk.slot, self.request.user, zone=sheet.application.campaign.zone),
            "own_marks": sheet.marks.select_related("criterion").order_by("criterion__position", "criterion__pk"),
        }
        return super().get_context_data(**facts | kwargs)
