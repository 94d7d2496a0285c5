"""Forms for after the log: adding to it, how it was for me, choosing between two accounts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.models import Debrief
from groups.services.second_logs import BOTH, FIRST, SECOND
from programs.dates import day_words
from programs.forms import CalmForm


class AdditionForm(CalmForm):
    text = forms.CharField(
        label=_("What do you want to add?"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what you want to add.")},
    )


class DebriefForm(CalmForm):
    weight = forms.ChoiceField(
        label=_("How are you after this session?"),
        choices=Debrief.Weight.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it was for you.")},
    )
    words = forms.CharField(
        label=_("In your words"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class AccountsForm(CalmForm):
    """One choice per line on which the accounts differ, and the second account's follow-ups to tick."""

    def __init__(self, *args, accounts, first_name: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.accounts = accounts
        said, nothing = _("%(name)s: %(words)s"), _("nothing written")
        for line in accounts.lines:
            choices = [
                (FIRST, said % {"name": first_name, "words": line.first or nothing}),
                (SECOND, said % {"name": accounts.second.by.person, "words": line.second or nothing}),
            ]
            if line.both and line.first and line.second:
                choices.append((BOTH, _("Keep both")))
            self.fields[line.key] = forms.ChoiceField(
                label=line.label, choices=choices, initial=FIRST, widget=forms.RadioSelect
            )
        if accounts.follow_ups:
            told = [
                (str(number), f"{row.words} ({day_words(row.due_on)})")
                for number, row in enumerate(accounts.follow_ups)
            ]
            self.fields["follow_ups"] = forms.MultipleChoiceField(
                label=_("What is to be done"),
                choices=told,
                initial=[key for key, _words in told],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        self.helper.hide_optional = True

    def line_fields(self):
        return [self[line.key] for line in self.accounts.lines]

    @property
    def settled(self) -> dict:
        """What `settle_second_log` wants."""
        data, lines = self.cleaned_data, self.accounts.lines
        return {
            "choices": {line.key: data[line.key] for line in lines if line.person is None},
            "people": {line.person: data[line.key] for line in lines if line.person is not None},
            "follow_ups": {int(number) for number in data.get("follow_ups", [])},
        }
