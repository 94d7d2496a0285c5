"""Where who looks after a report takes a measure, and where others look at it again."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import ListView, TemplateView, View

from groups.models import ConflictState, Measure, ReviewRequest
from groups.queries.reviews import reviews_for, rules_to_cite, with_what_is_asked
from groups.services.conflict_readers import handlers_of
from groups.services.conflict_work import is_open_to, read_report
from groups.services.measures import whom_it_may_be_about
from groups.services.reviews import hand_review
from groups.views.conflicts.desk import ReaderView
from peersupport.measures.forms import CHANGED, MeasureForm, ReviewerForm, ReviewForm
from peersupport.measures.services import answer_review, take_measure
from programs.access import Permission
from programs.errors import DomainError
from programs.views.base import ProgramView


class TakeMeasure(ReaderView, TemplateView):
    """First the form, then what the person will read with all that follows, and only then the act."""

    template_name = "measures/take.html"

    def form(self, report, data=None):
        return MeasureForm(data, about=whom_it_may_be_about(report), rules=rules_to_cite(self.program))

    def may_take(self, report) -> bool:
        return report.handler_id == self.participation.pk and report.state != ConflictState.CLOSED

    def get(self, request, **kwargs):
        report = self.report()
        if not self.may_take(report):
            return self.not_by_you()
        return self.render_to_response(self.get_context_data(report=report, form=self.form(report)))

    def post(self, request, **kwargs):
        report = self.report()
        if not self.may_take(report):
            return self.not_by_you()
        form = self.form(report, request.POST)
        shown = {"report": report, "form": form}
        if not form.is_valid() or "change" in request.POST:
            return self.render_to_response(self.get_context_data(**shown))
        if "sure" not in request.POST:
            letter = Measure(program=self.program, conflict=report, by=self.participation, **form.facts)
            return self.render_to_response(self.get_context_data(letter=letter, sent=form.data.items(), **shown))
        return self.try_to(
            lambda: take_measure(report, by=self.participation, **form.facts),
            _("It is done. The person reads it on a page of their own. A message without words tells them so."),
        )

    def not_by_you(self):
        messages.warning(self.request, _("Only who looks after the report can take a measure."))
        return self.back()


@method_decorator(never_cache, name="dispatch")
class ReviewerView(ProgramView, abstract=True):
    model = ReviewRequest
    permission = Permission.HANDLE_CONFLICTS

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"here": "conflicts"} | kwargs)

    def review(self) -> ReviewRequest:
        return get_object_or_404(with_what_is_asked(self.get_queryset()), public_id=self.kwargs["review"])

    def back(self):
        return redirect("desk_review", self.program.public_id, self.kwargs["review"])


class Reviews(ReviewerView, ListView):
    """What I was asked to look at again."""

    template_name = "measures/reviews.html"
    context_object_name = "reviews"
    paginate_by = 50

    def get_queryset(self):
        self.tab = "answered" if self.request.GET.get("state") == "answered" else "open"
        return reviews_for(super().get_queryset(), decided=self.tab == "answered")

    def get_context_data(self, **kwargs):
        today = timezone.now().astimezone(self.program.zone).date()
        return super().get_context_data(tab=self.tab, today=today, page_query=f"state={self.tab}&", **kwargs)


class OneReview(ReviewerView, TemplateView):
    """What was asked, what was decided, and the answer to give. Covered like the report itself."""

    template_name = "measures/review.html"

    def get_context_data(self, **kwargs):
        review = kwargs.pop("review", None)
        review = review if isinstance(review, ReviewRequest) else self.review()
        shown = {
            "review": review,
            "is_open": is_open_to(review.conflict, self.participation),
            "form": ReviewForm(has_measure=review.measure_id is not None),
        }
        return super().get_context_data(**shown | kwargs)

    def post(self, request, **kwargs):
        review = self.review()
        form = ReviewForm(request.POST, has_measure=review.measure_id is not None)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(review=review, form=form))
        upheld = form.cleaned_data["decision"] != CHANGED
        try:
            answer_review(review, by=self.participation, upheld=upheld, answer=form.cleaned_data["answer"])
        except DomainError as error:
            messages.warning(request, str(error))
        else:
            messages.success(request, _("Your answer stands on the person’s page. A message tells them so."))
        return self.back()


class ReviewReading(ReviewerView, View):
    """Uncovers what was said, to who looks at it again, for a short while."""

    def post(self, request, **kwargs):
        read_report(self.review().conflict, by=self.participation)
        return self.back()


class OtherReviewer(ReviewerView, TemplateView):
    """Somebody else looks at it. Who cannot is in the list too, and the page says why when they are chosen."""

    template_name = "measures/reviewer.html"

    def form(self, review, data=None):
        return ReviewerForm(data, review=review, people=handlers_of(self.program))

    def get(self, request, **kwargs):
        review = self.review()
        if review.decided_at is not None:
            return self.back()
        return self.render_to_response(self.get_context_data(review=review, form=self.form(review)))

    def post(self, request, **kwargs):
        review = self.review()
        form = self.form(review, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(review=review, form=form))
        try:
            hand_review(review, participation=form.cleaned_data["who"], by=self.participation)
        except DomainError as error:
            messages.warning(request, str(error))
            return self.back()
        messages.success(request, _("Somebody else looks at it now. You cannot open it any more."))
        return redirect("desk_reviews", self.program.public_id)
