"""One's own application: where it stands, messages, changing what one was asked to change, stepping back."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic.base import ContextMixin, TemplateResponseMixin

from intake.answering.words import response_lines
from intake.forms import ReplyForm
from mentoring.application_words import steps_of
from mentoring.asking import sent_in_words
from mentoring.forms.revision import RevisionForm
from mentoring.models import ApplicationState
from mentoring.queries.applying import topic_names
from mentoring.queries.my_applications import application_behind, own_application, released_answer, was_sent_again
from mentoring.services.applications import send_revision, withdraw_application, write_message
from programs.views.base import PersonView
from programs.views.trying import Trying

# What the part about choosing adds to the page; the second is empty.
SELECTION = ["mentoring/member/_selection.html", "mentoring/_nothing.html"]
MAY_WRITE = ApplicationState.OPEN | {ApplicationState.CONFIRMED}


@method_decorator(never_cache, name="dispatch")
class ApplicationPage(Trying, TemplateResponseMixin, ContextMixin, PersonView):
    """A page about one's own application; anybody else's is not there (404)."""

    def dispatch(self, request, *args, **kwargs):
        self.application = own_application(request.user, kwargs["application"])
        if self.application is None:
            earlier = application_behind(request.user, kwargs["application"])
            if earlier is None:
                raise Http404
            return redirect("application_status", earlier.public_id)
        request.resolver_match.program = self.application.program
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        one = self.application
        facts = {"application": one, "program": one.program, "campaign": one.campaign}
        return super().get_context_data(**facts | kwargs)

    def show(self, **context):
        return self.render_to_response(self.get_context_data(**context))

    def back(self):
        return redirect("application_status", self.application.public_id)


class ApplicationStatus(ApplicationPage):
    template_name = "mentoring/member/application.html"

    def get(self, request, *args, **kwargs):
        return self.show(form=ReplyForm())

    def get_context_data(self, **kwargs):
        one = self.application
        response = one.answers if one.answers is not None and one.answers.is_sent else None
        facts = {
            "steps": steps_of(one, now=timezone.now()),
            "answers": sent_in_words(one, topic_names(one.program)),
            "told": response_lines(response, get_language()[:2]) if response else [],
            "answer": released_answer(one),
            "sent_again": was_sent_again(one),
            "may_write": one.state in MAY_WRITE,
            "may_withdraw": one.can_move_to(ApplicationState.WITHDRAWN),
            "selection": SELECTION,
        }
        return super().get_context_data(**facts | kwargs)


class ApplicationReply(ApplicationStatus):
    """Writes to the team; what is wrong is said on the page, with what was typed."""

    def get(self, request, *args, **kwargs):
        """Where the language switch of the page with a mistake leads."""
        return self.back()

    def post(self, request, *args, **kwargs):
        form = ReplyForm(request.POST)
        if not form.is_valid():
            return self.show(form=form)
        return self.try_to(
            lambda: write_message(self.application, body=form.cleaned_data["body"], by=request.user),
            _("Your message has been sent."),
        )


class ApplicationRevision(ApplicationPage):
    """Open only while the team has asked for something."""

    template_name = "mentoring/member/revision.html"

    def get(self, request, *args, **kwargs):
        if self.application.state != ApplicationState.REVISION:
            return self.back()
        return self.page(RevisionForm(application=self.application))

    def post(self, request, *args, **kwargs):
        form = RevisionForm(request.POST, application=self.application)
        if self.application.state == ApplicationState.REVISION and not form.is_valid():
            return self.page(form)
        if not form.is_valid():
            return self.back()
        data = form.cleaned_data
        return self.try_to(
            lambda: send_revision(
                self.application,
                by=request.user,
                body=data["body"],
                topics=data.get("topics"),
                changes=form.changes(),
            ),
            _("Thank you. We go on reading."),
        )

    def page(self, form):
        asked = [row for row in self.application.messages.all() if row.author_id != self.application.person_id]
        return self.show(form=form, asked=asked[-1] if asked else None)


class ApplicationWithdrawal(ApplicationPage):
    """Says what will happen, then steps back."""

    template_name = "mentoring/member/withdrawal.html"

    def get(self, request, *args, **kwargs):
        if not self.application.can_move_to(ApplicationState.WITHDRAWN):
            return self.back()
        return self.show()

    def post(self, request, *args, **kwargs):
        return self.try_to(
            lambda: withdraw_application(self.application, by=request.user),
            _("Your application is withdrawn. Thank you for telling us."),
        )
