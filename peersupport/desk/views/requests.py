"""Requests to join: the list, and one of them with everything that is needed to decide."""

from django.http import Http404
from django.utils.http import urlencode
from django.views.generic import ListView, TemplateView

from intake.facts import eligibility_of
from intake.likenesses import likenesses_of
from intake.models import Assessment, AssessmentState, InterviewState
from intake.queries import told_in
from intake.questions import answers_in_words
from intake.talks import booked_talk, may_choose_time, with_talks
from peersupport.desk.act_words import act
from peersupport.desk.queries.beside import beside
from peersupport.desk.queries.needs import needs_of
from peersupport.desk.queries.requests import (
    STATE_WORDS,
    TABS,
    acts_on,
    conversation,
    decisions_on,
    places_left,
    request_tabs,
    requests_in,
)
from peersupport.desk.services import note_reading
from peersupport.desk.views.base import SensitiveView
from programs.access import Permission
from programs.views.base import ProgramView


class RequestList(ProgramView, ListView):
    model = Assessment
    permission = Permission.READ_REQUESTS
    template_name = "desk/requests.html"
    context_object_name = "requests"
    paginate_by = 50

    def get_queryset(self):
        self.tab = self.request.GET.get("state", "read")
        if self.tab not in TABS:
            raise Http404
        return requests_in(super().get_queryset(), self.tab)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            here="requests",
            tab=self.tab,
            tabs=request_tabs(self.participation),
            page_query=urlencode({"state": self.tab}) + "&",
            **kwargs,
        )


class RequestPage(SensitiveView, TemplateView):
    model = Assessment
    permission = Permission.READ_REQUESTS
    template_name = "desk/request.html"

    def get_queryset(self):
        return with_talks(super().get_queryset())

    def get_context_data(self, **kwargs):
        one = self.row("assessment", "person", "interviewer__person", "response")
        one.program = self.program
        talks = list(one.interviews.all())
        talk = booked_talk(one)
        note_reading(one, by=self.participation, why="request")
        return super().get_context_data(
            here="requests",
            one=one,
            state=STATE_WORDS.get(one.state, (one.get_state_display(), "")),
            answers=answers_in_words(self.program, one.answers),
            told=told_in(one),
            eligibility=eligibility_of(one),
            beside=beside(one, self.participation),
            places=places_left(self.participation),
            conversation=conversation(one),
            decisions=decisions_on(one),
            acts=[act(outcome, one.person) for outcome in acts_on(one)],
            talk=talk,
            talk_starts=talk and talk.slot.starts_at.astimezone(self.program.zone),
            talks_held=[past for past in talks if past.state == InterviewState.DONE],
            may_choose=may_choose_time(one, talks),
            may_invite=one.can_move_to(AssessmentState.INTERVIEW),
            needs=list(needs_of(one).values()),
            likenesses=likenesses_of(one),
            **kwargs,
        )
