"""What stands behind “More” in the log: nobody needs it for the usual case."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from groups.session_account import FollowUp, More

FOLLOW_UPS = (1, 2)
IN_DAYS = 7
MOST_WORDS = 10


def several(text: str, *, longest: int, too_long: str) -> tuple[str, ...]:
    """Short words set apart by commas or lines, each once."""
    words = [part.strip() for part in text.replace("\n", ",").split(",")]
    words = list(dict.fromkeys(word for word in words if word))
    if any(len(word) > longest for word in words) or len(words) > MOST_WORDS:
        raise ValidationError(too_long)
    return tuple(words)


class MoreFields(forms.Form):
    """Mixed into the log's form. `team`: who can promise a follow-up, as (key, name, participation key)."""

    walk_ins = forms.CharField(
        label=_("Did somebody come without a place in the group?"),
        help_text=_("First names only, with commas between them."),
        required=False,
    )
    themes = forms.CharField(label=_("What was it about?"), required=False)
    carry_over = forms.CharField(
        label=_("What is to be taken up again next time?"),
        help_text=_("Whoever leads the next session reads it."),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    conflict = forms.CharField(
        label=_("Was there a conflict?"),
        help_text=_("Say in a few words what happened. The coordination reads it. Nobody else is told."),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def add_more(self, *, team, me: str, today: datetime.date, themes_before: list[str]) -> None:
        self.team, self.today = {key: pk for key, _name, pk in team}, today
        hint = _("One or two words each, with commas between them.")
        self.fields["themes"].help_text = (
            _("%(hint)s Used before: %(themes)s.") % {"hint": hint, "themes": ", ".join(themes_before)}
            if themes_before
            else hint
        )
        people = [("", _("The coordination")), *((key, name) for key, name, _pk in team)]
        for number in FOLLOW_UPS:
            self.fields[f"follow_{number}_words"] = forms.CharField(
                label=_("What is to be done?"), max_length=300, required=False
            )
            self.fields[f"follow_{number}_who"] = forms.ChoiceField(
                label=_("Who does it?"), choices=people, initial=me, required=False
            )
            self.fields[f"follow_{number}_day"] = forms.DateField(
                label=_("By when?"),
                initial=today + datetime.timedelta(days=IN_DAYS),
                required=False,
                widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            )

    def clean_walk_ins(self):
        return several(
            self.cleaned_data["walk_ins"],
            longest=30,
            too_long=_("Write at most ten first names, each with at most 30 letters."),
        )

    def clean_themes(self):
        return several(
            self.cleaned_data["themes"],
            longest=60,
            too_long=_("Write at most ten themes, each with at most 60 letters."),
        )

    def clean(self):
        data = super().clean()
        for number in FOLLOW_UPS:
            day = data.get(f"follow_{number}_day")
            if data.get(f"follow_{number}_words") and day is not None and day < self.today:
                self.add_error(f"follow_{number}_day", _("Choose today or a later day."))
        return data

    def follow_up_fields(self):
        return [[self[f"follow_{number}_{part}"] for part in ("words", "who", "day")] for number in FOLLOW_UPS]

    def shows_more(self) -> bool:
        """Open what somebody has filled in; who and when are filled in beforehand."""
        names = ["walk_ins", "themes", "carry_over", "conflict", *(f"follow_{n}_words" for n in FOLLOW_UPS)]
        days = [f"follow_{n}_day" for n in FOLLOW_UPS]
        return any(self[name].value() or self[name].errors for name in names) or any(self[name].errors for name in days)

    @property
    def more(self) -> More:
        data = self.cleaned_data
        return More(
            themes=data["themes"],
            carry_over=data["carry_over"],
            walk_ins=data["walk_ins"],
            conflict=data["conflict"],
            follow_ups=tuple(
                FollowUp(
                    data[f"follow_{n}_words"],
                    data[f"follow_{n}_day"] or self.today + datetime.timedelta(days=IN_DAYS),
                    self.team.get(data[f"follow_{n}_who"]),
                )
                for n in FOLLOW_UPS
                if data[f"follow_{n}_words"]
            ),
        )
