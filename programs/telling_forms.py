"""What somebody writes who is worried. Four short questions, of which one must be answered in words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from programs.forms import CalmForm
from programs.models import Grade
from programs.public_ids import new_public_id

SIGNS = 3000
ME, SOMEBODY, TEAM = "me", "somebody", "team"


class TellForm(CalmForm):
    """`team`: the people whom it may be about and who must not read it then."""

    about = forms.ChoiceField(
        label=_("Who is it about?"),
        choices=[
            (ME, _("About me")),
            (SOMEBODY, _("About somebody else")),
            (TEAM, _("About somebody of the team")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who it is about.")},
    )
    one_of_team = forms.ChoiceField(
        label=_("Who of the team?"),
        help_text=_("Only if it is about the team. This person does not learn of it: they never see what you write."),
        required=False,
        error_messages={"invalid_choice": _("Choose one of these people.")},
    )
    words = forms.CharField(
        label=_("What worries you?"),
        help_text=_("A few words are enough. You need not prove anything."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=SIGNS,
        error_messages={
            "required": _("Write in a few words what worries you."),
            "max_length": _("Use at most %(limit_value)d signs; there are %(show_value)d now."),
        },
    )
    grade = forms.ChoiceField(
        label=_("How soon should somebody look after it?"),
        choices=[
            (Grade.IMMEDIATE, _("At once: somebody may be in danger")),
            (Grade.SAME_DAY, _("Today")),
            (Grade.TWO_DAYS, _("It can wait a day or two")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how soon.")},
    )
    reach = forms.CharField(
        label=_("May we call you back? How, and when?"),
        help_text=_("For example: by phone, after 6 p.m. Leave it empty if you would rather not."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    key = forms.SlugField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.team = {person.public_id: person for person in team}
        names = [(key, str(person)) for key, person in self.team.items()]
        self.fields["one_of_team"].choices = [("", _("Nobody of the team")), *names]
        self.fields["key"].initial = new_public_id()

    def clean(self):
        data = super().clean()
        if data.get("about") == TEAM and not data.get("one_of_team") and "one_of_team" not in self.errors:
            self.add_error("one_of_team", _("Choose who of the team it is about, so that this person never reads it."))
        return data

    @property
    def concerns(self):
        return self.team.get(self.cleaned_data["one_of_team"]) if self.cleaned_data["about"] == TEAM else None
