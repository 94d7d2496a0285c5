"""“Somebody I cannot be in a group with”: said in words, read by coordinators only.

Neither the address nor the title says what the page is about.
"""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from programs.access import Permission
from programs.forms import CalmForm
from programs.queries import coordinators_of, private_words_of
from programs.services.private_words import ask_to_be_kept_apart
from programs.views.base import ProgramView

MOST_SIGNS = 500


class PrivateWordForm(CalmForm):
    words = forms.CharField(
        label=gettext_lazy("Who is it?"),
        help_text=gettext_lazy(
            "A name, a nickname or a few words. For example: Paul, my former neighbour, about 40 years old."
        ),
        max_length=MOST_SIGNS,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Write a name or a few words."),
            "max_length": gettext_lazy("Use at most %(limit_value)d signs; there are %(show_value)d now."),
        },
    )


@method_decorator([sensitive_post_parameters(), never_cache], name="dispatch")
class PrivateWord(ProgramView, FormView):
    permission = Permission.TAKE_PART
    form_class = PrivateWordForm
    template_name = "programs/private_word.html"

    def get_form_kwargs(self):
        given = super().get_form_kwargs()
        given.pop("participation")
        return given

    def form_valid(self, form):
        ask_to_be_kept_apart(form.cleaned_data["words"], by=self.participation)
        messages.success(self.request, _("The coordination knows now. Nobody else is told."))
        return redirect(self.request.path)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            here="choices",
            readers=coordinators_of(self.program),
            told=private_words_of(self.program, self.request.user),
            **kwargs,
        )
