"""What a coordinator writes about talks: times to offer, a word when one is called off, notes afterwards."""

import datetime

from crispy_forms.layout import Layout, Row
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from groups.forms.meetings import ClockField, DayField
from groups.recurrence import to_utc
from intake.talk_forms import who_and_how
from peersupport.desk.forms import MESSAGE_SIGNS
from programs.dates import moment_words
from programs.forms import CalmForm
from programs.models import Mode

LENGTHS = [
    (minutes, ngettext_lazy("%(n)d minute", "%(n)d minutes", "n") % {"n": minutes}) for minutes in (20, 30, 45, 60)
]
MOST_IN_A_ROW = 12
WEEKS = [
    (0, _("On this day only")),
    (1, _("And one week later")),
    (3, _("And the next 3 weeks")),
    (7, _("And the next 7 weeks")),
]
MODES = [Mode.PHONE, Mode.VIDEO, Mode.IN_PERSON, Mode.WHATSAPP]


class OfferForm(CalmForm):
    """Several times at once, on the clock of the program's wall. `interviewers`: (public id, name)."""

    interviewer = forms.ChoiceField(label=_("Who talks"), error_messages={"required": _("Choose who talks.")})
    day = DayField(label=_("Day"))
    start = ClockField(label=_("First talk at"))
    minutes = forms.TypedChoiceField(label=_("Length of each talk"), choices=LENGTHS, coerce=int, initial=30)
    count = forms.IntegerField(
        label=_("How many in a row"),
        min_value=1,
        max_value=MOST_IN_A_ROW,
        initial=3,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Say how many talks."),
            "min_value": _("Offer at least one talk."),
            "max_value": _("Offer at most %(limit_value)d talks in a row."),
        },
    )
    weeks = forms.TypedChoiceField(label=_("Again later?"), choices=WEEKS, coerce=int, initial=0)
    mode = forms.ChoiceField(
        label=_("How you talk"),
        choices=[(mode.value, mode.label) for mode in MODES],
        widget=forms.RadioSelect,
        initial=Mode.PHONE,
        error_messages={"required": _("Choose how you talk.")},
    )
    where = forms.CharField(
        label=_("Place, link or number"),
        help_text=_(
            "Shown only to the person who books, never in an e-mail. "
            "By phone: leave it empty if you call; we ask for the person’s number."
        ),
        max_length=500,
        required=False,
        error_messages={"max_length": _("Use at most %(limit_value)d signs.")},
    )

    def __init__(self, *args, interviewers, zone, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.zone, self.today = zone, today
        self.fields["interviewer"].choices = interviewers
        self.helper.layout = Layout(
            "interviewer", Row("day", "start"), Row("minutes", "count"), "weeks", "mode", "where"
        )

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day < self.today:
            raise forms.ValidationError(_("This day is over. Choose today or a day to come."))
        return day

    def clean(self):
        data = super().clean()
        mode = data.get("mode")
        if mode and mode != Mode.PHONE and not data.get("where") and "where" not in self.errors:
            self.add_error("where", _("Write where you meet, or the link."))
        return data

    def spans(self) -> list[tuple[datetime.datetime, datetime.datetime]]:
        """Begin and end of each talk; each week on the same clock, whatever summer time does."""
        data = self.cleaned_data
        length = datetime.timedelta(minutes=data["minutes"])
        spans = []
        for week in range(data["weeks"] + 1):
            day = data["day"] + datetime.timedelta(weeks=week)
            first = datetime.datetime.combine(day, data["start"])
            for number in range(data["count"]):
                starts_at = to_utc(first + number * length, self.zone)
                spans.append((starts_at, starts_at + length))
        return spans


class TalkMessageForm(CalmForm):
    """A word to the person, read on the page of their request."""

    message = forms.CharField(
        label=_("Your message"),
        help_text=_("They read it on the page of their request, word for word. It is never in the e-mail."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=MESSAGE_SIGNS,
        required=False,
    )


class MoveTalkForm(TalkMessageForm):
    """`times`: those that are offered; they are said on the clock of the program's wall."""

    time = forms.ChoiceField(
        label=_("The new time"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a time."),
            "invalid_choice": _("Somebody else has just booked this time. Nothing is lost: choose another one."),
        },
    )
    field_order = ["time", "message"]

    def __init__(self, *args, times, zone, **kwargs):
        super().__init__(*args, **kwargs)
        self.times = {slot.public_id: slot for slot in times}
        self.fields["time"].choices = [
            (key, f"{capfirst(moment_words(slot.starts_at.astimezone(zone)))} · {who_and_how(slot)}")
            for key, slot in self.times.items()
        ]

    @property
    def chosen(self):
        return self.times[self.cleaned_data["time"]]


class NotesForm(CalmForm):
    """`seen` is the mark of the notes that the page showed (`notes_mark`)."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)
    notes = forms.CharField(
        label=_("Notes, for the team only"),
        help_text=_("What helps to find a place. No diagnosis. Whoever opens them is written down."),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=8000,
        required=False,
        error_messages={"max_length": _("Use at most %(limit_value)d signs; there are %(show_value)d now.")},
    )
