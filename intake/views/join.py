"""The way in: before you start, confidentiality, one question per page, check, sent."""

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from intake.eligibility import Result, check_eligibility
from intake.errors import AnswersMissing, DraftGone, RequestClosed
from intake.forms import FORMS, ConfidentialityForm
from intake.queries import confidentiality_text, similar_programs
from intake.questions import answers_in_words, first_unanswered, questions_for
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
        resume = None
        if self.draft is not None and self.draft.confidentiality_accepted_at:
            missing = first_unanswered(self.program, self.draft.answers)
            resume = (
                reverse("join_question", args=[self.program.slug, missing.key])
                if missing
                else reverse("join_check", args=[self.program.slug])
            )
        return self.show(
            resume=resume,
            question_count=len(questions_for(self.program)),
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
        return self.to("join_question", questions_for(self.program)[0].key)

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
        self.questions = questions_for(self.program)
        self.number = next((n for n, q in enumerate(self.questions) if q.key == kwargs["key"]), None)
        if self.number is None:
            raise Http404
        self.question = self.questions[self.number]
        self.from_check = request.GET.get("from") == "check"

    def get(self, request, *args, **kwargs):
        initial = self.what_we_know() | self.draft.answers
        return self.show(form=FORMS[self.question.key](initial=initial, program=self.program))

    def post(self, request, *args, **kwargs):
        form = FORMS[self.question.key](request.POST, program=self.program)
        if not form.is_valid():
            return self.show(form=form)
        try:
            save_answers(self.draft, answers={key: form.cleaned_data[key] for key in self.question.answers})
        except (DraftGone, RequestClosed):
            return self.elsewhere()
        if self.question.key == "age" and not_eligible(self.program, self.draft):
            return self.to("join_elsewhere", query=FROM_CHECK if self.from_check else "")
        return self.onward()

    def onward(self):
        if self.from_check or self.number + 1 == len(self.questions):
            return self.to("join_check")
        return self.to("join_question", self.questions[self.number + 1].key)

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
            number=self.number + 1,
            total=len(self.questions),
            back_url=self.back_url(),
            **kwargs,
        )

    def back_url(self):
        slug = self.program.slug
        if self.from_check:
            return reverse("join_check", args=[slug])
        if self.number == 0:
            return reverse("join_confidentiality", args=[slug])
        return reverse("join_question", args=[slug, self.questions[self.number - 1].key])


class JoinElsewhere(DraftPage):
    """A rule says no for certain: other help first, and a way to be read all the same."""

    template_name = "intake/elsewhere.html"

    def get(self, request, *args, **kwargs):
        eligibility = check_eligibility(self.program, self.draft.answers)
        if eligibility.result != Result.NOT_ELIGIBLE:
            return self.to("join_check")
        slug = self.program.slug
        keys = [question.key for question in questions_for(self.program)]
        if request.GET.get("from") == "check":
            onward = reverse("join_check", args=[slug])
        else:
            onward = reverse("join_question", args=[slug, keys[keys.index("age") + 1]])
        return self.show(
            back_url=reverse("join_question", args=[slug, "age"]),
            onward=onward,
            eligibility=eligibility,
            similar=similar_programs(self.program, answers=self.draft.answers),
        )


class JoinCheck(DraftPage):
    """Everything once more before it is sent; the button sends once however often it is pressed."""

    template_name = "intake/check.html"

    def get(self, request, *args, **kwargs):
        missing = first_unanswered(self.program, self.draft.answers)
        if missing is not None:
            return self.to("join_question", missing.key)
        last = questions_for(self.program)[-1]
        return self.show(
            answers=answers_in_words(self.program, self.draft.answers),
            back_url=reverse("join_question", args=[self.program.slug, last.key]),
            may_not_fit=not_eligible(self.program, self.draft),
        )

    def post(self, request, *args, **kwargs):
        if not ratelimit.consume(request, action="send_request", key=self.draft.answers.get("email", "")):
            messages.error(
                request, _("Many requests were sent from here. Wait an hour, then send yours. Your answers are kept.")
            )
            return self.to("join_check")
        try:
            sent = submit_request(self.draft)
        except AnswersMissing:
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
