"""What the team writes in both languages, side by side; one of them is enough."""

from django import forms
from django.utils.translation import gettext_lazy as _

from programs.forms import CalmForm
from programs.models import Language

IN_LANGUAGE = {"fr": _("in French"), "en": _("in English")}


class BothLanguages(CalmForm):
    """Fields in pairs: `pairs` names them; each pair has a label, a hint, and one control per language."""

    pairs: dict[str, tuple[str, str, int]] = {}  # name → label, hint, rows of text (1 is one line)
    needed: tuple[str, ...] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, (label, _hint, rows) in self.pairs.items():
            for code in Language.values:
                self.fields[f"{name}_{code}"] = self.field(name, label, rows, code)

    def field(self, name, label, rows, code) -> forms.CharField:
        attrs = {"lang": code}
        widget = forms.Textarea(attrs | {"rows": rows}) if rows > 1 else forms.TextInput(attrs)
        return forms.CharField(
            label=f"{label}, {IN_LANGUAGE[code]}",
            max_length=self.longest(name),
            required=False,
            widget=widget,
        )

    def longest(self, name: str) -> int:
        return 8000

    def rows(self) -> list[dict]:
        """For the template: each pair with its controls and the languages that are missing."""
        return [
            {
                "label": label,
                "hint": hint,
                "optional": name not in self.needed,
                "fields": [(code, language, self[f"{name}_{code}"]) for code, language in Language.choices],
                "missing": self.missing(name),
            }
            for name, (label, hint, _rows) in self.pairs.items()
        ]

    def missing(self, name: str) -> str:
        """The code of the one language that is empty while the other is not."""
        empty = [code for code, _language in Language.choices if not (self[f"{name}_{code}"].value() or "").strip()]
        return empty[0] if len(empty) == 1 else ""

    def clean(self):
        cleaned = super().clean()
        for name in self.needed:
            if not cleaned.get(f"{name}_fr") and not cleaned.get(f"{name}_en"):
                self.add_error(f"{name}_fr", _("Write this in one language at least."))
        return cleaned
