"""The talk about one's own request: choosing a time, seeing how it is held, another time, calling it off."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from intake.errors import PhoneNeeded, TimeTaken
from intake.services.interviews import book_talk, call_off_own_talk, change_talk
from intake.talk_forms import TalkForm
from intake.talks import booked_talk, clock_of, free_times, may_choose_time, mode_words
from intake.views.requests import RequestPage
from programs.errors import DomainError


class TalkPage(RequestPage):
    """The talk as it is planned; where none is, the times to choose from. The place is shown to nobody else."""

    template_name = "intake/talk/talk.html"

    @cached_property
    def talk(self):
        return booked_talk(self.request_to_join)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(talk=self.talk, now=timezone.now(), **kwargs)
        if self.talk is not None:
            slot = self.talk.slot
            clock = clock_of(slot, self.request.user, program=self.request_to_join.program)
            context |= {"clock": clock, "how": mode_words(slot), "begun": slot.starts_at <= context["now"]}
        return context

    @property
    def can_change(self) -> bool:
        return self.talk is not None and self.talk.slot.starts_at > timezone.now()

    def form(self, *data):
        program = self.request_to_join.program
        times = free_times(program, now=timezone.now(), keep=self.talk)
        return TalkForm(*data, times=times, person=self.request.user, program=program)

    def choose(self, form):
        """The list of free times, with what is wrong and what was typed."""
        self.template_name = "intake/talk/choose.html"
        return self.show(form=form)

    def back_to_talk(self):
        return redirect("request_talk", self.request_to_join.public_id)

    def get(self, request, *args, **kwargs):
        if self.talk is not None:
            return self.show()
        if not may_choose_time(self.request_to_join, list(self.request_to_join.interviews.all())):
            return self.back()
        return self.choose(self.form())

    def post(self, request, *args, **kwargs):
        if self.talk is not None:
            if request.POST.get("time") != self.talk.slot.public_id:
                messages.warning(request, _("You have booked a talk already. You can change its time."))
            return self.back_to_talk()
        return self.take(
            lambda form: book_talk(self.request_to_join, slot=form.chosen, by=request.user, phone=form.number),
            _("The time is yours. We look forward to talking with you."),
        )

    def take(self, act, done: str):
        """Book what was chosen. Who comes second is told kindly, and sees the times that are left."""
        form = self.form(self.request.POST)
        if not form.is_valid():
            return self.choose(form)
        try:
            act(form)
        except (TimeTaken, PhoneNeeded) as refusal:
            form = self.form(self.request.POST)
            form.is_valid()
            if "time" not in form.errors:
                form.add_error("time", str(refusal))
            return self.choose(form)
        except DomainError as refusal:
            messages.warning(self.request, str(refusal))
            return self.back_to_talk()
        messages.success(self.request, done)
        return self.back_to_talk()


class TalkChange(TalkPage):
    """Another time; the first one is given free only once the other is booked."""

    def get(self, request, *args, **kwargs):
        if not self.can_change:
            return self.back_to_talk()
        return self.choose(self.form())

    def post(self, request, *args, **kwargs):
        if self.talk is None or request.POST.get("time") == self.talk.slot.public_id:
            return self.back_to_talk()
        return self.take(
            lambda form: change_talk(self.talk, slot=form.chosen, by=request.user, phone=form.number),
            _("The time is changed."),
        )


class TalkCancellation(TalkPage):
    """Says what will happen, then calls it off. No reason is asked."""

    template_name = "intake/talk/cancellation.html"

    def get(self, request, *args, **kwargs):
        if not self.can_change:
            return self.back_to_talk()
        return self.show()

    def post(self, request, *args, **kwargs):
        if self.talk is None:
            return self.back()
        return self.try_to(
            lambda: call_off_own_talk(self.talk, by=request.user),
            _("The talk is called off. Thank you for telling us."),
        )
