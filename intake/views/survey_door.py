"""The link of a survey: what every page behind it knows, and where it leads when nothing is left to answer."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic.base import ContextMixin, TemplateResponseMixin, View

from intake.models import SurveyState
from intake.services.surveys import is_answerable, request_for
from intake.survey_queries import draft_of

BEGUN = "surveys_begun"  # session: survey's public id → public id of the answers this browser began


@method_decorator([login_not_required, never_cache], name="dispatch")
class SurveyDoor(TemplateResponseMixin, ContextMixin, View):
    """Open to whoever holds the link: URL kwarg `survey` is the signed id of the asking.

    A GET changes nothing, so a robot that opens it does no harm.
    The link shows no earlier answers: those are seen only by the browser that began them, and by the person signed in.
    The session holds ids alone, and of an anonymous survey nothing at all.
    """

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.survey = request_for(kwargs["survey"])
        if self.survey is None:
            raise Http404
        request.resolver_match.program = self.survey.program  # help lines of the program's country
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            translation.activate(self.survey.participation.person.language)
            request.LANGUAGE_CODE = translation.get_language()

    def dispatch(self, request, *args, **kwargs):
        return self.turn_away() or super().dispatch(request, *args, **kwargs)

    def turn_away(self):
        """To the page that says what became of it, when there is nothing to answer."""
        if self.survey.state == SurveyState.DONE:
            return self.to("survey_sent")
        if not is_answerable(self.survey, now=timezone.now()):
            return self.to("survey_closed")
        return None

    def to(self, name: str, *args):
        return redirect(name, self.kwargs["survey"], *args)

    def address(self, name: str, *args) -> str:
        return reverse(name, args=[self.kwargs["survey"], *args])

    @property
    def is_own(self) -> bool:
        """The person who was asked is signed in."""
        return self.request.user.is_authenticated and self.request.user.pk == self.survey.participation.person_id

    @property
    def draft(self):
        """What was begun, wherever."""
        if not hasattr(self, "_draft"):
            self._draft = None if self.survey.plan.is_anonymous else draft_of(self.survey)
        return self._draft

    @property
    def own_draft(self):
        """What was begun and may be shown here."""
        begun_here = self.request.session.get(BEGUN, {}).get(self.survey.public_id)
        if self.draft is not None and (self.is_own or begun_here == self.draft.public_id):
            return self.draft
        return None

    def remember(self, response) -> None:
        self.request.session[BEGUN] = self.request.session.get(BEGUN, {}) | {self.survey.public_id: response.public_id}

    def get_context_data(self, **kwargs):
        return super().get_context_data(survey=self.survey, token=self.kwargs["survey"], **kwargs)

    def rendered(self, **context):
        return self.render_to_response(self.get_context_data(**context))
