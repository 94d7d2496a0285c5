"""Choosing a time to talk: a list of radios, each with its weekday."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from intake.talks import clock_of, mode_words, we_call
from programs.forms import CalmForm


class TalkForm(CalmForm):
    """`times`: the free ones; `person`: whose clock counts. The number is asked only where it may be we who call."""

    time = forms.ChoiceField(
        label=_("Which time suits you?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a time."),
            "invalid_choice": _("Somebody else has just booked this time. Nothing is lost: choose another one."),
        },
    )
    phone = forms.CharField(
        label=_("At which number can we call you?"),
        help_text=_("Only for a talk by phone. We say no more than our first name before you answer."),
        max_length=32,
        required=False,
        error_messages={"max_length": _("Use at most %(limit_value)d signs.")},
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )

    def __init__(self, *args, times, person, program, **kwargs):
        super().__init__(*args, **kwargs)
        self.times = {slot.public_id: slot for slot in times}
        alike = {(slot.interviewer_id, mode_words(slot)) for slot in times}
        # What is the same for all is said once, above them.
        self.for_all = who_and_how(times[0]) if len(alike) == 1 else ""
        self.fields["time"].choices = [
            (key, capfirst(clock_of(slot, person, program=program).words + ("" if self.for_all else self._who(slot))))
            for key, slot in self.times.items()
        ]
        if not any(we_call(slot) for slot in times):
            del self.fields["phone"]
        else:
            self.fields["phone"].initial = person.phone

    def clean(self):
        data = super().clean()
        chosen = self.times.get(data.get("time"))
        if chosen and we_call(chosen) and not data.get("phone", "").strip() and "phone" not in self.errors:
            self.add_error("phone", _("Write the number at which we can call you."))
        return data

    @property
    def chosen(self):
        return self.times[self.cleaned_data["time"]]

    @property
    def number(self) -> str:
        return self.cleaned_data.get("phone", "")

    @staticmethod
    def _who(slot) -> str:
        return f" · {who_and_how(slot)}"


def who_and_how(slot) -> str:
    """“with Cora, by video call”."""
    return _("with %(name)s, %(how)s") % {"name": slot.interviewer.person, "how": mode_words(slot)}
