"""The applicant's own side of being chosen: a time for the interview, and the answer with its yes or no."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic.base import ContextMixin, TemplateResponseMixin

from mentoring.answer_words import answer_words
from mentoring.forms.reviewing import PanelTimeChoice
from mentoring.queries.releasing import released_verdict
from mentoring.queries.selection_talks import booked_panel_talk, free_panel_times, may_choose_time, own_application
from mentoring.selection_words import clock_of, mode_words
from mentoring.services.releases import confirm_place, decline_place
from mentoring.services.selection_talks import TimeTaken, book_panel_time, call_off_panel_talk
from programs.errors import DomainError
from programs.views.base import PersonView


@method_decorator(never_cache, name="dispatch")
class OwnApplication(TemplateResponseMixin, ContextMixin, PersonView):
    """A page about one's own application; anybody else's is not there (404)."""

    def dispatch(self, request, *args, **kwargs):
        self.application = own_application(request.user, kwargs["application"])
        if self.application is None:
            raise Http404
        request.resolver_match.program = self.application.program
        return super().dispatch(request, *args, **kwargs)

    def show(self, **context):
        return self.render_to_response(self.get_context_data(**context))

    def get_context_data(self, **kwargs):
        one = self.application
        return super().get_context_data(application=one, program=one.program, campaign=one.campaign, **kwargs)

    def try_to(self, act, done: str, to: str):
        try:
            act()
        except DomainError as refusal:
            messages.warning(self.request, str(refusal))
        else:
            messages.success(self.request, done)
        return redirect(to, self.application.public_id)


class ApplicationTalk(OwnApplication):
    """The interview as it is planned; where none is, the times to choose from. `?change=1`: another time."""

    template_name = "mentoring/member/talk.html"

    @cached_property
    def talk(self):
        return booked_panel_talk(self.application)

    @property
    def can_change(self) -> bool:
        return self.talk is not None and self.talk.slot.starts_at > timezone.now()

    def form(self, *data):
        zone = self.application.campaign.zone
        slots = free_panel_times(self.application, now=timezone.now())
        self.slots = {slot.public_id: slot for slot in slots if self.talk is None or slot.pk != self.talk.slot_id}
        return PanelTimeChoice(*data, times=[(key, self.words(slot, zone)) for key, slot in self.slots.items()])

    def words(self, slot, zone) -> str:
        names = ", ".join(str(member) for member in slot.people)
        when = clock_of(slot, self.request.user, zone=zone).words
        with_whom = _("with %(name)s, %(how)s") % {"name": names, "how": mode_words(slot)}
        return capfirst(f"{when} · {with_whom}")

    def get(self, request, *args, **kwargs):
        if not may_choose_time(self.application) and self.talk is None:
            return redirect(own_page(self.application))
        choosing = self.talk is None or (self.can_change and "change" in request.GET)
        return self.show(form=self.form() if choosing else None)

    def get_context_data(self, **kwargs):
        talk = self.talk
        facts = {"talk": talk, "here": "home", "back_to": own_page(self.application)}
        if talk is not None:
            facts |= {
                "clock": clock_of(talk.slot, self.request.user, zone=self.application.campaign.zone),
                "how": mode_words(talk.slot),
                "begun": talk.slot.starts_at <= timezone.now(),
            }
        return super().get_context_data(**facts | kwargs)

    def post(self, request, *args, **kwargs):
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form=form)
        slot = self.slots[form.cleaned_data["time"]]
        try:
            book_panel_time(self.application, slot=slot, by=request.user)
        except TimeTaken as refusal:  # who comes second sees the times that are left
            form = self.form(request.POST)
            form.is_valid()
            if "time" not in form.errors:
                form.add_error("time", str(refusal))
            return self.show(form=form)
        except DomainError as refusal:
            messages.warning(request, str(refusal))
            return redirect("application_talk", self.application.public_id)
        messages.success(request, _("The time is yours. We look forward to talking with you."))
        return redirect("application_talk", self.application.public_id)


class ApplicationTalkCancellation(ApplicationTalk):
    """Says what will happen, then calls it off. No reason is asked."""

    template_name = "mentoring/member/talk_cancellation.html"

    def get(self, request, *args, **kwargs):
        if not self.can_change:
            return redirect("application_talk", self.application.public_id)
        return self.show()

    def post(self, request, *args, **kwargs):
        if self.talk is None:
            return redirect("application_talk", self.application.public_id)
        return self.try_to(
            lambda: call_off_panel_talk(self.talk, by=request.user),
            _("The interview is called off. Thank you for telling us."),
            "application_talk",
        )


class ApplicationPlace(OwnApplication):
    """The answer, in words; who is accepted says yes or no. Looking answers nothing."""

    template_name = "mentoring/member/place.html"

    def get(self, request, *args, **kwargs):
        verdict = released_verdict(self.application)
        if verdict is None or self.application.state not in ANSWERED:
            return redirect(own_page(self.application))
        title, detail = answer_words(verdict.outcome)
        return self.show(verdict=verdict, title=title, detail=detail, here="home", back_to=own_page(self.application))

    def post(self, request, *args, **kwargs):
        answer = request.POST.get("answer")
        if answer == "yes":
            return self.try_to(
                lambda: confirm_place(self.application, by=request.user),
                _("Thank you. You are one of us now. We write to you about the training."),
                "application_place",
            )
        if answer == "no":
            return self.try_to(
                lambda: decline_place(self.application, by=request.user),
                _("Thank you for telling us. Your application is closed."),
                "application_place",
            )
        return redirect("application_place", self.application.public_id)


ANSWERED = frozenset({"accepted", "confirmed", "reserve", "declined"})


def own_page(application) -> str:
    """Where the application stands, for the person."""
    return reverse("application_status", args=[application.public_id])
