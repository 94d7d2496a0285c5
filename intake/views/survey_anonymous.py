"""A survey without a name: everything on one page, nothing kept before it is sent, nothing of the person after."""

from django.utils.translation import get_language

from intake.answering.page_form import page_form
from intake.errors import AnswersUnclear
from intake.questionnaires.document import Form
from intake.questionnaires.enabling import Enabled
from intake.questionnaires.paging import Page, pages_of
from intake.questionnaires.risk import risk_answers
from intake.questionnaires.wording import wording
from intake.services.survey_answers import SurveyAnswered, SurveyClosed, send_anonymously
from intake.survey_queries import shown_version
from intake.views.survey_door import SurveyDoor

SENT = "intake/surveys/sent.html"


class AnonymousSurvey(SurveyDoor):
    """No session, no draft. What an answer makes appear is shown before anything is sent."""

    template_name = "intake/surveys/anonymous.html"

    def turn_away(self):
        if not self.survey.plan.is_anonymous:
            return self.to("survey")
        return super().turn_away()

    def get(self, request, *args, **kwargs):
        return self.rendered(form=self.form_for({}))

    def post(self, request, *args, **kwargs):
        every = self.form_on(self.page_of(self.document.questions), {}, data=request.POST)
        answers = Enabled(self.document, every.answers()).answers()
        declined = [link_id for link_id in every.declined() if link_id not in answers]
        form = self.form_for(answers, declined, data=request.POST)
        worries = self.worries(form.sound()[0])
        if not form.is_valid():
            return self.rendered(form=form, worries=worries)
        new = self.form_for(answers, declined)
        if set(new.link_ids) - set(form.link_ids):
            return self.rendered(form=new, more=True, worries=worries)
        try:
            send_anonymously(
                self.survey, version=self.version, answers=answers, declined=form.declined(), language=self.language
            )
        except AnswersUnclear as error:
            for problem in error.problems:
                form.add_error(None, problem.message)
            return self.rendered(form=form)
        except (SurveyAnswered, SurveyClosed):
            return self.to("survey")
        if not self.worries(answers):
            return self.to("survey_sent")
        # No address of its own: the link names who was asked, and addresses stay in histories and logs.
        self.template_name = SENT
        return self.rendered(worries=True)

    @property
    def language(self) -> str:
        return (get_language() or "")[:2]

    @property
    def version(self):
        """The one that was on the page when it is sent, the newest one otherwise."""
        if not hasattr(self, "_version"):
            self._version = shown_version(self.survey, number=self.request.POST.get("version"))
        return self._version

    @property
    def document(self) -> Form:
        if not hasattr(self, "_document"):
            self._document = Form(self.version.document)
        return self._document

    def form_for(self, answers, declined=(), data=None):
        """The form of what these answers lead to."""
        nodes = [node for page in pages_of(self.document, answers) for node in (*page.around, *page.nodes)]
        return self.form_on(self.page_of(dict.fromkeys(nodes)), answers, declined, data)

    def page_of(self, nodes) -> Page:
        return Page("all", tuple(node for node in nodes if not node.homes and not node.is_repeating_group))

    def form_on(self, page, answers, declined=(), data=None):
        return page_form(page, self.document, answers, declined, self.language, data)

    def worries(self, answers) -> bool:
        facts = self.version.facts
        return bool(risk_answers(self.document, answers, instrument=facts, items=self.version.instrument_items))

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            version=self.version,
            title=wording(self.version.document, "title", self.language),
            is_own=self.is_own,
            **kwargs,
        )
