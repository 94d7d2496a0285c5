"""“My choices”: a list, and one page for each."""

from contextlib import suppress

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from programs.access import GRANTS, Permission
from programs.choice_forms import ContactForm, LanguageForm, NameForm, RemindersForm, zone_words
from programs.models import Purpose, Role, SupportModel
from programs.queries import consents_of, standing_consents, taking_part
from programs.services.choices import change_choices
from programs.services.consents import AlreadyWithdrawn, withdraw_consent
from programs.views.base import PersonView

CAN_LEAVE = {Role.PARTICIPANT, Role.SUPPORTER}


@method_decorator(never_cache, name="dispatch")
class MyChoices(PersonView, TemplateView):
    template_name = "programs/choices/list.html"

    def get_context_data(self, **kwargs):
        person = self.request.user
        parts = list(taking_part(person))
        leaving = {row.program_id: row.program for row in parts if row.role in CAN_LEAVE}
        met_in = {row.program_id: row.program for row in parts if Permission.TAKE_PART in GRANTS[row.role]}
        return super().get_context_data(
            here="choices",
            person=person,
            zone=zone_words(person.time_zone),
            leaving=leaving.values(),
            met_in=met_in.values(),
            may_support=may_support(parts),
            **kwargs,
        )


def may_support(parts) -> list:
    """Programs in which somebody takes part who might support others one day."""
    supported = {row.program_id for row in parts if row.role == Role.SUPPORTER}
    offering = [row.program for row in parts if row.role == Role.PARTICIPANT and row.program_id not in supported]
    return [program for program in offering if SupportModel.MENTORING in program.models_offered]


@method_decorator(never_cache, name="dispatch")
class ChoicePage(PersonView, FormView):
    """One choice: what it is, what it changes, save."""

    template_name = "programs/choices/choice.html"
    success_url = reverse_lazy("my_choices")
    heading = ""
    lead = ""

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"person": self.request.user}

    def form_valid(self, form):
        if change_choices(self.request.user, **form.choices()):
            messages.success(self.request, _("Your choice is saved."))
        return super().form_valid(form)

    def get_context_data(self, **kwargs):
        return super().get_context_data(here="choices", heading=self.heading, lead=self.lead, **kwargs)


class NameChoice(ChoicePage):
    form_class = NameForm
    heading = gettext_lazy("My name here")


class RemindersChoice(ChoicePage):
    form_class = RemindersForm
    heading = gettext_lazy("My reminders")
    lead = gettext_lazy("News that a meeting moved or is cancelled always reaches you.")


class ContactChoice(ChoicePage):
    form_class = ContactForm
    heading = gettext_lazy("How to reach me")
    lead = gettext_lazy("Only the people who run the program read this.")


class LanguageChoice(ChoicePage):
    form_class = LanguageForm
    heading = gettext_lazy("My language and my time")

    def form_valid(self, form):
        language = form.cleaned_data["language"]
        with translation.override(language):
            response = super().form_valid(form)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            path=settings.LANGUAGE_COOKIE_PATH,
            domain=settings.LANGUAGE_COOKIE_DOMAIN,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite=settings.LANGUAGE_COOKIE_SAMESITE,
        )
        return response


@method_decorator(never_cache, name="dispatch")
class MyConsents(PersonView, TemplateView):
    template_name = "programs/choices/consents.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(here="choices", consents=consents_of(self.request.user), **kwargs)


@method_decorator(never_cache, name="dispatch")
class ConsentWithdrawal(PersonView, TemplateView):
    """GET says what stops; POST withdraws. Confidentiality holds while one takes part: the page says how to leave."""

    template_name = "programs/choices/consent_withdrawal.html"
    purpose: Purpose

    def dispatch(self, request, *args, **kwargs):
        self.consents = standing_consents(request.user, program_id=kwargs["program"], purpose=kwargs["purpose"])
        if not self.consents:
            raise Http404
        self.purpose = Purpose(kwargs["purpose"])
        return super().dispatch(request, *args, **kwargs)

    @property
    def is_needed(self) -> bool:
        return self.purpose == Purpose.CONFIDENTIALITY

    def post(self, request, *args, **kwargs):
        if self.is_needed:
            return self.get(request, *args, **kwargs)
        for consent in self.consents:
            with suppress(AlreadyWithdrawn):  # pressed twice: what the person wants is done
                withdraw_consent(consent, by=request.user)
        messages.success(request, _("Withdrawn. From now on this no longer holds."))
        return redirect("my_consents")

    def get_context_data(self, **kwargs):
        program = self.consents[0].program
        takes_part = any(
            row.program_id == program.pk and row.role in CAN_LEAVE for row in taking_part(self.request.user)
        )
        mine = {
            "here": "choices",
            "consent": self.consents[0],
            "program": program,
            "is_needed": self.is_needed,
            "leaving_url": reverse("leaving", args=[program.public_id]) if self.is_needed and takes_part else "",
        }
        return super().get_context_data(**kwargs | mine)
