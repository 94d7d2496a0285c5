"""A sheet with one mark per criterion, who is to read, times of a panel, a decision."""

import datetime

from crispy_forms.layout import Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from groups.forms.meetings import ClockField, DayField
from groups.recurrence import to_utc
from mentoring.models import Recommendation
from programs.forms import CalmForm
from programs.models import Mode

DOES_NOT_APPLY = "none"
MARKS = [
    ("5", _("5: very clearly")),
    ("4", _("4: clearly")),
    ("3", _("3: enough")),
    ("2", _("2: a little")),
    ("1", _("1: not at all")),
    (DOES_NOT_APPLY, _("Does not apply, or I cannot tell")),
]
ADVICE = [(choice.value, choice.label) for choice in Recommendation]
LENGTHS = [
    (minutes, ngettext_lazy("%(n)d minute", "%(n)d minutes", "n") % {"n": minutes}) for minutes in (30, 45, 60, 90)
]
MODES = [Mode.VIDEO, Mode.PHONE, Mode.IN_PERSON]
MOST_IN_A_ROW = 12
LONG = {"max_length": _("Use at most %(limit_value)d signs; there are %(show_value)d now.")}


class SheetForm(CalmForm):
    """`criteria`: the lines of the rubric; `kept`: criterion → mark so far. With `partial` nothing is required."""

    def __init__(self, *args, criteria, kept=None, partial=False, **kwargs):
        kept = kept or {}
        super().__init__(*args, **kwargs)
        self.criteria = {self._name(criterion): criterion for criterion in criteria}
        for name, criterion in self.criteria.items():
            self.fields[name] = forms.ChoiceField(
                label=criterion.label,
                help_text=criterion.hint,
                choices=MARKS,
                widget=forms.RadioSelect,
                required=not partial,
                error_messages={"required": _("Choose a mark, or say that it does not apply.")},
            )
            if criterion.pk in kept:
                self.fields[name].initial = kept[criterion.pk] or DOES_NOT_APPLY
        self.fields["recommendation"] = forms.ChoiceField(
            label=_("Would you take this person?"),
            choices=ADVICE,
            widget=forms.RadioSelect,
            required=not partial,
            error_messages={"required": _("Say yes, not sure or no.")},
        )
        self.fields["comment"] = forms.CharField(
            label=_("What struck you"),
            help_text=_("In your own words. The team reads it, the person does not."),
            widget=forms.Textarea(attrs={"rows": 5}),
            max_length=4000,
            required=False,
            error_messages=LONG,
        )

    @staticmethod
    def _name(criterion) -> str:
        return f"mark_{criterion.public_id}"

    def marks(self) -> dict:
        """Criterion → mark; None where it does not apply. What is not answered yet is left out."""
        given = {criterion: self.cleaned_data.get(name, "") for name, criterion in self.criteria.items()}
        return {
            criterion: None if value == DOES_NOT_APPLY else int(value) for criterion, value in given.items() if value
        }


class ReadersForm(CalmForm):
    """`readers`: (public id, words)."""

    readers = forms.MultipleChoiceField(
        label=_("Who reads"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one person.")},
    )

    def __init__(self, *args, readers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["readers"].choices = readers


class PanelTimesForm(CalmForm):
    """Several times at once with one panel, on the clock of the campaign's wall. `people`: (public id, words)."""

    panel = forms.MultipleChoiceField(
        label=_("Who asks"),
        help_text=_("At least two people, one of them a peer or somebody who takes part."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose who asks.")},
    )
    day = DayField(label=_("Day"))
    start = ClockField(label=_("First interview at"))
    minutes = forms.TypedChoiceField(label=_("Length of each interview"), choices=LENGTHS, coerce=int, initial=45)
    count = forms.IntegerField(
        label=_("How many in a row"),
        min_value=1,
        max_value=MOST_IN_A_ROW,
        initial=3,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Say how many interviews."),
            "min_value": _("Offer at least one interview."),
            "max_value": _("Offer at most %(limit_value)d interviews in a row."),
        },
    )
    mode = forms.ChoiceField(
        label=_("How you talk"),
        choices=[(mode.value, mode.label) for mode in MODES],
        widget=forms.RadioSelect,
        initial=Mode.VIDEO,
        error_messages={"required": _("Choose how you talk.")},
    )
    where = forms.CharField(
        label=_("Place, link or number"),
        help_text=_("Shown only to the person who books and to the panel, never in an e-mail."),
        max_length=500,
        error_messages={"required": _("Write where you meet, the link, or who calls whom."), **LONG},
    )
    all_the_same = forms.CharField(
        label=_("Why this panel is enough all the same"),
        help_text=_("Only for a panel of one person, or without a peer."),
        max_length=300,
        required=False,
        error_messages=LONG,
    )

    def __init__(self, *args, people, zone, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.zone, self.today = zone, today
        self.fields["panel"].choices = people
        self.helper.layout = Layout(
            "panel", Row("day", "start"), Row("minutes", "count"), "mode", "where", "all_the_same"
        )

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day < self.today:
            raise forms.ValidationError(_("This day is over. Choose today or a day to come."))
        return day

    def spans(self) -> list[tuple[datetime.datetime, datetime.datetime]]:
        """Begin and end of each interview."""
        data = self.cleaned_data
        length = datetime.timedelta(minutes=data["minutes"])
        first = datetime.datetime.combine(data["day"], data["start"])
        starts = [to_utc(first + number * length, self.zone) for number in range(data["count"])]
        return [(start, start + length) for start in starts]


class PanelTimeChoice(CalmForm):
    """`times`: (public id, words)."""

    time = forms.ChoiceField(
        label=_("Which time suits you?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a time."),
            "invalid_choice": _("Somebody else has just booked this time. Nothing is lost: choose another one."),
        },
    )

    def __init__(self, *args, times, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["time"].choices = times


class VerdictForm(CalmForm):
    """`lacking`: something that the campaign asks for is missing, so a reason is needed."""

    message = forms.CharField(
        label=_("A word to the person"),
        help_text=_("They read it on their own page, word for word. It is never in the e-mail."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        required=False,
        error_messages=LONG,
    )
    reason = forms.CharField(
        label=_("Why, for the team only"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
        error_messages=LONG,
    )
    overrides = forms.CharField(
        label=_("Why you decide so all the same"),
        help_text=_("For the team only. Your name stands beside it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": _("Write why you decide so all the same."), **LONG},
    )
    field_order = ["overrides", "message", "reason"]

    def __init__(self, *args, lacking, **kwargs):
        super().__init__(*args, **kwargs)
        if not lacking:
            del self.fields["overrides"]
