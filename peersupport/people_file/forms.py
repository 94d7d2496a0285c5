"""What is asked when a list of people comes in: the file, then what to do with rows that look like somebody."""

from pathlib import PurePath

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from peersupport.people_file.bringing import OTHER, SAME_AS, SKIP, choices_of
from peersupport.people_file.checking import DECIDE
from programs.forms import CalmForm
from programs.spreadsheets import LARGEST

ENDINGS = (".csv", ".xlsx")
CHOOSE = _("Choose a file that ends in .csv or .xlsx.")


class PeopleFileForm(CalmForm):
    file = forms.FileField(
        label=_("The list"),
        help_text=_("It ends in .csv or .xlsx. 5 MB and 5,000 rows at most."),
        error_messages={
            "required": CHOOSE,
            "invalid": CHOOSE,
            "missing": CHOOSE,
            "empty": _("This file is empty. Choose another one."),
            "max_length": _("The name of this file is too long. Make it shorter."),
        },
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if PurePath(file.name).suffix.lower() not in ENDINGS:
            raise ValidationError(CHOOSE)
        if file.size > LARGEST:
            raise ValidationError(_("This file is larger than 5 MB. Choose a smaller one."))
        return file


class BringInForm(CalmForm):
    """`entries` as they were kept: each that looks like somebody gets a question, none is answered beforehand."""

    agreed = forms.BooleanField(
        label=_("Each of them knows that they are entered here, has read how confidential it is, and agreed"),
        error_messages={"required": _("Enter only people who agreed.")},
    )
    invite = forms.BooleanField(
        label=_("Send each new person the message below"),
        help_text=_("Without it nobody is told. You can tell them yourself: they sign in with their e-mail address."),
        required=False,
    )

    def __init__(self, *args, entries, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = [entry for entry in entries if entry["verdict"] == DECIDE]
        for entry in self.asked:
            reasons = "; ".join(f"{one['name']}: {', '.join(one['reasons'])}" for one in entry["alike"])
            self.fields[field_name(entry)] = forms.ChoiceField(
                label=_("Row %(row)s, %(name)s") % entry,
                help_text=reasons,
                choices=[(choice, choice_words(choice, entry)) for choice in choices_of(entry)],
                widget=forms.RadioSelect,
                error_messages={
                    "required": _("Row %(row)s: say whether it is the same person.") % entry,
                    "invalid_choice": _("Row %(row)s: choose one of the answers.") % entry,
                },
            )
        self.order_fields([*(field_name(entry) for entry in self.asked), "agreed", "invite"])

    @property
    def questions(self):
        return [self[field_name(entry)] for entry in self.asked]

    @property
    def decisions(self) -> dict[str, str]:
        return {str(entry["row"]): self.cleaned_data[field_name(entry)] for entry in self.asked}


def field_name(entry: dict) -> str:
    return f"row_{entry['row']}"


def choice_words(choice: str, entry: dict) -> str:
    if choice == SKIP:
        return _("Leave this row out")
    if choice == OTHER:
        return _("Somebody else: enter them")
    name = next(one["name"] for one in entry["alike"] if choice == SAME_AS + one["id"])
    return _("The same person as %(name)s: give them this role too") % {"name": name}
