"""What is written about a peer, or by a peer about themselves: ratings, supervision, rest, pause."""

from crispy_forms.bootstrap import InlineRadios
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from groups.forms.meetings import DayField
from groups.models import Mood
from mentoring.models import Sharing
from mentoring.services.supervision import HEADINGS
from programs.forms import CalmForm
from programs.models import Mode

STEPS = [
    ("1", _("1, just beginning")),
    ("2", _("2, with help")),
    ("3", _("3, mostly alone")),
    ("4", _("4, surely")),
    ("5", _("5, could show others")),
]
NOTE_SIGNS = 4000
LABELS = {
    "strain": _("Tiredness and burn-out"),
    "pairs": _("How the pairs are going"),
    "boundaries": _("Limits"),
    "safety": _("Safety"),
}


class RatingForm(CalmForm):
    """A row of radios for each competency; what is left open is not rated. `known`: what was said the last time."""

    def __init__(self, *args, competencies, known, **kwargs):
        super().__init__(*args, **kwargs)
        self.competencies = {str(row.pk): row for row in competencies}
        for key, row in self.competencies.items():
            self.fields[f"c{key}"] = forms.ChoiceField(
                label=str(row), choices=STEPS, initial=known.get(row.pk), required=False, widget=forms.RadioSelect
            )
        self.helper.layout = Layout(*(InlineRadios(f"c{key}") for key in self.competencies))
        self.helper.hide_optional = True
        self.helper.disable_csrf = True  # the page has it

    def clean(self):
        data = super().clean()
        self.values = {row: int(data[f"c{key}"]) for key, row in self.competencies.items() if data.get(f"c{key}")}
        if not self.values and not self.errors:
            self.add_error(None, _("Rate at least one line."))
        return data


class SupervisorForm(CalmForm):
    """`people`: who can supervise."""

    supervisor = forms.ChoiceField(label=_("Who supervises this peer?"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {row.public_id: row for row in people}
        named = [(key, f"{row.person}, {row.get_role_display()}") for key, row in self.people.items()]
        self.fields["supervisor"].choices = [*named, ("", _("Nobody for now"))]
        self.helper.hide_optional = True

    @property
    def chosen(self):
        return self.people.get(self.cleaned_data["supervisor"])


class NotesForm(CalmForm):
    """The four headings, all optional."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in HEADINGS:
            self.fields[name] = forms.CharField(
                label=LABELS[name], max_length=NOTE_SIGNS, required=False, widget=forms.Textarea({"rows": 3})
            )

    @property
    def notes(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in HEADINGS}


class SupervisionForm(NotesForm):
    held_on = DayField(label=_("On which day?"))
    minutes = forms.IntegerField(
        label=_("Length in minutes"),
        min_value=5,
        max_value=480,
        initial=60,
        widget=forms.NumberInput({"inputmode": "numeric", "class": "short"}),
    )


class CircleLogForm(NotesForm):
    """`people`: the members of the group, ticked beforehand."""

    came = forms.MultipleChoiceField(label=_("Who came?"), required=False, widget=forms.CheckboxSelectMultiple)
    mood = forms.ChoiceField(
        label=_("How was it?"),
        choices=Mood.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it was.")},
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {row.public_id: row for row in people}
        self.fields["came"].choices = [(key, str(row.person)) for key, row in self.people.items()]
        self.fields["came"].initial = list(self.people)
        self.helper.hide_optional = True

    @property
    def attendance(self) -> dict[int, str]:
        came = set(self.cleaned_data["came"])
        return {row.pk: "present" if key in came else "absent" for key, row in self.people.items()}


class CircleForm(CalmForm):
    """A new group for supervision. `leads` and `peers`: participations to choose from."""

    name_fr = forms.CharField(label=_("Name in French"), max_length=100)
    name_en = forms.CharField(label=_("Name in English"), max_length=100)
    language = forms.ChoiceField(label=_("Language spoken"), choices=[("fr", "Français"), ("en", "English")])
    supervisor = forms.ChoiceField(
        label=_("Who supervises?"), widget=forms.RadioSelect, error_messages={"required": _("Choose a person.")}
    )
    peers = forms.MultipleChoiceField(label=_("Who takes part?"), required=False, widget=forms.CheckboxSelectMultiple)
    mode = forms.ChoiceField(label=_("Way to meet"), choices=Mode.choices, widget=forms.RadioSelect)
    place = forms.CharField(label=_("Place"), max_length=200, required=False, help_text=_("Address and room."))
    link = forms.URLField(label=_("Link to join"), max_length=500, required=False, assume_scheme="https")

    def __init__(self, *args, leads, peers, **kwargs):
        super().__init__(*args, **kwargs)
        self.leads, self.others = ({row.public_id: row for row in rows} for rows in (leads, peers))
        self.fields["supervisor"].choices = [
            (key, f"{row.person}, {row.get_role_display()}") for key, row in self.leads.items()
        ]
        self.fields["peers"].choices = [(key, str(row.person)) for key, row in self.others.items()]

    def clean(self):
        data = super().clean()
        if data.get("mode") in {Mode.IN_PERSON, Mode.HYBRID} and not data.get("place") and "place" not in self.errors:
            self.add_error("place", _("Say where the group meets."))
        if (
            data.get("mode") in {Mode.VIDEO, Mode.WHATSAPP, Mode.HYBRID}
            and not data.get("link")
            and "link" not in self.errors
        ):
            self.add_error("link", _("Add the link people use to join."))
        return data

    @property
    def chosen(self) -> dict:
        """What `make_supervision_group` wants."""
        data = self.cleaned_data
        facts = {name: data[name] for name in ("name_fr", "name_en", "language", "mode", "place", "link")}
        peers = [self.others[key] for key in data["peers"]]
        return facts | {"supervisor": self.leads[data["supervisor"]], "peers": peers, "capacity": max(10, len(peers))}


class PauseForm(CalmForm):
    returns_on = DayField(
        label=_("Back on which day?"),
        required=False,
        help_text=_("A plan, not a promise. You can leave it open."),
    )


class RestForm(CalmForm):
    starts_on = DayField(label=_("From which day?"))
    ends_on = DayField(label=_("Until which day?"), help_text=_("This day is part of it."))

    def clean(self):
        data = super().clean()
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", _("The rest ends before it begins."))
        return data


class CardForm(CalmForm):
    """What those who may be supported read of a peer, and what the peer takes on."""

    about = forms.CharField(
        label=_("A few words about you"),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("People who look for a peer read this, with your first name. Write only what you want to share."),
    )
    sharing = forms.ChoiceField(
        label=_("Do you speak of what you have lived?"), choices=Sharing.choices, widget=forms.RadioSelect
    )
    modes = forms.MultipleChoiceField(
        label=_("How do you like to meet?"), choices=Mode.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    capacity = forms.IntegerField(
        label=_("How many people at most, at one time?"),
        min_value=1,
        max_value=20,
        widget=forms.NumberInput({"inputmode": "numeric", "class": "short"}),
    )
