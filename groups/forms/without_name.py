"""What somebody writes without a name: four calm questions, of which the first must be answered."""

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.without_name import LENGTHS
from programs.forms import CalmForm

SIGNS = 4000
MOST_BYTES = LENGTHS[-1] - 1_000  # the questions' names stand in the body as well
QUESTIONS = ("happened", "felt", "needed", "asks")


def words(label, hint, *, required=False, rows=4):
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=SIGNS,
        widget=forms.Textarea(attrs={"rows": rows, "autocomplete": "off"}),
        error_messages={
            "required": _("Write in a few words what happened."),
            "max_length": _("Use at most %(limit_value)d signs; there are %(show_value)d now."),
        },
    )


class UnnamedReportForm(CalmForm):
    """`team`: the people of the team whom it may be about, and who never see it then."""

    happened = words(
        _("What happened?"), _("What a camera would have seen. Leave out names if you can."), required=True
    )
    felt = words(_("What did you feel?"), "", rows=2)
    needed = words(_("What would you have needed?"), "", rows=2)
    asks = words(_("What do you ask for?"), "", rows=2)
    concerns = forms.ChoiceField(
        label=_("Is it about one of these people?"),
        help_text=_("Then this person never sees it."),
        required=False,
        error_messages={"invalid_choice": _("Choose one of these people.")},
    )
    urgent = forms.BooleanField(
        label=_("Somebody may be in danger"),
        help_text=_("Then the team is told on the next full hour. Do not wait for us: call one of the numbers below."),
        required=False,
    )

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.team = {person.public_id: person for person in team}
        names = [(key, str(person)) for key, person in self.team.items()]
        self.fields["concerns"].choices = [("", _("No")), *names]

    def clean(self):
        data = super().clean()
        if sum(len(data.get(name, "").encode()) for name in QUESTIONS) > MOST_BYTES:
            self.add_error("happened", _("This is too much for one report. Make it shorter, or send two."))
        return data

    @property
    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name].strip() for name in QUESTIONS if self.cleaned_data[name].strip()}

    @property
    def about(self):
        return self.team.get(self.cleaned_data["concerns"])


class CodeForm(CalmForm):
    code = forms.CharField(
        label=_("Your code"),
        help_text=_("Six groups of four signs. Capitals and spaces do not matter."),
        max_length=80,
        error_messages={"required": _("Write your code.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )


class LineForm(CalmForm):
    line = forms.CharField(
        label=_("Add something"),
        max_length=SIGNS,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        error_messages={
            "required": _("Write something first."),
            "max_length": _("Use at most %(limit_value)d signs; there are %(show_value)d now."),
        },
    )
