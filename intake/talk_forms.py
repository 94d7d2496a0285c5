"""Choosing a time to talk: a list of radios, each with its weekday."""

from django import forms
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
        self.fields["time"].choices = [
            (key, time_words(slot, person=person, program=program)) for key, slot in self.times.items()
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


def time_words(slot, *, person, program) -> str:
    """“Tuesday 24 November, 14:00 to 14:30, with Cora, by video call”."""
    when = clock_of(slot, person, program=program).words
    return _("%(when)s, with %(name)s, %(how)s") % {
        "when": when,
        "name": slot.interviewer.person,
        "how": mode_words(slot),
    }
