"""The questionnaire as a whole: its names, its score, the instrument it is."""

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.questionnaires.attaching import candidates
from intake.questionnaires.checking import called
from intake.questionnaires.document import Form
from intake.questionnaires.instruments import INSTRUMENTS
from intake.questionnaires.totals import countable
from programs.forms import CalmForm
from programs.models import Language


class NamesForm(CalmForm):
    """The name for the team, and what people read above the questions, in both languages."""

    name = forms.CharField(
        label=_("Name for the team"),
        help_text=_("Only your team sees it."),
        max_length=160,
        error_messages={"required": _("Give it a name.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code, language in Language.choices:
            self.fields[f"title_{code}"] = forms.CharField(
                label=language, required=False, max_length=200, widget=forms.TextInput({"lang": code})
            )

    @property
    def titles(self):
        return [(code, language, self[f"title_{code}"]) for code, language in Language.choices]

    def said_titles(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"title_{code}"] for code in Language.values}


class ScoreForm(CalmForm):
    """A score: its name, and which questions are added up."""

    link_ids = forms.MultipleChoiceField(
        label=_("Which questions count?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one question.")},
    )

    def __init__(self, *args, document: Form, language: str, **kwargs):
        super().__init__(*args, **kwargs)
        for code, name in Language.choices:
            self.fields[f"name_{code}"] = forms.CharField(
                label=name, required=False, max_length=200, widget=forms.TextInput({"lang": code})
            )
        self.fields["link_ids"].choices = [
            (link_id, called(document.by_link[link_id], language)) for link_id in countable(document)
        ]

    @property
    def names(self):
        return [(code, language, self[f"name_{code}"]) for code, language in Language.choices]

    def clean(self):
        data = super().clean()
        if not data.get("name_fr") and not data.get("name_en"):
            self.add_error("name_fr", _("Give the score a name, in one language at least."))
        return data

    def said_names(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"name_{code}"] for code in Language.values}


class InstrumentForm(CalmForm):
    """Which instrument it is; then which question stands at each of its places."""

    def __init__(self, *args, document: Form, language: str, code: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.instrument = INSTRUMENTS[code]
        questions = [("", _("Choose a question"))]
        questions += [(link_id, called(document.by_link[link_id], language)) for link_id in candidates(document)]
        for place in range(1, self.instrument.scale.count + 1):
            self.fields[f"place_{place}"] = forms.ChoiceField(
                label=_("Question %(n)s of the instrument") % {"n": place},
                choices=questions,
                error_messages={"required": _("Choose the question that stands here.")},
            )

    def clean(self):
        data = super().clean()
        seen: dict[str, str] = {}
        for name in self.fields:
            link_id = data.get(name)
            if link_id and link_id in seen:
                self.add_error(name, _("This question stands at another place already."))
            seen[link_id] = name
        return data

    def order(self) -> list[str]:
        return [self.cleaned_data[name] for name in self.fields]
