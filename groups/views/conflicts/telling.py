"""Telling that something went wrong, and following it. Only who told it sees these pages."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView, View

from groups.conflict_clocks import promises
from groups.forms.conflicts import AddedLineForm, ConflictForm
from groups.models import ConflictAbout, ConflictState, Group, Meeting, Post
from groups.queries.conflicts import about_of, met_by, my_reports, other_side, story_of, team_of, who_would_read
from groups.queries.mediation import my_talk_about, story_asks_name
from groups.queries.reviews import looked_at_again
from groups.services.conflicts import add_to_report, ask_to_stop, report_conflict
from programs.access import Permission
from programs.errors import DomainError
from programs.public_ids import new_public_id
from programs.views.base import ProgramView

ABOUT = {Meeting: ConflictAbout.MEETING, Group: ConflictAbout.PAIR, Post: ConflictAbout.POST}


@method_decorator(never_cache, name="dispatch")
class TellConflict(ProgramView, FormView):
    """Says who reads it, and by when, before anything is asked. `?about=` names a meeting or a pair of one's own, or a
    post one can read."""

    permission = Permission.TELL
    form_class = ConflictForm
    template_name = "groups/conflicts/tell.html"

    def dispatch(self, request, *args, **kwargs):
        self.about = about_of(self.participation, request.GET.get("about", "")[:20])
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        if self.about is None:
            return {}
        return {"about": ABOUT[type(self.about)]}

    def get_form_kwargs(self):
        given = super().get_form_kwargs()
        given.pop("participation")
        return given | {"team": team_of(self.participation), "met": met_by(self.participation)}

    def form_valid(self, form):
        others = dict.fromkeys((*other_side(self.about, self.participation), *form.others))
        conflict = report_conflict(
            self.participation,
            key=form.cleaned_data["key"] or new_public_id(),
            about_row=self.about,
            others=tuple(others),
            quote=self.about.body if isinstance(self.about, Post) else "",
            **form.facts,
        )
        return redirect("report_sent", self.program.public_id, conflict.public_id)

    def get_context_data(self, **kwargs):
        shown = {
            "here": "help",
            "about": self.about,
            "reading": who_would_read(self.program, self.participation),
            "answer_by": promises(self.program, timezone.now())["acknowledge_by"],
            "earlier": my_reports(self.participation)[:10],
        }
        return super().get_context_data(**kwargs | shown)


@method_decorator(never_cache, name="dispatch")
class OneOfMine(ProgramView, abstract=True):
    permission = Permission.TELL

    def report(self):
        found = get_object_or_404(my_reports(self.participation), public_id=self.kwargs["conflict"])
        found.program = self.program
        return found

    def back(self):
        return redirect("my_report", self.program.public_id, self.kwargs["conflict"])


class ReportSent(OneOfMine, TemplateView):
    template_name = "groups/conflicts/sent.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(here="help", report=self.report(), **kwargs)


class MyReport(OneOfMine, TemplateView):
    """Where it stands, who is in charge, what was done and when; add something, or stop."""

    template_name = "groups/conflicts/mine.html"

    def get_context_data(self, **kwargs):
        report = self.report()
        story = story_of(report, self.participation)
        is_live = report.state in ConflictState.LIVE
        shown = {
            "here": "help",
            "report": report,
            "story": story,
            "stop_asked": any(moment.what == "stop" for moment in story),
            "again": looked_at_again(report, person=self.request.user),
            "asks_name": report.is_unnamed and is_live and story_asks_name(story),
            "my_talk": my_talk_about(report, self.participation),
            "is_live": is_live,
        }
        return super().get_context_data(**{"form": AddedLineForm()} | kwargs | shown)


class AddToMyReport(MyReport):
    def get(self, request, **kwargs):
        """Where the language switch of the page with a mistake leads."""
        self.report()
        return self.back()

    def post(self, request, **kwargs):
        form, report = AddedLineForm(request.POST), self.report()
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            add_to_report(report, by=self.participation, words=form.cleaned_data["line"])
        except DomainError as error:
            messages.warning(request, str(error))
        else:
            messages.success(request, _("It is added. Those who read your report see it."))
        return self.back()


class StopMyReport(OneOfMine, View):
    def post(self, request, **kwargs):
        report = self.report()
        if report.state not in ConflictState.LIVE:
            raise Http404
        ask_to_stop(report, by=self.participation)
        messages.success(request, _("We know that you want to stop. Nothing more is done without you."))
        return self.back()
