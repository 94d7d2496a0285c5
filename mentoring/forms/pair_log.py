"""The log of a meeting of two: what the meeting has told already is filled in beforehand."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from groups.forms.meetings import ClockField, DayField
from groups.models import AttendanceStatus, Mood
from groups.session_account import Concern
from mentoring.forms.pairs import MODES, area
from programs.forms import CalmForm

CAME = (AttendanceStatus.PRESENT, AttendanceStatus.LATE, AttendanceStatus.EXCUSED, AttendanceStatus.ABSENT)


class PairLogForm(CalmForm):
    """`name`: who the peer met; `zone`: on whose clock the times are; `about`: their participation, for a worry."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    came = forms.ChoiceField(widget=forms.RadioSelect, initial=AttendanceStatus.PRESENT)
    mood = forms.ChoiceField(
        label=_("How was it?"),
        choices=Mood.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it was.")},
    )
    worried = forms.ChoiceField(
        label=_("Does something worry you?"),
        choices=[("no", _("No")), ("yes", _("Yes, something worries me"))],
        initial="no",
        widget=forms.RadioSelect,
    )
    worry_words = forms.CharField(
        label=_("In one line, what worries you?"),
        help_text=_("Only coordinators and safeguarding leads read it. They are told at once."),
        max_length=200,
        required=False,
    )
    day = DayField(label=_("Day"))
    began = ClockField(label=_("Start"))
    ended = ClockField(label=_("End"))
    mode = forms.ChoiceField(label=_("How did you meet?"), choices=[(mode.value, mode.label) for mode in MODES])
    purpose = forms.CharField(label=_("What was it for?"), max_length=1000, required=False, widget=area(2))
    done = forms.CharField(label=_("What did you do?"), max_length=2000, required=False, widget=area())
    response = forms.CharField(label=_("How was it received?"), max_length=1000, required=False, widget=area(2))
    next_steps = forms.CharField(label=_("What comes next?"), max_length=1000, required=False, widget=area(2))

    def __init__(self, *args, name, about, zone, **kwargs):
        self.about, self.zone = about, zone
        super().__init__(*args, **kwargs)
        self.fields["came"].label = _("Did %(name)s come?") % {"name": name}
        self.fields["came"].choices = [(value.value, value.label) for value in CAME]
        self.helper.hide_optional = True

    def clean(self):
        data = super().clean()
        words = data.get("worry_words", "").strip()
        if data.get("worried") == "yes" and not words:
            self.add_error("worry_words", _("Say in one line what worries you."))
        if data.get("worried") == "no" and words:
            raise ValidationError(
                {"worried": _("You wrote that something worries you. Choose “Yes”, or empty the line.")}
            )
        if data.get("began") and data.get("ended") and data["ended"] == data["began"]:
            self.add_error("ended", _("The meeting ends before it begins."))
        return data

    def _moment(self, clock: datetime.time, day: datetime.date) -> datetime.datetime:
        return datetime.datetime.combine(day, clock, tzinfo=self.zone)

    @property
    def account(self) -> dict:
        """What `write_pair_log` and `change_pair_log` want. A meeting may last past midnight."""
        data = self.cleaned_data
        over_night = datetime.timedelta(days=data["ended"] < data["began"])
        worried = data["worried"] == "yes"
        return {
            "came": AttendanceStatus(data["came"]),
            "mood": Mood(data["mood"]),
            "began_at": self._moment(data["began"], data["day"]),
            "ended_at": self._moment(data["ended"], data["day"] + over_night),
            "mode": data["mode"],
            "concern": Concern(data["worry_words"].strip(), self.about) if worried else None,
            **{name: data[name] for name in ("purpose", "done", "response", "next_steps")},
        }
