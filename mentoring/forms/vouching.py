"""What somebody says of an applicant they know, and what came of a check."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mentoring.forms.applying import SIGNS
from mentoring.models import CheckKind, CheckResult
from programs.forms import CalmForm


class ReferenceForm(CalmForm):
    """Four fields, which are columns of `Reference`."""

    known_for = forms.CharField(
        label=_("How long have you known this person, and from where?"),
        max_length=120,
        error_messages=SIGNS | {"required": _("Write a few words.")},
    )
    strengths = forms.CharField(
        label=_("What does this person do well with others?"),
        max_length=2000,
        error_messages=SIGNS | {"required": _("Write a few words.")},
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    cautions = forms.CharField(
        label=_("Is there anything we should know?"),
        help_text=_("No diagnosis and no story, please."),
        max_length=2000,
        required=False,
        error_messages=SIGNS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    recommends = forms.TypedChoiceField(
        label=_("Would you entrust somebody you love to this person?"),
        choices=[("yes", _("Yes")), ("no", _("No")), ("", _("I cannot say"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": _("Choose one of these answers.")},
        widget=forms.RadioSelect,
    )


class CheckForm(CalmForm):
    kind = forms.ChoiceField(label=_("What was checked"), choices=CheckKind.choices, widget=forms.RadioSelect)
    result = forms.ChoiceField(label=_("What came of it"), choices=CheckResult.choices, widget=forms.RadioSelect)
    done_on = forms.DateField(
        label=_("Day of the check"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    expires_on = forms.DateField(
        label=_("No longer valid from"),
        help_text=_("Leave it empty if it has no end. A month before, a task reminds you."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)

    def clean(self):
        cleaned = super().clean()
        done, expires = cleaned.get("done_on"), cleaned.get("expires_on")
        if done and done > self.today:
            self.add_error("done_on", _("This day is still to come."))
        if done and expires and expires <= done:
            self.add_error("expires_on", _("This is not after the day of the check."))
        return cleaned


class WordsForm(CalmForm):
    """What the team writes to an applicant."""

    body = forms.CharField(
        label=_("What you write"),
        max_length=2000,
        error_messages=SIGNS | {"required": _("Write your message first.")},
        widget=forms.Textarea(attrs={"rows": 6}),
    )
