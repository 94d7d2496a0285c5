"""The rest of a request: writing or talking, the pages of the questionnaire, and finishing later by a link."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from intake.errors import DraftGone, RequestClosed
from intake.forms import LaterForm, TellingForm
from intake.journey import next_step, number_of, step_after, step_before
from intake.queries import journey_of, transient_response
from intake.services.telling import begin_answers, choose_telling, finish_later, resumed_draft
from intake.views.answering import AnsweringPage
from intake.views.base import BEGUN, DraftPage


class JoinTelling(DraftPage):
    """Write here, or talk with somebody: the person's choice, which can be changed until it is sent."""

    template_name = "intake/telling.html"

    def turn_away(self):
        away = super().turn_away()
        if away is None and not (self.journey.offers_talk and self.journey.pages):
            return self.to("join_check")
        return away

    def get(self, request, *args, **kwargs):
        chosen = "talk" if self.journey.wants_talk else "write" if self.journey.begun else None
        return self.page(TellingForm(initial={"telling": chosen}))

    def post(self, request, *args, **kwargs):
        if request.POST.get("act") == "later":
            return self.to("join_later")
        form = TellingForm(request.POST)
        if not form.is_valid():
            return self.page(form)
        talk = form.cleaned_data["telling"] == "talk"
        try:
            choose_telling(self.draft, talk=talk, version=self.journey.version, language=get_language()[:2])
        except (DraftGone, RequestClosed):
            return self.elsewhere()
        return self.to_step_after("join_telling")

    def page(self, form):
        return self.show(
            form=form,
            back_url=self.back_from("join_telling"),
            later_url=reverse("join_later", args=[self.program.slug]),
            **self.numbers("join_telling"),
        )


class JoinAnswers(DraftPage, AnsweringPage):
    """One page of the questionnaire that the program has chosen for its way in."""

    def turn_away(self):
        """Whoever chose to talk in another window is asked no page; what they post all the same is kept."""
        away = super().turn_away()
        if away is not None:
            return away
        asked_nothing = self.journey.wants_talk and self.request.method != "POST"
        return self.to("join_check") if asked_nothing or not self.journey.pages else None

    @property
    def page_by(self):
        return self.journey.page_by

    def find_response(self):
        return self.journey.response or transient_response(self.journey.version, self.draft, get_language()[:2])

    def begin_response(self):
        return begin_answers(self.draft, version=self.journey.version, language=get_language()[:2])

    def page_address(self, key):
        return reverse("join_page", args=[self.program.slug, key])

    def first_address(self):
        step = step_before(self.journey, "join_page", self.journey.pages[0].key)
        return step.address(self.program.slug) if step else reverse("join_start", args=[self.program.slug])

    def last_address(self):
        last = step_after(self.journey, "join_page", self.journey.pages[-1].key)
        return last.address(self.program.slug)

    def lost_address(self):
        return self.elsewhere().url

    def later_address(self):
        return reverse("join_later", args=[self.program.slug])

    def numbers_of_page(self):
        return number_of(self.journey, "join_page", self.page.key)


class JoinLater(DraftPage):
    """Finish later: a link by e-mail. Says first what happens, and who could use the link."""

    template_name = "intake/later.html"

    def get(self, request, *args, **kwargs):
        return self.page(LaterForm(initial={"email": self.draft.answers.get("email", "")}))

    def post(self, request, *args, **kwargs):
        form = LaterForm(request.POST)
        if not form.is_valid():
            return self.page(form)
        email = form.cleaned_data["email"]
        if not ratelimit.consume(request, action="finish_later", key=email.lower()):
            messages.error(request, _("Many links were sent to this address. Wait an hour, then ask again."))
            return self.to("join_later")
        try:
            finish_later(self.draft, email=email)
        except (DraftGone, RequestClosed):
            return self.elsewhere()
        return self.to("join_later", query="?sent=1")

    def page(self, form):
        sent = "sent" in self.request.GET and not form.is_bound
        return self.show(
            form=form,
            email=self.draft.answers.get("email", ""),
            is_sent=sent,
            onward=next_step(self.journey).address(self.program.slug),
            back_url="" if sent else next_step(self.journey).address(self.program.slug),
        )


@method_decorator([login_not_required, never_cache], name="dispatch")
class JoinResume(TemplateView):
    """The link of a letter. Looking at it does nothing and shows no answer; pressing the button goes on."""

    template_name = "intake/resume.html"

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data(draft=resumed_draft(kwargs["resume"])))

    def post(self, request, *args, **kwargs):
        draft = resumed_draft(kwargs["resume"])
        if draft is None or draft.is_sent:
            return redirect("join_resume", kwargs["resume"])
        begun = dict(request.session.get(BEGUN, {}))
        request.session[BEGUN] = begun | {draft.program.public_id: draft.public_id}
        return HttpResponseRedirect(next_step(journey_of(draft.program, draft)).address(draft.program.slug))
