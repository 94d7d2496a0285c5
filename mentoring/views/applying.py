"""The form for future peers: before you start, one question per page, check, sent. Nobody signs in for it."""

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from intake.answering.words import response_lines
from intake.errors import AnswersMissing
from intake.forms import ConfidentialityForm
from mentoring.asking import BY_KEY, lines_in_words, pages_for
from mentoring.errors import ApplicationGone, ApplicationIncomplete, ApplicationSent, closed_words
from mentoring.forms.applying import FORMS
from mentoring.queries.applying import public_draft, text_to_accept, topic_names
from mentoring.services.application_drafts import (
    DRAFT_KEPT,
    accept_text,
    begin_application,
    discard_application,
    save_typed,
    submit_application,
)
from mentoring.views.apply_base import BEGUN, SENT, ApplyPage, DraftPage
from programs.errors import DomainError


class ApplyStart(ApplyPage):
    """What will happen, before it happens, and how what people tell us is kept. The draft begins with the yes to it."""

    template_name = "mentoring/public/start.html"

    def get(self, request, *args, **kwargs):
        if self.draft is not None and not self.is_open:
            return self.to("apply_late")
        return self.page(self.form())

    def post(self, request, *args, **kwargs):
        if "again" in request.POST and self.draft is not None:
            discard_application(self.draft)
            self.remember(BEGUN, None)
            return self.to("apply_start")
        text = text_to_accept(self.campaign)
        form = ConfidentialityForm(request.POST)
        if text is None or not form.is_valid():
            return self.page(form)
        if form.cleaned_data["text"] != text.pk:
            messages.warning(request, _("This text has just changed. Please read it again."))
            return self.page(self.form())
        try:
            draft = self.draft or begin_application(self.campaign, language=get_language()[:2], now=self.now)
            accept_text(draft, text=text, now=self.now)
        except DomainError as refusal:
            messages.error(request, str(refusal))
            return self.to("campaign_page")
        self.remember(BEGUN, draft.public_id)
        return self.to("apply_page", pages_for(self.campaign)[0].key)

    def form(self):
        text = text_to_accept(self.campaign)
        return ConfidentialityForm(initial={"text": text and text.pk})

    def page(self, form):
        text = text_to_accept(self.campaign)
        return self.show(
            form=form,
            text=text,
            ready=self.is_open and text is not None,
            closed=closed_words(self.campaign, self.now),
            count=len(self.journey.steps()),
            days=DRAFT_KEPT.days,
            resume=self.journey.next_address() if self.draft is not None else "",
        )


class ApplyQuestion(DraftPage):
    """One page of the fixed part. `?from=check`: the person came to change an answer and goes straight back."""

    template_name = "mentoring/public/question.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.page = BY_KEY.get(kwargs["key"])
        if self.page not in pages_for(self.campaign):
            raise Http404
        self.from_check = request.GET.get("from") == "check"

    def get(self, request, *args, **kwargs):
        initial = self.what_we_know() | self.journey.typed
        return self.show(form=FORMS[self.page.key](initial=initial, campaign=self.campaign))

    def post(self, request, *args, **kwargs):
        form = FORMS[self.page.key](request.POST, campaign=self.campaign)
        later = request.POST.get("act") == "later"
        if not form.is_valid() and not (later and form.is_fit_to_keep()):
            return self.show(form=form)
        try:
            save_typed(self.draft, answers=form.answers())
        except (ApplicationGone, ApplicationSent):
            return self.elsewhere()
        if later and self.is_open:
            return self.to("apply_later")
        self.__dict__.pop("journey", None)
        onward = self.journey.check_address
        return self.go_on_to(onward if self.from_check else self.journey.address_after("apply_page", self.page.key))

    def what_we_know(self):
        """Whoever is signed in is not asked twice."""
        person, language = self.request.user, get_language()[:2]
        known = {"contact_language": language, "languages": [language]}
        if person.is_authenticated:
            known |= {"nickname": person.display_name, "email": person.email, "phone": person.phone}
        return known

    def get_context_data(self, **kwargs):
        before = self.journey.address_before("apply_page", self.page.key)
        facts = {
            "question": self.page,
            "back_url": self.journey.check_address if self.from_check else before,
            "later_url": "later",
        }
        return super().get_context_data(**facts, **self.journey.numbers("apply_page", self.page.key), **kwargs)


class ApplyCheck(DraftPage):
    """Everything once more before it is sent; the button sends once however often it is pressed."""

    template_name = "mentoring/public/check.html"

    def get(self, request, *args, **kwargs):
        missing = self.journey.missing_step()
        if missing is not None:
            return HttpResponseRedirect(missing.address(self.campaign))
        return self.show(**self.told(), back_url=self.journey.steps()[-1].address(self.campaign))

    def told(self):
        response = self.journey.response
        return {
            "answers": lines_in_words(self.campaign, self.journey.typed, topic_names(self.program)),
            "told": response_lines(response, get_language()[:2]) if response else [],
        }

    def post(self, request, *args, **kwargs):
        if not ratelimit.consume(request, action="send_request", key=self.journey.typed.get("email", "")):
            messages.error(request, _("Many forms were sent from here. Wait an hour, then send yours."))
            return self.to("apply_check")
        try:
            sent = submit_application(self.draft)
        except (ApplicationIncomplete, AnswersMissing):
            return self.to("apply_check")
        except ApplicationGone:
            return self.elsewhere()
        except DomainError as refusal:
            messages.warning(request, str(refusal))
            return self.to("apply_late")
        self.remember(SENT, sent.public_id)
        self.remember(BEGUN, None)
        return self.to("apply_sent")


class ApplyLate(ApplyCheck):
    """Too late: says so in words that name the zone, and shows what was typed, to be copied."""

    template_name = "mentoring/public/late.html"

    def turn_away(self):
        return self.elsewhere() if self.draft is None else None

    def get(self, request, *args, **kwargs):
        if self.is_open:
            return HttpResponseRedirect(self.journey.next_address())
        kept_until = (self.draft.started_at + DRAFT_KEPT).astimezone(self.campaign.zone)
        return self.show(**self.told(), closed=closed_words(self.campaign, self.now), kept_until=kept_until)

    def post(self, request, *args, **kwargs):
        return self.to("apply_late")


class ApplySent(ApplyPage):
    """A number and what happens next. Looking at it again sends nothing."""

    template_name = "mentoring/public/sent.html"

    def get(self, request, *args, **kwargs):
        sent = public_draft(self.campaign, self._remembered(SENT))
        return self.show(sent=sent) if sent is not None else self.to("apply_start")
