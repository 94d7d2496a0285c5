"""What a program watches for, and how long kept copies stay: two pages of those who run it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from groups.forms.community.keeping import OFF, GradeForm, KeepingForm, WordForm
from groups.queries.community.moderation import by_grade, runs_of
from groups.services.community.retention import run_retention
from groups.services.community.rules import change_rules, rules_of
from groups.services.community.watch_terms import watch_word, watched_words
from programs.access import Permission
from programs.errors import DomainError
from programs.views.base import ProgramView


class Words(ProgramView, TemplateView):
    permission = Permission.RUN_PROGRAM
    template_name = "groups/community/words.html"

    def get_context_data(self, **kwargs):
        shown = {"here": "cases", "groups": by_grade(watched_words(self.program)), "form": WordForm()}
        return super().get_context_data(**shown | kwargs)

    def post(self, request, **kwargs):
        form = WordForm(request.POST)
        if form.is_valid():
            try:
                watch_word(self.program, by=self.participation, **form.cleaned_data)
            except DomainError as error:
                form.add_error("words", str(error))
            else:
                messages.success(request, _("It is on the list. Texts written from now on are looked through for it."))
                return redirect("desk_words", self.program.public_id)
        return self.render_to_response(self.get_context_data(form=form))


class OneWord(ProgramView, TemplateView):
    """How soon somebody looks at a text with this word, or that nobody watches for it."""

    permission = Permission.RUN_PROGRAM
    template_name = "groups/community/word.html"

    @cached_property
    def line(self):
        found = next((line for line in watched_words(self.program) if line.key == self.kwargs["word"]), None)
        if found is None:
            raise Http404
        return found

    def get_context_data(self, **kwargs):
        form = GradeForm(initial={"grade": self.line.grade or OFF})
        return super().get_context_data(**{"here": "cases", "line": self.line, "form": form} | kwargs)

    def post(self, request, **kwargs):
        form = GradeForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        watch_word(self.program, self.line.words, by=self.participation, grade=form.chosen)
        messages.success(request, _("The list has changed."))
        return redirect("desk_words", self.program.public_id)


class Retention(ProgramView, TemplateView):
    """How long copies are kept, and what was put away and destroyed: figures, no words."""

    permission = Permission.RUN_PROGRAM
    template_name = "groups/community/retention.html"

    def get_context_data(self, **kwargs):
        rules = rules_of(self.program)
        form = KeepingForm(participation=self.participation, instance=rules)
        return super().get_context_data(**{"here": "cases", "form": form, "runs": runs_of(self.program)} | kwargs)

    def post(self, request, **kwargs):
        form = KeepingForm(request.POST, participation=self.participation, instance=rules_of(self.program))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        change_rules(self.program, by=self.participation, **form.cleaned_data)
        messages.success(request, _("This holds from tonight on."))
        return redirect("desk_retention", self.program.public_id)


class RetentionTrial(ProgramView, View):
    """What tonight would do, without doing it."""

    permission = Permission.RUN_PROGRAM

    def post(self, request, **kwargs):
        run_retention(self.program, by=self.participation, is_trial=True)
        messages.success(request, _("Nothing was changed. What would be done stands in the first line."))
        return redirect("desk_retention", self.program.public_id)
