"""A survey answered under one's name: what it is, its pages, a last look, sent. `survey_anonymous.py` has the other."""

from django.contrib import messages
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from intake.answering.kept import FIELD, opened_id, sealed_id
from intake.answering.words import lines_of
from intake.errors import AnswersUnclear, DraftGone
from intake.models import SurveyState
from intake.questionnaires.document import Form
from intake.questionnaires.paging import page_to_go_on, pages_of
from intake.questionnaires.wording import wording
from intake.services.survey_answers import (
    SurveyAnswered,
    SurveyClosed,
    answer_research,
    begin_anew,
    begin_survey,
    research_to_ask,
    send_survey,
)
from intake.survey_forms import ResearchForm
from intake.survey_queries import kept_draft, shown_version
from intake.views.answering import AnsweringPage
from intake.views.survey_door import SurveyDoor
from programs.errors import DomainError


def language_now() -> str:
    return (get_language() or "")[:2]


class NamedSurvey(SurveyDoor):
    """A page of a survey under one's name; an anonymous one has no such pages."""

    def turn_away(self):
        if self.survey.plan.is_anonymous:
            return self.to("survey_anonymous")
        return super().turn_away()

    def next_page(self, response):
        """Where to go on: the first page that still asks something, or the last look."""
        document = Form(response.version.document)
        given = {*response.answers, *response.declined}
        page = page_to_go_on(pages_of(document, response.answers), given, set())
        return self.to("survey_page", page.key) if page else self.to("survey_check")


class SurveyStart(NamedSurvey):
    """GET says what will be asked and what becomes of it. POST begins, goes on, or begins anew."""

    template_name = "intake/surveys/start.html"

    def get(self, request, *args, **kwargs):
        return self.rendered(form=self.research_form())

    def post(self, request, *args, **kwargs):
        form = self.research_form(request.POST)
        if form is not None and not form.is_valid():
            return self.rendered(form=form)
        if self.draft is not None and self.own_draft is None and "anew" not in request.POST:
            return self.rendered(form=form)
        begin = begin_anew if "anew" in request.POST and self.own_draft is None else begin_survey
        try:
            response = begin(self.survey, language=language_now())
        except DomainError:  # answered or closed a moment ago: the link says which
            return self.to("survey")
        if form is not None and form.agrees is not None:
            answer_research(
                form.text, person=self.survey.participation.person, agrees=form.agrees, language=language_now()
            )
        self.remember(response)
        return self.next_page(response)

    def research_form(self, data=None):
        text = research_to_ask(self.survey)
        return ResearchForm(data, text=text) if text else None

    def get_context_data(self, **kwargs):
        version = self.draft.version if self.draft else shown_version(self.survey)
        document = Form(version.document)
        return super().get_context_data(
            title=wording(version.document, "title", language_now()),
            questions=sum(len(page.link_ids) for page in pages_of(document, {})),
            begun_here=self.own_draft is not None,
            begun_elsewhere=self.draft is not None and self.own_draft is None,
            is_own=self.is_own,
            later="later" in self.request.GET,
            **kwargs,
        )


class SurveyPage(NamedSurvey, AnsweringPage):
    purpose = "survey"

    def find_response(self):
        return self.own_draft

    def find_kept(self, public_id):
        """The page was opened before the session ended: what it carries proves that it began these answers."""
        response = kept_draft(self.survey, public_id)
        if response is not None:
            self.remember(response)
        return response

    def page_address(self, key):
        return self.address("survey_page", key)

    def first_address(self):
        return self.address("survey")

    def last_address(self):
        return self.address("survey_check")

    def lost_address(self):
        return self.address("survey")

    def later_address(self):
        return f"{self.address('survey')}?later=1"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if len(self.pages) == 1:  # a page alone needs no number
            context["number"] = context["total"] = 0
        return context


class SurveyCheck(NamedSurvey):
    """A last look at the answers; POST sends them, once."""

    template_name = "intake/surveys/check.html"

    def turn_away(self):
        away = super().turn_away()
        if away or self.own_draft:
            return away
        kept = kept_draft(self.survey, opened_id(self.request.POST.get(FIELD), purpose=SurveyPage.purpose) or "")
        if kept is None:
            return self.to("survey")
        self.remember(kept)
        return None

    def get(self, request, *args, **kwargs):
        draft = self.own_draft
        lines = lines_of(draft.version.document, draft.answers, draft.declined, language=language_now())
        return self.rendered(lines=lines, kept=sealed_id(draft.public_id, purpose=SurveyPage.purpose))

    def post(self, request, *args, **kwargs):
        draft = self.own_draft
        try:
            send_survey(self.survey, draft)
        except AnswersUnclear as error:
            messages.warning(request, _("Something is still missing."))
            return self.to("survey_page", self.page_of(error.problems[0].link_id))
        except (SurveyAnswered, SurveyClosed, DraftGone):
            return self.to("survey")
        return self.to("survey_sent")

    def page_of(self, link_id: str) -> str:
        document = Form(self.own_draft.version.document)
        pages = pages_of(document, self.own_draft.answers)
        return next((page.key for page in pages if link_id in {node.link_id for node in page.questions}), pages[0].key)


class SurveySent(SurveyDoor):
    """After sending, and whenever the link is opened again."""

    template_name = "intake/surveys/sent.html"

    def turn_away(self):
        """Only when it was answered; the state decides, not the address."""
        return None if self.survey.state == SurveyState.DONE else self.to("survey")

    def get(self, request, *args, **kwargs):
        return self.rendered(is_own=self.is_own)


class SurveyOver(SurveyDoor):
    template_name = "intake/surveys/closed.html"

    def turn_away(self):
        away = super().turn_away()
        if away is None:
            return self.to("survey")
        return away if self.survey.state == SurveyState.DONE else None

    def get(self, request, *args, **kwargs):
        return self.rendered(is_own=self.is_own)
