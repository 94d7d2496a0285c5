"""The team changes a talk: another time, or none. First what the person reads and gets; then it happens, once."""

from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import FormView

from intake.models import InterviewState
from intake.services.interviews import call_off_talk, move_talk
from intake.talks import as_if_moved, clock_of, times_for_team
from peersupport.desk.talk_forms import MoveTalkForm, TalkMessageForm
from peersupport.desk.views.talks import OneTalk
from programs.access import Permission
from programs.errors import DomainError
from programs.services.notices import preview_notice


class ChangingTalk(OneTalk, FormView, abstract=True):
    permission = Permission.DECIDE_REQUESTS

    def get_form_kwargs(self):
        return {key: value for key, value in super().get_form_kwargs().items() if key != "participation"}

    def get(self, request, **kwargs):
        if self.talk.state != InterviewState.BOOKED or self.talk.slot.starts_at <= timezone.now():
            return self.back()
        return super().get(request, **kwargs)

    def done(self, act, words: str):
        try:
            act()
        except DomainError as refusal:
            messages.warning(self.request, str(refusal))
        else:
            messages.success(self.request, words % {"name": self.person})
        return self.back()


class TalkCancellation(ChangingTalk):
    template_name = "desk/talks/cancellation.html"
    form_class = TalkMessageForm

    def get_context_data(self, **kwargs):
        letter = preview_notice("interview_called_off", self.talk, recipient=self.person)
        return super().get_context_data(letter=letter, **kwargs)

    def form_valid(self, form):
        return self.done(
            lambda: call_off_talk(self.talk, by=self.participation, message=form.cleaned_data["message"]),
            _("The talk is called off. The e-mail to %(name)s is on its way."),
        )


class TalkMove(ChangingTalk):
    """Chooses among the times that are offered; then shows the message with the new time."""

    template_name = "desk/talks/move.html"
    form_class = MoveTalkForm

    def get_form_kwargs(self):
        times = times_for_team(self.talk, now=timezone.now())
        return super().get_form_kwargs() | {"times": times, "zone": self.program.zone}

    def form_valid(self, form):
        if "change" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        if "confirm" not in self.request.POST:
            moved = as_if_moved(self.talk, form.chosen)
            letter = preview_notice("interview_moved", moved, recipient=self.person)
            when = clock_of(form.chosen, self.person, program=self.program).words
            return self.render_to_response(self.get_context_data(form=form, letter=letter, new_time=when))
        try:
            moved = move_talk(self.talk, slot=form.chosen, by=self.participation, message=form.cleaned_data["message"])
        except DomainError as refusal:
            messages.warning(self.request, str(refusal))
            return self.back()
        messages.success(
            self.request, _("The talk has another time. The e-mail to %(name)s is on its way.") % {"name": self.person}
        )
        self.talk = moved
        return self.back()
