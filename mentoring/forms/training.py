"""What the team writes about training: courses, modules, who has done what, hours, certificates, numbers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.forms.meetings import DayField
from mentoring.models import HourKind, PeerRules
from programs.forms import CalmForm, ProgramModelForm
from programs.models import Language

COUNTED = {"inputmode": "numeric", "class": "short"}
IN_LANGUAGE = {"fr": _("%(what)s, in French"), "en": _("%(what)s, in English")}


class InBothLanguages(CalmForm):
    """`texts`: name → (label, longest, rows). Both languages stand side by side; the first text is needed in one."""

    texts: dict[str, tuple] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, (label, longest, rows) in self.texts.items():
            for code in Language.values:
                attrs = {"lang": code}
                widget = forms.Textarea(attrs | {"rows": rows}) if rows > 1 else forms.TextInput(attrs)
                self.fields[f"{name}_{code}"] = forms.CharField(
                    label=IN_LANGUAGE[code] % {"what": label}, max_length=longest, required=False, widget=widget
                )

    def pairs(self) -> list[dict]:
        first = next(iter(self.texts))
        return [
            {
                "label": label,
                "optional": name != first,
                "fields": [(code, language, self[f"{name}_{code}"]) for code, language in Language.choices],
            }
            for name, (label, *_size) in self.texts.items()
        ]

    def others(self) -> list:
        """The controls that are no text in two languages."""
        named = {f"{name}_{code}" for name in self.texts for code in Language.values}
        return [self[name] for name in self.fields if name not in named]

    def clean(self):
        data = super().clean()
        first = next(iter(self.texts))
        if not any(data.get(f"{first}_{code}") for code in Language.values):
            self.add_error(f"{first}_fr", _("Write this in one language at least."))
        return data

    def written(self) -> dict[str, str]:
        return {
            f"{name}_{code}": self.cleaned_data[f"{name}_{code}"] for name in self.texts for code in Language.values
        }


class CourseForm(InBothLanguages):
    texts = {"title": (_("Title"), 120, 1), "summary": (_("In one sentence"), 240, 2)}
    is_active = forms.BooleanField(
        label=_("In use"), required=False, initial=True, help_text=_("Out of use, nobody is asked for its modules.")
    )


class ModuleForm(InBothLanguages):
    """`modules`: those that can come first; `competencies`: the program's list."""

    texts = {"title": (_("Title"), 120, 1), "summary": (_("What it is about"), 400, 3)}
    minutes = forms.IntegerField(
        label=_("Length in minutes"), min_value=1, max_value=6000, widget=forms.NumberInput(COUNTED)
    )
    is_mandatory = forms.BooleanField(
        label=_("Needed before supporting anybody"),
        required=False,
        help_text=_("Without it nobody is matched, and nobody leads a group."),
    )
    valid_months = forms.IntegerField(
        label=_("Months it is valid"),
        min_value=1,
        max_value=240,
        required=False,
        widget=forms.NumberInput(COUNTED),
        help_text=_("Empty: for good."),
    )
    requires = forms.ModelMultipleChoiceField(
        label=_("What must be done first"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    competencies = forms.ModelMultipleChoiceField(
        label=_("What it helps with"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, modules, competencies, **kwargs):
        super().__init__(*args, **kwargs)
        for name, rows in (("requires", modules), ("competencies", competencies)):
            if rows:
                self.fields[name].queryset = rows
            else:
                del self.fields[name]

    def linked(self) -> dict:
        return {name: list(self.cleaned_data.get(name, [])) for name in ("requires", "competencies")}


class CompletionForm(CalmForm):
    """`modules`: a query for those of courses in use; `people`: participations."""

    module = forms.ModelChoiceField(
        label=_("Which module?"),
        queryset=None,
        to_field_name="public_id",
        error_messages={"required": _("Choose a module.")},
    )
    done_on = DayField(label=_("On which day?"))
    people = forms.MultipleChoiceField(
        label=_("Who has done it?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one person.")},
    )

    def __init__(self, *args, modules, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["module"].queryset = modules
        self.by_key = {row.public_id: row for row in people}
        self.fields["people"].choices = [(row.public_id, str(row.person)) for row in people]

    def clean_people(self):
        return [self.by_key[key] for key in self.cleaned_data["people"]]


class HoursForm(CalmForm):
    kind = forms.ChoiceField(label=_("What kind?"), choices=HourKind.choices, widget=forms.RadioSelect)
    hours = forms.IntegerField(
        label=_("Hours"), min_value=0, max_value=24, required=False, widget=forms.NumberInput(COUNTED)
    )
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=0, max_value=59, required=False, widget=forms.NumberInput(COUNTED)
    )
    day = DayField(label=_("On which day?"))
    what = forms.CharField(label=_("What was it?"), max_length=160, required=False)

    def clean(self):
        data = super().clean()
        data["in_minutes"] = (data.get("hours") or 0) * 60 + (data.get("minutes") or 0)
        if not data["in_minutes"] and not {"hours", "minutes"} & set(self.errors):
            self.add_error("hours", _("Say how long it was."))
        return data


class LevelForm(CalmForm):
    level = forms.CharField(
        label=_("What the certificate says"), max_length=80, help_text=_("For example: Peer supporter, first level.")
    )


class RulesForm(ProgramModelForm):
    class Meta:
        model = PeerRules
        exclude = ["program"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = str(field.label)[:1].upper() + str(field.label)[1:]
            if name != "check_required":
                field.widget = forms.NumberInput(COUNTED)
                field.max_value = 3650

    def sections(self) -> list[tuple]:
        """(heading, controls), in the order of a peer's way."""
        names = list(self.fields)
        return [
            (_("Before somebody supports others"), [self[name] for name in names[: names.index("capacity")]]),
            (
                _("How much one peer carries"),
                [self[name] for name in names[names.index("capacity") : names.index("answer_days")]],
            ),
            (_("Pairs"), [self[name] for name in names[names.index("answer_days") :]]),
        ]


class CodeForm(CalmForm):
    code = forms.CharField(
        label=_("Which code stands on the certificate?"),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Type the code.")},
    )
