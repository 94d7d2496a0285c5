"""What somebody writes when something went wrong: what it is about, four calm questions, what else we should know."""

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.forms.without_name import words
from groups.models import ConflictAbout
from groups.services.conflicts import QUESTIONS
from programs.forms import CalmForm
from programs.models import Grade
from programs.public_ids import new_public_id

DANGER, HURT, HARASSED, CHILD = "danger", "hurt", "harassed", "child"
SIGNS = 4000


class ConflictForm(CalmForm):
    """`team`: the people of the team; `met`: participations of the teller's groups and pairs."""

    about = forms.ChoiceField(
        label=_("What is closest?"),
        choices=ConflictAbout.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is closest.")},
    )
    one_of_team = forms.ChoiceField(
        label=_("Who of the team?"),
        help_text=_("Only if it is about the team. This person does not learn of it: they never see what you write."),
        required=False,
        error_messages={"invalid_choice": _("Choose one of these people.")},
    )
    other = forms.ChoiceField(
        label=_("Who was on the other side?"),
        help_text=_("Only if you want to say it. This person is told nothing."),
        required=False,
        error_messages={"invalid_choice": _("Choose one of these people.")},
    )
    happened = words(_("What happened?"), _("What a camera would have seen."), required=True)
    felt = words(_("What did you feel?"), "", rows=2)
    needed = words(_("What would you have needed?"), "", rows=2)
    asks = words(_("What do you ask for?"), "", rows=2)
    danger = forms.MultipleChoiceField(
        label=_("Is one of these true?"),
        help_text=_("Then we act at once, and nobody brings you together with the other person."),
        choices=[
            (DANGER, _("Somebody may be in danger")),
            (HURT, _("Somebody was hurt or abused")),
            (HARASSED, _("Somebody is harassed")),
            (CHILD, _("Somebody under 18 is concerned")),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": _("Choose from the list.")},
    )
    for_somebody_else = forms.BooleanField(label=_("I tell it for somebody else"), required=False)
    is_unnamed = forms.BooleanField(
        label=_("The others must not learn that I told it"),
        help_text=_("Only those who read it know your name."),
        required=False,
    )
    reach = forms.CharField(
        label=_("May we call you back? How, and when?"),
        help_text=_("For example: by phone, after 6 p.m. Leave it empty if you would rather not."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    key = forms.SlugField(widget=forms.HiddenInput, required=False, max_length=30)

    def __init__(self, *args, team, met, **kwargs):
        super().__init__(*args, **kwargs)
        self.team = {person.public_id: person for person in team}
        self.met = {row.public_id: row for row in met}
        names = [(key, str(person)) for key, person in self.team.items()]
        self.fields["one_of_team"].choices = [("", _("Nobody of the team")), *names]
        if self.met:
            names = [(key, str(row.person)) for key, row in self.met.items()]
            self.fields["other"].choices = [("", _("I would rather not say")), *names]
        else:
            del self.fields["other"]
        self.fields["key"].initial = new_public_id()

    def clean(self):
        data = super().clean()
        about_team = data.get("about") == ConflictAbout.TEAM
        if about_team and not data.get("one_of_team") and "one_of_team" not in self.errors:
            self.add_error("one_of_team", _("Choose who of the team it is about, so that this person never reads it."))
        return data

    @property
    def concerns(self):
        """Whoever is chosen, whatever stands above: better one reader too few."""
        return self.team.get(self.cleaned_data["one_of_team"])

    @property
    def others(self):
        chosen = self.met.get(self.cleaned_data.get("other", ""))
        return (chosen,) if chosen else ()

    @property
    def grade(self):
        ticked = self.cleaned_data["danger"]
        if not ticked:
            return None
        return Grade.IMMEDIATE if DANGER in ticked else Grade.SAME_DAY

    @property
    def facts(self) -> dict:
        """What `report_conflict` takes."""
        data = self.cleaned_data
        return {
            "about": data["about"],
            "words": {name: data[name] for name in QUESTIONS},
            "concerns": self.concerns,
            "for_somebody_else": data["for_somebody_else"],
            "is_unnamed": data["is_unnamed"],
            "reach": data["reach"],
            "danger": self.grade,
        }


class AddedLineForm(CalmForm):
    line = forms.CharField(
        label=_("Add something"),
        max_length=SIGNS,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        error_messages={
            "required": _("Write something first."),
            "max_length": _("Use at most %(limit_value)d signs; there are %(show_value)d now."),
        },
    )
