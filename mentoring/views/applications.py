"""Applications on the desk: the list of a campaign, one of them, writing to the person, asking for more."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from intake.answering.words import response_lines
from intake.languages import language_words, spoken_choices
from mentoring.asking import sent_in_words
from mentoring.forms.vouching import WordsForm
from mentoring.models import Application, ApplicationState
from mentoring.queries.applying import topic_names
from mentoring.queries.recruiting import (
    STATE_WORDS,
    TABS,
    application_page,
    applications_in,
    checks_of,
    state_tabs,
    topics_of,
)
from mentoring.queries.same_person import signs_of
from mentoring.services.applications import ask_for_revision, note_opening, write_message
from mentoring.views.campaigns import CampaignPage, RecruitingPage
from programs.errors import DomainError
from programs.services.notices import preview_notice

# What the part about choosing adds to the page; the second is empty.
SELECTION = ["mentoring/desk/_selection.html", "mentoring/_nothing.html"]


class DeskApplications(CampaignPage):
    """The applications of a campaign in one state; filters are plain links and a form that is sent."""

    template_name = "mentoring/desk/applications.html"
    paginate_by = 50

    def get_context_data(self, **kwargs):
        asked = self.request.GET
        tab = asked.get("state", "new")
        if tab not in TABS:
            raise Http404
        language = asked.get("language", "")
        chosen = {
            "language": language if language in dict(spoken_choices()) else "",
            "topic": asked.get("topic", ""),
        }
        rows = applications_in(self.campaign, self.participation, tab=tab, **chosen)
        page = Paginator(rows, self.paginate_by).get_page(asked.get("page"))
        shown = list(page.object_list)
        signs = signs_of(shown, self.participation)
        return super().get_context_data(
            rows=[(one, STATE_WORDS[one.state], language_words(one.languages), signs[one.pk]) for one in shown],
            page_obj=page,
            tab=tab,
            tabs=state_tabs(self.campaign, self.participation),
            topics=topics_of(self.program),
            spoken=spoken_choices(),
            chosen=chosen,
            is_narrowed=any(chosen.values()),
            page_query=urlencode({"state": tab} | chosen) + "&",
            **kwargs,
        )


@method_decorator(never_cache, name="dispatch")
class ApplicationView(RecruitingPage, abstract=True):
    """A page about the application that the address names, if the reader may see it."""

    model = Application

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            rows = application_page(self.get_queryset())
            self.application = get_object_or_404(rows, public_id=kwargs["application"])
            self.application.program = self.program

    def get_context_data(self, **kwargs):
        one = self.application
        facts = {"application": one, "campaign": one.campaign, "person": one.person}
        return super().get_context_data(**facts | kwargs)

    def back(self):
        return redirect("desk_application", self.program.public_id, self.application.public_id)


class DeskApplication(ApplicationView):
    template_name = "mentoring/desk/application.html"

    def get(self, request, *args, **kwargs):
        note_opening(self.application, by=self.participation)
        return self.show(form=WordsForm())

    def post(self, request, *args, **kwargs):
        """A message to the person: said beside the form that it leaves at once."""
        form = WordsForm(request.POST)
        if not form.is_valid():
            return self.show(form=form)
        try:
            write_message(self.application, body=form.cleaned_data["body"], by=self.participation)
        except DomainError as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("Your message waits on their page. A neutral letter says so."))
        return self.back()

    def get_context_data(self, **kwargs):
        one = self.application
        response = one.answers if one.answers is not None and one.answers.is_sent else None
        return super().get_context_data(
            state=STATE_WORDS[one.state],
            answers=sent_in_words(one, topic_names(self.program)),
            told=response_lines(response, get_language()[:2]) if response else [],
            signs=signs_of([one], self.participation)[one.pk],
            checks=checks_of(one.person, self.participation),
            may_ask=one.can_move_to(ApplicationState.REVISION),
            may_write=one.state in ApplicationState.OPEN | {ApplicationState.CONFIRMED},
            selection=SELECTION,
            **kwargs,
        )


class DeskApplicationRevision(ApplicationView):
    """What is asked for, and the letter that leaves, before anything leaves."""

    template_name = "mentoring/desk/revision.html"

    def get(self, request, *args, **kwargs):
        if not self.application.can_move_to(ApplicationState.REVISION):
            return self.back()
        return self.show(form=WordsForm())

    def post(self, request, *args, **kwargs):
        form = WordsForm(request.POST)
        if not form.is_valid():
            return self.show(form=form)
        try:
            ask_for_revision(self.application, body=form.cleaned_data["body"], by=self.participation)
        except DomainError as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("Your question waits on their page. A neutral letter says so."))
        return self.back()

    def get_context_data(self, **kwargs):
        one = self.application
        return super().get_context_data(
            letter=preview_notice("application_revision", one, recipient=one.person), **kwargs
        )
