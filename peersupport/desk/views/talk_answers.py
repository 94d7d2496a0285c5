"""The program's questionnaire, filled in by the interviewer while they talk: the same pages, on the desk."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from intake.answering.words import lines_of
from intake.errors import AnswersUnclear
from intake.services.interview_answers import begin_answers, send_answers
from intake.views.answering import AnsweringPage
from peersupport.desk.queries.talks import answers_in, page_by
from peersupport.desk.services import note_reading
from peersupport.desk.views.talks import OneTalk
from programs.access import Permission
from programs.errors import DomainError


class TalkAnswers(OneTalk, View):
    """Begins, or goes on, and leads to the first page."""

    permission = Permission.DECIDE_REQUESTS

    def get(self, request, **kwargs):
        """Where the browser comes back to: nothing is begun by looking."""
        return self.back()

    def post(self, request, **kwargs):
        try:
            response = begin_answers(self.talk, by=self.participation)
        except DomainError as refusal:
            messages.warning(request, str(refusal))
            return self.back()
        if response.is_sent:
            return redirect("desk_talk_check", self.program.public_id, self.talk.public_id)
        pages = lines_of(response.version.document, response.answers, by=page_by(self.program))
        if not pages:
            return redirect("desk_talk_check", self.program.public_id, self.talk.public_id)
        return redirect("desk_talk_question", self.program.public_id, self.talk.public_id, pages[0].page)


class TalkQuestion(OneTalk, AnsweringPage):
    """One page of the questionnaire. An answer that worries tells the team and shows what to say now."""

    permission = Permission.DECIDE_REQUESTS
    layout = "desk/talks/answering.html"
    help_template = "desk/talks/help_first.html"
    purpose = "talk"

    def get(self, request, *args, **kwargs):
        note_reading(self.talk.assessment, by=self.participation, why="request")
        return super().get(request, *args, **kwargs)

    def find_response(self):
        self.page_by = page_by(self.program)
        return answers_in(self.talk)

    def page_address(self, key):
        return reverse("desk_talk_question", args=[self.program.public_id, self.talk.public_id, key])

    def first_address(self):
        return reverse("desk_talk", args=[self.program.public_id, self.talk.public_id])

    def last_address(self):
        return reverse("desk_talk_check", args=[self.program.public_id, self.talk.public_id])

    def lost_address(self):
        return self.first_address()

    def acting(self):
        return self.participation

    def get_context_data(self, **kwargs):
        ours = {"access": self.access, "me": self.participation, "talk": self.talk, "person": self.person}
        return AnsweringPage.get_context_data(self, here="talks", **ours, **kwargs)


class TalkCheck(OneTalk, TemplateView):
    """All answers in words, each with a way to change it; then they are sent. Once sent, only to be read."""

    permission = Permission.DECIDE_REQUESTS
    template_name = "desk/talks/check.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.response = answers_in(self.talk)

    def get(self, request, **kwargs):
        if self.response is None:
            return self.back()
        note_reading(self.talk.assessment, by=self.participation, why="request")
        return super().get(request, **kwargs)

    def post(self, request, **kwargs):
        if self.response is None:
            return self.back()
        try:
            send_answers(self.talk, by=self.participation)
        except AnswersUnclear as refusal:
            return self.render_to_response(self.get_context_data(missing=set(refusal.link_ids)))
        except DomainError as refusal:
            messages.warning(request, str(refusal))
            return self.back()
        messages.success(request, _("The answers are kept. Your name stands beside them."))
        return self.back()

    def get_context_data(self, **kwargs):
        lines = lines_of(
            self.response.version.document,
            self.response.answers,
            self.response.declined,
            language=self.request.LANGUAGE_CODE[:2],
            by=page_by(self.program),
        )
        return super().get_context_data(**{"missing": set()} | kwargs, lines=lines, response=self.response)
