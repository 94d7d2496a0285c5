"""This meeting and all that follow: another day, hour, length, place or link, on the clock of the group's wall."""

import datetime

from crispy_forms.layout import Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from groups.forms.meetings import ClockField, DayField, MinutesField
from groups.models import Meeting
from programs.forms import CalmForm
from programs.models import Mode


class FollowingForm(CalmForm):
    """`meeting` is the first that changes; `sequence` is the version of it that was looked at."""

    day = DayField(label=_("Day of the first one"), help_text=_("The others keep the same day of the week."))
    start = ClockField(label=_("Start"))
    minutes = MinutesField()
    place = forms.CharField(
        label=_("Another place, from then on"),
        help_text=_("Leave it empty to meet at the usual place."),
        max_length=200,
        required=False,
    )
    link = forms.URLField(
        label=_("Another link, from then on"),
        help_text=_("Leave it empty to use the usual link."),
        assume_scheme="https",
        max_length=500,
        required=False,
    )
    sequence = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, meeting: Meeting, **kwargs):
        self.meeting = meeting
        local, series = meeting.local_start, meeting.series
        initial = {
            "day": local.date(), "start": local.time(), "minutes": series.minutes if series else 90,
            "place": meeting.place, "link": meeting.link, "sequence": meeting.sequence,
        }  # fmt: skip
        super().__init__(*args, **kwargs | {"initial": initial})
        shown = [name for name, modes in USED_BY.items() if meeting.group.mode in modes]
        for name in USED_BY.keys() - set(shown):
            del self.fields[name]
        self.helper.layout = Layout(Row("day", "start", "minutes"), *shown, "sequence")

    @property
    def change(self) -> dict:
        """What `plan_following` and `change_following` want; a field that is not shown keeps what it was."""
        data = self.cleaned_data
        return {
            "starts_at_local": datetime.datetime.combine(data["day"], data["start"]),
            "minutes": data["minutes"],
            "place": data.get("place", self.meeting.place),
            "link": data.get("link", self.meeting.link),
        }


# Which field says where, by the way a group meets.
USED_BY = {
    "place": {Mode.IN_PERSON, Mode.HYBRID},
    "link": {Mode.VIDEO, Mode.HYBRID, Mode.WHATSAPP, Mode.ONLINE_SPACE, Mode.PHONE},
}
