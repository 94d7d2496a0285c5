"""The course of a session: a line per step, and some empty lines to add more."""

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.agenda import MOST_STEPS
from programs.forms import CalmForm

EMPTY_LINES = 2
LONGEST_STEP = 240


class AgendaForm(CalmForm):
    """`lines` is what stands now. A line without words is left out; one with words needs its minutes."""

    def __init__(self, *args, lines: list[dict], **kwargs):
        super().__init__(*args, **kwargs)
        self.count = min(MOST_STEPS, len(lines) + EMPTY_LINES)
        for number in range(self.count):
            line = lines[number] if number < len(lines) else {}
            self.fields[f"text_{number}"] = forms.CharField(
                label=_("What happens"), max_length=120, required=False, initial=line.get("text", "")
            )
            self.fields[f"minutes_{number}"] = forms.IntegerField(
                label=_("Minutes"),
                min_value=1,
                max_value=LONGEST_STEP,
                required=False,
                initial=line.get("minutes"),
            )
            self.fields[f"each_{number}"] = forms.BooleanField(
                label=_("For each person"), required=False, initial=line.get("per_person", False)
            )

    @property
    def steps(self):
        return [[self[f"{name}_{number}"] for name in ("text", "minutes", "each")] for number in range(self.count)]

    def clean(self):
        data = super().clean()
        self.lines = []
        for number in range(self.count):
            text, minutes = data.get(f"text_{number}"), data.get(f"minutes_{number}")
            if not text:
                continue
            if minutes is None and f"minutes_{number}" not in self.errors:
                self.add_error(f"minutes_{number}", _("Say how many minutes this takes."))
            self.lines.append({"text": text, "minutes": minutes, "per_person": bool(data.get(f"each_{number}"))})
        return data
