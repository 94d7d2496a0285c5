"""A member's pages: my meetings, one meeting, the answer to it, feedback after it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView, View

from groups.forms.feedback import FeedbackForm
from groups.models import Answer
from groups.queries.covers import cover_taken_by
from groups.queries.member import as_seats, my_feedback_request, my_meeting, my_meetings, my_memberships
from groups.services.feedback import AnsweredAlready, give_feedback
from groups.services.rsvps import MeetingHasChanged, answer_meeting, undo_answer
from programs.access import Permission
from programs.errors import DomainError
from programs.queries import rules_with_acceptance
from programs.views.base import PersonView, ProgramView

MOST_DIGITS = 12  # of a version; what is longer is nobody's, and Python refuses to count with thousands of digits
ANSWERS = {"coming": Answer.COMING, "away": Answer.NOT_COMING}


@method_decorator(never_cache, name="dispatch")
class MyMeetings(PersonView, TemplateView):
    """`?when=past` shows those that are over."""

    template_name = "groups/member/meetings.html"
    per_page = 10

    def get_context_data(self, **kwargs):
        now = timezone.now()
        past = self.request.GET.get("when") == "past"
        memberships = my_memberships(self.request.user)
        meetings = my_meetings(memberships)
        meetings = meetings.over(now).planned() if past else meetings.coming(now)
        page = Paginator(meetings, self.per_page).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            here="meetings",
            past=past,
            page=page,
            seats=as_seats(page, memberships, now=now),
            waiting=[row for row in memberships if row.state == "waiting"],
            **kwargs,
        )


class OneMeeting(ProgramView, abstract=True):
    """A page about a meeting of a group in which one of the person's participations has a place; 404 otherwise.

    Everybody with a role can have such a place: a talk of a mediation brings mediators and people of the team.
    """

    permission = Permission.TELL

    def find_meeting(self):
        rules, acceptance = rules_with_acceptance(self.program, self.request.user)
        page = my_meeting(
            self.kwargs["meeting"],
            self.access.participations,
            rules_accepted=rules is None or acceptance is not None,
            now=timezone.now(),
        )
        if page is None or page.seat.meeting.program_id != self.program.pk:
            raise Http404
        return page


@method_decorator(never_cache, name="dispatch")
class MeetingDetail(OneMeeting, TemplateView):
    """Who stands in comes here from their calendar or a reminder, and is led to the page of the stand-in."""

    template_name = "groups/member/meeting.html"

    def get(self, request, *args, **kwargs):
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            cover = cover_taken_by(self.access.participations, self.kwargs["meeting"])
            if cover is None:
                raise
        return redirect("cover", self.program.public_id, cover.public_id)

    def get_context_data(self, **kwargs):
        page = self.find_meeting()
        mine = {"here": "meetings", "page": page, "seat": page.seat, "meeting": page.seat.meeting}
        return super().get_context_data(**kwargs | mine)


class MeetingAnswer(OneMeeting, View):
    """POST `answer` = coming, away or undo; `sequence` = the version of the meeting that was on the screen."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        seat = self.find_meeting().seat
        answer, sequence = request.POST.get("answer"), request.POST.get("sequence", "")[:MOST_DIGITS]
        try:
            if answer == "undo":
                undo_answer(seat.meeting, participation=seat.membership.participation)
            elif answer in ANSWERS:
                answer_meeting(
                    seat.meeting,
                    participation=seat.membership.participation,
                    answer=ANSWERS[answer],
                    sequence=int(sequence) if sequence.isdecimal() else None,
                )
        except MeetingHasChanged as error:
            messages.warning(request, error)
        except DomainError as error:
            messages.info(request, error)
        if request.POST.get("from") == "home":
            return redirect("home")
        return redirect("meeting_detail", self.program.public_id, seat.meeting.public_id)


@method_decorator(never_cache, name="dispatch")
class Feedback(ProgramView, FormView):
    """Three questions; once answered, the same address says thank you."""

    permission = Permission.TAKE_PART
    form_class = FeedbackForm
    template_name = "groups/member/feedback.html"

    def dispatch(self, request, *args, **kwargs):
        self.feedback_request = my_feedback_request(kwargs["feedback"], self.access.participations)
        if self.feedback_request is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        del kwargs["participation"]
        return kwargs

    def get_template_names(self):
        return ["groups/member/feedback_thanks.html"] if self.feedback_request.answered else [self.template_name]

    def form_valid(self, form):
        try:
            give_feedback(self.feedback_request, **form.cleaned_data)
        except AnsweredAlready as error:
            messages.info(self.request, error)
        return redirect(self.request.path)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            here="meetings", meeting=self.feedback_request.meeting, feedback_request=self.feedback_request, **kwargs
        )
