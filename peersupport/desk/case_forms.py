"""What the team writes about a safety case, and who is told of one."""

import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.forms.meetings import ClockField, DayField
from groups.recurrence import to_utc
from peersupport.desk.forms import MESSAGE_SIGNS
from programs.forms import CalmForm
from programs.models import CaseOutcome, Grade, SafetyRules

NOTED, REPORTED = "noted", "reported"
CLOCKS = ("immediate_minutes", "same_day_minutes", "two_days_minutes", "next_minutes")


class CaseNoteForm(CalmForm):
    """What was done about a case. Kept sealed, never changed."""

    note = forms.CharField(
        label=_("In a few words"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=MESSAGE_SIGNS,
        error_messages={
            "required": _("Write in a few words what was done."),
            "max_length": _("Use at most %(limit_value)d signs; there are %(show_value)d now."),
        },
    )


class CaseStepForm(CaseNoteForm):
    what = forms.ChoiceField(
        label=_("What is it?"),
        choices=[
            (NOTED, _("What was done or learned")),
            (REPORTED, _("An outside service was told: which one, when, what it answered")),
        ],
        initial=NOTED,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is.")},
    )
    field_order = ["what", "note"]


class CaseGradeForm(CaseNoteForm):
    grade = forms.ChoiceField(
        label=_("How soon is it needed?"),
        choices=Grade.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how soon.")},
    )
    field_order = ["grade", "note"]


class CaseClosingForm(CaseNoteForm):
    outcome = forms.ChoiceField(
        label=_("What is closest to how it ended?"),
        help_text=_("Only this stands in the monthly picture, without names."),
        choices=CaseOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is closest.")},
    )
    field_order = ["outcome", "note"]


class ChainForm(CalmForm):
    """One list per person: their place in the chain, or after all who have one. `watchers`: participations."""

    LAST = "last"

    def __init__(self, *args, watchers, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.watchers = {row.public_id: row for row in watchers}
        numbers = [(str(n), str(n)) for n in range(1, len(self.watchers) + 1)]
        for key, row in self.watchers.items():
            self.fields[f"place_{key}"] = forms.ChoiceField(
                label=_("%(name)s (%(role)s)") % {"name": row.person, "role": row.get_role_display()},
                choices=[(self.LAST, _("After the others")), *numbers],
                initial=str(places[row.pk] + 1) if row.pk in places else self.LAST,
                error_messages={
                    "required": _("Choose a number of the list."),
                    "invalid_choice": _("Choose a number of the list."),
                },
            )

    def clean(self):
        data = super().clean()
        seen: set[str] = set()
        for name, place in list(data.items()):
            if place != self.LAST and place in seen:
                self.add_error(name, _("Two people have this number. Give each a number of their own."))
            seen.add(place)
        return data

    @property
    def ordered(self):
        chosen = [(int(place), name) for name, place in self.cleaned_data.items() if place != self.LAST]
        return [self.watchers[name.removeprefix("place_")] for _place, name in sorted(chosen)]


class TurnForm(CalmForm):
    """From one wall-clock moment to another, in the program's zone."""

    who = forms.ChoiceField(label=_("Who is on duty?"), error_messages={"required": _("Choose a person.")})
    from_day = DayField(label=_("From: day"))
    from_clock = ClockField(label=_("From: time"))
    until_day = DayField(label=_("Until: day"))
    until_clock = ClockField(label=_("Until: time"))

    def __init__(self, *args, watchers, zone, **kwargs):
        super().__init__(*args, **kwargs)
        self.zone = zone
        self.watchers = {row.public_id: row for row in watchers}
        names = [(key, str(row.person)) for key, row in self.watchers.items()]
        self.fields["who"].choices = [("", _("Choose from the list")), *names]

    def clean(self):
        data = super().clean()
        if not self.errors and self.ends_at <= self.starts_at:
            self.add_error("until_day", _("The turn ends before it begins."))
        return data

    @property
    def chosen(self):
        return self.watchers[self.cleaned_data["who"]]

    @property
    def starts_at(self):
        return self._moment("from")

    @property
    def ends_at(self):
        return self._moment("until")

    def _moment(self, which: str):
        day, clock = self.cleaned_data[f"{which}_day"], self.cleaned_data[f"{which}_clock"]
        return to_utc(datetime.datetime.combine(day, clock), self.zone)


class ClocksForm(CalmForm):
    """The four clocks, in minutes."""

    def __init__(self, *args, rules: SafetyRules, **kwargs):
        super().__init__(*args, **kwargs)
        for name in CLOCKS:
            column = SafetyRules._meta.get_field(name)
            self.fields[name] = column.formfield(
                initial=getattr(rules, name), widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "short"})
            )
            self.fields[name].error_messages |= {
                "required": _("Write a number of minutes."),
                "invalid": _("Write a number of minutes."),
            }
