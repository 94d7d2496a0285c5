"""The way in: before you start, confidentiality, one question per page, check, sent.

Which page follows which: `intake.journey`.
"""

from dataclasses import replace

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from intake.answering.words import response_lines
from intake.eligibility import Result, check_eligibility
from intake.errors import AnswersMissing, DraftGone, RequestClosed
from intake.forms import FORMS, ConfidentialityForm
from intake.journey import missing_step, next_step, step_after, steps_of
from intake.queries import confidentiality_text, similar_programs
from intake.questions import answers_in_words, questions_for
from intake.services.guardians import GuardianNeeded
from intake.services.requests import (
    accept_confidentiality,
    discard_draft,
    save_answers,
    start_request,
    submit_request,
)
from intake.views.base import DraftPage, JoinPage
from programs.errors import DomainError

FROM_CHECK = "?from=check"


class JoinStart(JoinPage):
    """What will happen, before it happens. Posting begins anew: what this browser had typed is deleted."""

    template_name = "intake/start.html"

    def get(self, request, *args, **kwargs):
        begun = self.draft is not None and self.draft.confidentiality_accepted_at
        return self.show(
            resume=next_step(self.journey).address(self.program.slug) if begun else None,
            question_count=len(steps_of(replace(self.journey, wants_talk=False))),
            journey=self.journey,
            ready=self.program.takes_requests and confidentiality_text(self.program) is not None,
        )

    def post(self, request, *args, **kwargs):
        if self.draft is not None:
            discard_draft(self.draft)
        self.forget_begun()
        return self.to("join_confidentiality")


class JoinConfidentiality(JoinPage):
    """The text and its limits; the draft begins when they are accepted, not before."""

    template_name = "intake/confidentiality.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.text = confidentiality_text(self.program)

    def get(self, request, *args, **kwargs):
        if self.text is None or not self.program.takes_requests:
            return self.to("join_start")
        return self.show(form=self.form())

    def post(self, request, *args, **kwargs):
        if self.text is None or not self.program.takes_requests:
            return self.to("join_start")
        form = ConfidentialityForm(request.POST)
        if not form.is_valid():
            return self.show(form=form)
        if form.cleaned_data["text"] != self.text.pk:
            messages.warning(request, _("This text has just changed. Please read it again."))
            return self.show(form=self.form())
        language = get_language()[:2]
        try:
            draft = self.draft or start_request(self.program, language=language)
            accept_confidentiality(draft, text=self.text, language=language)
        except DomainError as error:
            messages.error(request, str(error))
            return self.to("join_start")
        self.remember_begun(draft)
        return self.to_step(steps_of(self.journey)[0])

    def form(self):
        agreed = self.draft is not None and self.draft.confidentiality_id == self.text.pk
        return ConfidentialityForm(initial={"text": self.text.pk, "agree": agreed})

    def get_context_data(self, **kwargs):
        back = reverse("join_start", args=[self.program.slug])
        return super().get_context_data(text=self.text, back_url=back, **kwargs)


class JoinQuestion(DraftPage):
    """One question. `?from=check` says that the person came to change an answer and wants to go straight back."""

    template_name = "intake/question.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.question = next((each for each in questions_for(self.program) if each.key == kwargs["key"]), None)
        if self.question is None:
            raise Http404
        self.from_check = request.GET.get("from") == "check"

    def get(self, request, *args, **kwargs):
        initial = self.what_we_know() | self.draft.answers
        return self.show(form=FORMS[self.question.key](initial=initial, program=self.program))

    def post(self, request, *args, **kwargs):
        form = FORMS[self.question.key](request.POST, program=self.program)
        later = request.POST.get("act") == "later"
        if not form.is_valid() and not (later and form.is_fit_to_keep()):
            return self.show(form=form)
        try:
            save_answers(self.draft, answers=form.answers())
        except (DraftGone, RequestClosed):
            return self.elsewhere()
        if later:
            return self.to("join_later")
        if "age" in self.question.answers and not_eligible(self.program, self.draft):
            return self.to("join_elsewhere", query=FROM_CHECK if self.from_check else "")
        return self.to("join_check") if self.from_check else self.to_step_after("join_question", self.question.key)

    def what_we_know(self):
        """Whoever is signed in is not asked twice."""
        person = self.request.user
        known = {"contact_language": get_language()[:2], "languages": [get_language()[:2]]}
        if person.is_authenticated:
            known |= {"nickname": person.display_name, "email": person.email, "safe": person.contact_note}
        return known

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            question=self.question,
            back_url=self.back_url(),
            later_url=reverse("join_later", args=[self.program.slug]),
            **self.numbers("join_question", self.question.key),
            **kwargs,
        )

    def back_url(self):
        if self.from_check:
            return reverse("join_check", args=[self.program.slug])
        return self.back_from("join_question", self.question.key)


class JoinElsewhere(DraftPage):
    """A rule says no for certain: other help first, and a way to be read all the same."""

    template_name = "intake/elsewhere.html"

    def get(self, request, *args, **kwargs):
        eligibility = check_eligibility(self.program, self.draft.answers)
        if eligibility.result != Result.NOT_ELIGIBLE:
            return self.to("join_check")
        slug = self.program.slug
        age = next(question.key for question in questions_for(self.program) if "age" in question.answers)
        if request.GET.get("from") == "check":
            onward = reverse("join_check", args=[slug])
        else:
            onward = step_after(self.journey, "join_question", age).address(slug)
        return self.show(
            back_url=reverse("join_question", args=[slug, age]),
            onward=onward,
            eligibility=eligibility,
            similar=similar_programs(self.program, answers=self.draft.answers),
        )


class JoinCheck(DraftPage):
    """Everything once more before it is sent; the button sends once however often it is pressed."""

    template_name = "intake/check.html"

    def get(self, request, *args, **kwargs):
        missing = missing_step(self.journey)
        if missing is not None:
            return self.to_step(missing)
        response = None if self.journey.wants_talk else self.journey.response
        return self.show(
            answers=answers_in_words(self.program, self.draft.answers),
            told=response_lines(response, get_language()[:2], by=self.journey.page_by) if response else [],
            journey=self.journey,
            back_url=self.back_from("join_check"),
            may_not_fit=not_eligible(self.program, self.draft),
        )

    def post(self, request, *args, **kwargs):
        if missing_step(self.journey) is not None:
            return self.to("join_check")
        if not ratelimit.consume(request, action="send_request", key=self.draft.answers.get("email", "")):
            messages.error(
                request, _("Many requests were sent from here. Wait an hour, then send yours. Your answers are kept.")
            )
            return self.to("join_check")
        try:
            sent = submit_request(self.draft)
        except (AnswersMissing, GuardianNeeded):
            return self.to("join_check")
        except DraftGone:
            return self.elsewhere()
        except DomainError as error:
            messages.error(request, str(error))
            return self.to("join_start")
        self.remember_sent(sent)
        return self.to("join_sent")


class JoinSent(JoinPage):
    """A number and what happens next. Looking at it again sends nothing."""

    template_name = "intake/sent.html"

    def get(self, request, *args, **kwargs):
        sent = self.sent
        if sent is None:
            return self.to("join_start")
        return self.show(sent=sent)


def not_eligible(program, draft) -> bool:
    return check_eligibility(program, draft.answers).result == Result.NOT_ELIGIBLE
