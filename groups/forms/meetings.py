"""Regular meetings, one meeting, another time: what a coordinator types, on the clock of the group's wall."""

import datetime

from crispy_forms.layout import Div, Fieldset, Layout, Row
from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from groups.models import Group, Meeting
from groups.recurrence import to_utc
from programs.forms import CalmForm
from programs.models import Mode, Rhythm

ONCE = "once"
LONGEST = 8 * 60  # minutes
MOST = 200  # meetings of one series
LAST_YEAR = 2999


class DayField(forms.DateField):
    default_error_messages = {"required": _("Choose a day."), "invalid": _("Write a day such as 2026-11-24.")}
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def validate(self, value):
        super().validate(value)
        if value is not None and value.year > LAST_YEAR:  # near the end of time, another zone is beyond it
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")


class ClockField(forms.TimeField):
    default_error_messages = {"required": _("Say at what time."), "invalid": _("Write a time such as 18:00.")}
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})


class MinutesField(forms.IntegerField):
    default_error_messages = {"required": _("Say how many minutes."), "invalid": _("Write a number of minutes.")}

    def __init__(self, **kwargs):
        super().__init__(
            label=_("Length in minutes"),
            min_value=15,
            max_value=LONGEST,
            widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            **kwargs,
        )


class SeriesForm(CalmForm):
    """When the group meets. `group`: whose clock counts; `today`: the local day before which nothing starts."""

    rhythm = forms.ChoiceField(label=_("How often?"), widget=forms.RadioSelect)
    starts_on = DayField(label=_("Day of the first meeting"))
    starts_at_local = ClockField(label=_("Start"))
    minutes = MinutesField(initial=90)
    also_on = forms.TypedChoiceField(
        label=_("The other day of the week"),
        help_text=_("Only for twice a week."),
        coerce=int,
        empty_value=None,
        required=False,
    )
    ends = forms.ChoiceField(
        label=_("Until when?"),
        choices=[
            ("open", _("No end for now")),
            ("count", _("After a number of meetings")),
            ("until", _("On a last day")),
        ],
        initial="open",
        widget=forms.RadioSelect,
        required=False,
    )
    count = forms.IntegerField(
        label=_("Number of meetings"),
        min_value=1,
        max_value=MOST,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    until = DayField(label=_("Last day"), required=False)

    def __init__(self, *args, group: Group, today: datetime.date, **kwargs):
        self.group, self.today = group, today
        super().__init__(*args, **kwargs)
        rhythms = [(value, capfirst(label)) for value, label in Rhythm.choices]
        self.fields["rhythm"].choices = [*rhythms, (ONCE, _("Once only"))]
        self.fields["rhythm"].initial = group.program.rhythm
        self.fields["also_on"].choices = [("", "—"), *((number, capfirst(day)) for number, day in WEEKDAYS.items())]
        self.helper.hide_optional = True
        self.helper.layout = Layout(
            "rhythm",
            Div("also_on", css_class="if-twice"),
            Row("starts_on", "starts_at_local", "minutes"),
            Fieldset(
                "",
                "ends",
                Div("count", css_class="if-count"),
                Div("until", css_class="if-until"),
                css_class="if-series",
            ),
        )

    def clean_starts_on(self):
        day = self.cleaned_data["starts_on"]
        if day < self.today:
            raise forms.ValidationError(_("This day is over. Choose today or a day to come."))
        return day

    def clean(self):
        data = super().clean()
        day = data.get("starts_on")
        if data.get("rhythm") == Rhythm.TWICE_A_WEEK:
            if data.get("also_on") is None:
                self.add_error("also_on", _("Choose the other day of the week."))
            elif day and data["also_on"] == day.weekday():
                self.add_error("also_on", _("This is the day of the first meeting. Choose another one."))
        ends = data.get("ends") if data.get("rhythm") != ONCE else "open"
        if ends == "count" and not data.get("count") and "count" not in self.errors:
            self.add_error("count", _("Say how many meetings there are."))
        if ends == "until" and not data.get("until") and "until" not in self.errors:
            self.add_error("until", _("Say which day is the last."))
        if ends == "until" and data.get("until") and day and data["until"] < day:
            self.add_error("until", _("The last day is before the first meeting."))
        return data

    @property
    def is_once(self) -> bool:
        return self.cleaned_data["rhythm"] == ONCE

    @property
    def first(self) -> datetime.datetime:
        """Naive, on the group's wall."""
        return datetime.datetime.combine(self.cleaned_data["starts_on"], self.cleaned_data["starts_at_local"])

    def span(self) -> dict:
        return _span(self.first, self.cleaned_data["minutes"], self.group)

    def rule(self) -> dict:
        """What `start_series` wants besides the group."""
        data = self.cleaned_data
        return {
            "rhythm": data["rhythm"],
            "starts_on": data["starts_on"],
            "also_on": data["also_on"] if data["rhythm"] == Rhythm.TWICE_A_WEEK else None,
            "count": data["count"] if data["ends"] == "count" else None,
            "until": data["until"] if data["ends"] == "until" else None,
        }


class MoveForm(CalmForm):
    """Another time, place or link for one meeting. `sequence` is the version of the meeting that was looked at: a press
    repeated after the meeting was moved is no mistake, it only finds everything done."""

    day = DayField(label=_("Day"))
    start = ClockField(label=_("Start"))
    minutes = MinutesField()
    place = forms.CharField(
        label=_("Another place, this time"),
        help_text=_("Leave it empty to meet at the usual place."),
        max_length=200,
        required=False,
    )
    link = forms.URLField(
        label=_("Another link, this time"),
        help_text=_("Leave it empty to use the usual link."),
        assume_scheme="https",
        max_length=500,
        required=False,
    )
    reason = forms.CharField(
        label=_("What changed, in one line"),
        help_text=_("Members read it on the page of the meeting, not in the message."),
        max_length=200,
        required=False,
    )
    sequence = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, meeting: Meeting, now: datetime.datetime, **kwargs):
        self.meeting, self.now = meeting, now
        local = meeting.local_start
        minutes = round((meeting.ends_at - meeting.starts_at).total_seconds() / 60)
        as_is = {"day": local.date(), "start": local.time(), "minutes": minutes, "place": meeting.place}
        initial = as_is | {"link": meeting.link, "reason": meeting.reason, "sequence": meeting.sequence}
        super().__init__(*args, **kwargs | {"initial": initial})
        # Both in person and by video: both can change.
        shown = {Mode.IN_PERSON: ["place"], Mode.HYBRID: ["place", "link"]}.get(meeting.group.mode, ["link"])
        for name in {"place", "link"} - set(shown):
            del self.fields[name]
        self.helper.layout = Layout(Row("day", "start", "minutes"), *shown, "reason", "sequence")

    def clean(self):
        data = super().clean()
        if not self.errors:
            if self.change["starts_at"] <= self.now:
                self.add_error("start", _("This time is in the past. Choose a time to come."))
            elif not self.changes_something() and data["sequence"] == self.meeting.sequence:
                raise forms.ValidationError(_("Nothing is different yet. Change the day, the time or the place."))
        return data

    @property
    def change(self) -> dict:
        """What `move_meeting` wants; a field that is not shown keeps what it was."""
        data = self.cleaned_data
        first = datetime.datetime.combine(data["day"], data["start"])
        return {
            **_span(first, data["minutes"], self.meeting.group),
            "place": data.get("place", self.meeting.place),
            "link": data.get("link", self.meeting.link),
            "reason": data["reason"],
        }

    def changes_something(self) -> bool:
        return any(getattr(self.meeting, name) != value for name, value in self.change.items() if name != "reason")


class CancelForm(CalmForm):
    reason = forms.CharField(
        label=_("Why, in one line"),
        help_text=_("Members read it on the page of the meeting, not in the message."),
        max_length=200,
        required=False,
    )


def _span(first: datetime.datetime, minutes: int, group: Group) -> dict:
    starts_at = to_utc(first, group.zone)
    return {"starts_at": starts_at, "ends_at": starts_at + datetime.timedelta(minutes=minutes)}
