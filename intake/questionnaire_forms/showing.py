"""When a question is asked: about which other question, and what must be true of its answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.questionnaire_forms.question import NumberField
from intake.questionnaires.conditions import PRESENCE, Condition, ways
from intake.questionnaires.document import CHOICES, Form, Node
from programs.forms import CalmForm

NUMBERS = ("integer", "decimal")


class ConditionForm(CalmForm):
    """`asked` is the question that the condition looks at."""

    how = forms.ChoiceField(label=_("The answer"), widget=forms.RadioSelect)

    def __init__(self, *args, document: Form, asked: Node, language: str, **kwargs):
        kwargs["initial"] = {"how": "=" if "=" in ways(asked) else "answered"} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.document, self.asked = document, asked
        self.fields["how"].choices = ways(asked).items()
        if (field := self.value_field(language)) is not None:
            self.fields["value"] = field

    def value_field(self, language: str):
        if self.asked.type in CHOICES:
            options = self.document.options(self.asked.link_id)
            choices = [(option.key, option.text(language)) for option in options]
            return forms.ChoiceField(
                label=_("Which answer?"), choices=choices, required=False, widget=forms.RadioSelect
            )
        if self.asked.type == "boolean":
            choices = [("yes", _("Yes")), ("no", _("No"))]
            return forms.ChoiceField(
                label=_("Which answer?"), choices=choices, required=False, widget=forms.RadioSelect
            )
        if self.asked.type in NUMBERS:
            return NumberField(label=_("Which number?"))
        if self.asked.type == "date":
            widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
            return forms.DateField(label=_("Which day?"), required=False, widget=widget)
        return None

    def clean(self):
        data = super().clean()
        if "value" in self.fields and data.get("how") not in PRESENCE and data.get("value") in (None, ""):
            self.add_error("value", _("Say which answer is meant."))
        number = data.get("value")
        if self.asked.type == "integer" and number is not None and not isinstance(number, int):
            self.add_error("value", _("Write a whole number."))
        return data

    def condition(self) -> Condition:
        """Only after `is_valid()`."""
        how, value = self.cleaned_data["how"], self.cleaned_data.get("value")
        if how in PRESENCE:
            return Condition(self.asked.link_id, how)
        if self.asked.type == "boolean":
            value = value == "yes"
        elif self.asked.type == "date":
            value = value.isoformat()
        return Condition(self.asked.link_id, how, value)


def answer_among(choices: list) -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Which answer?"), choices=choices, required=False, widget=forms.RadioSelect)
