"""Following one's own request: where it stands, messages with the team, cancelling."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic.base import ContextMixin, TemplateResponseMixin

from intake.forms import ReplyForm
from intake.models import AssessmentState
from intake.progress import steps_of
from intake.queries import held_beside, own_request, referrals_of, request_behind, similar_programs, told_in
from intake.questions import answers_in_words
from intake.services.requests import (
    leave_out_newer_answers,
    reply_to_team,
    use_newer_answers,
    withdraw_request,
)
from intake.talks import booked_talk, clock_of, may_choose_time
from programs.views.base import PersonView
from programs.views.trying import Trying

# Beside the answer stands other help.
TURNED_AWAY = frozenset({AssessmentState.DECLINED, AssessmentState.REFERRED_ON})


@method_decorator(never_cache, name="dispatch")
class RequestPage(Trying, TemplateResponseMixin, ContextMixin, PersonView):
    """A page about one's own request; anybody else's is not there (404)."""

    def dispatch(self, request, *args, **kwargs):
        self.request_to_join = own_request(request.user, kwargs["assessment"])
        if self.request_to_join is None:
            earlier = request_behind(request.user, kwargs["assessment"])
            if earlier is None:
                raise Http404
            return redirect("request_status", earlier.public_id)
        request.resolver_match.program = self.request_to_join.program
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(joining=self.request_to_join, program=self.request_to_join.program, **kwargs)

    def show(self, **context):
        return self.render_to_response(self.get_context_data(**context))

    def back(self):
        return redirect("request_status", self.request_to_join.public_id)


class RequestStatus(RequestPage):
    template_name = "intake/status.html"

    def get(self, request, *args, **kwargs):
        return self.show(form=ReplyForm())

    def get_context_data(self, **kwargs):
        joining = self.request_to_join
        talk = booked_talk(joining)
        return super().get_context_data(
            steps=steps_of(joining, today=timezone.now().astimezone(joining.program.zone).date()),
            answers=answers_in_words(joining.program, joining.answers),
            told=told_in(joining),
            held=held_beside(joining),
            referrals=referrals_of(joining),
            talk=talk,
            clock=talk and clock_of(talk.slot, joining.person, program=joining.program),
            may_choose_time=may_choose_time(joining, list(joining.interviews.all())),
            similar=similar_programs(joining.program, answers=joining.answers) if joining.state in TURNED_AWAY else [],
            **kwargs,
        )


class RequestReply(RequestStatus):
    """Writes to the team; what is wrong is said on the status page, with what was typed."""

    def get(self, request, *args, **kwargs):
        """Where the language switch of the page with a mistake leads."""
        return self.back()

    def post(self, request, *args, **kwargs):
        form = ReplyForm(request.POST)
        if not form.is_valid():
            return self.show(form=form)
        return self.try_to(
            lambda: reply_to_team(self.request_to_join, body=form.cleaned_data["body"], by=request.user),
            _("Your message has been sent."),
        )


class RequestWithdrawal(RequestPage):
    """Says what will happen, then cancels."""

    template_name = "intake/withdrawal.html"

    def get(self, request, *args, **kwargs):
        if not self.request_to_join.is_open:
            return self.back()
        return self.show()

    def post(self, request, *args, **kwargs):
        return self.try_to(
            lambda: withdraw_request(self.request_to_join, by=request.user),
            _("Your request is cancelled. Thank you for telling us."),
        )


class RequestNewerAnswers(RequestPage):
    """The form was sent again later: the person says which answers count."""

    template_name = "intake/newer_answers.html"

    def get(self, request, *args, **kwargs):
        held = held_beside(self.request_to_join)
        if held is None:
            return self.back()
        return self.show(held=held, answers=answers_in_words(held.program, held.answers), told=told_in(held))

    def post(self, request, *args, **kwargs):
        held = held_beside(self.request_to_join)
        if held is None:
            return self.back()
        if request.POST.get("held") != held.public_id:  # anybody can send a form with this address: read it first
            messages.warning(request, _("The form was sent once more. Read these answers before you choose."))
            return redirect("request_newer_answers", self.request_to_join.public_id)
        if request.POST.get("keep") == "newer":
            return self.try_to(
                lambda: use_newer_answers(self.request_to_join, held=held, by=request.user),
                _("Your newer answers now count."),
            )
        return self.try_to(lambda: leave_out_newer_answers(held, by=request.user), _("Your request stays as it was."))
