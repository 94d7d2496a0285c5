"""What the two of a pair type: an agreement, goals, how they meet, a wish for a change."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from groups.forms.meetings import ClockField, DayField
from mentoring.models import Wanted
from programs.forms import CalmForm
from programs.models import Mode, Rhythm

# In a pair people meet, see each other, or call.
MODES = (Mode.PHONE, Mode.IN_PERSON, Mode.VIDEO, Mode.WHATSAPP, Mode.ONLINE_SPACE)
DAY = datetime.timedelta(days=1)
MISTAKE = datetime.timedelta(hours=6)
NEEDS_LINK = frozenset({Mode.VIDEO, Mode.WHATSAPP})


def area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class AgreementForm(CalmForm):
    """`today`: the day before which nothing ends. `seen` is the version that the writer has read."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    goals = forms.CharField(
        label=_("What do you want to reach together?"),
        help_text=_("One or two things, in plain words."),
        max_length=1000,
        widget=area(),
        error_messages={"required": _("Say in a few words what you want to reach.")},
    )
    rhythm = forms.ChoiceField(label=_("How often do you meet?"), widget=forms.RadioSelect)
    channels = forms.CharField(
        label=_("How do you reach each other between meetings?"),
        help_text=_("For example: by text message, before 20:00."),
        max_length=200,
        error_messages={"required": _("Say how you reach each other, or that you do not.")},
    )
    limits = forms.CharField(
        label=_("What do you not do, and when are you not there?"),
        help_text=_("For example: no money, no visits at home, not at night."),
        max_length=1000,
        widget=area(),
        error_messages={"required": _("Name at least one limit. It protects both of you.")},
    )
    ends_on = DayField(label=_("Until when?"), help_text=_("You can agree on more time later."))

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)
        self.fields["rhythm"].choices = [(value, capfirst(label)) for value, label in Rhythm.choices]

    def clean_ends_on(self):
        day = self.cleaned_data["ends_on"]
        if day <= self.today:
            raise ValidationError(_("This day is over. Choose a day to come."))
        return day

    @property
    def words(self) -> dict:
        """What `write_agreement` wants."""
        return dict(self.cleaned_data)


class WordsForm(CalmForm):
    """One line or a few: a goal, a step, a wish for other words, an answer."""

    text = forms.CharField(max_length=600, widget=area(2), error_messages={"required": _("Write a few words.")})

    def __init__(self, *args, label, hint="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label, self.fields["text"].help_text = label, hint


class WayForm(CalmForm):
    """How the two meet from now on, unless a meeting says otherwise."""

    mode = forms.ChoiceField(label=_("How do you meet?"), widget=forms.RadioSelect)
    place = forms.CharField(
        label=_("Where?"),
        help_text=_("A place where other people are, such as a café or a library."),
        max_length=200,
        required=False,
    )
    link = forms.URLField(label=_("Link to join"), max_length=500, required=False, assume_scheme="https")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mode"].choices = [(mode.value, mode.label) for mode in MODES]

    def clean(self):
        data = super().clean()
        if data.get("mode") == Mode.IN_PERSON and not data.get("place"):
            self.add_error("place", _("Say where you meet."))
        if data.get("mode") in NEEDS_LINK and not data.get("link") and "link" not in self.errors:
            self.add_error("link", _("Add the link people use to join."))
        return data


class ChangeForm(CalmForm):
    """One page, no reason needed."""

    wanted = forms.ChoiceField(
        label=_("What would help?"),
        choices=[
            (Wanted.TALK, _("I would like to talk to the team about it first")),
            (Wanted.CHANGE, _("I would like somebody else")),
            (Wanted.STOP, _("I would like to stop now")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what would help.")},
    )
    reason = forms.CharField(
        label=_("Would you like to say why?"),
        help_text=_("You do not have to. Only the team reads it, never the other person."),
        max_length=2000,
        required=False,
        widget=area(),
    )


class CheckInForm(CalmForm):
    """`place` and the hour at which one means to be out, on the clock of the group."""

    place = forms.CharField(
        label=_("Where are you going?"),
        help_text=_("The team looks for you there if you do not say that you are out."),
        max_length=300,
        error_messages={"required": _("Say where you are going.")},
    )
    out_by = ClockField(label=_("By when are you out?"))

    def out_at(self, now: datetime.datetime, zone: datetime.tzinfo) -> datetime.datetime:
        """The next time the clock shows that hour; one that passed a short while ago is a mistake, and is said so."""
        local = now.astimezone(zone)
        moment = datetime.datetime.combine(local.date(), self.cleaned_data["out_by"], tzinfo=zone)
        return moment + DAY if local - moment > MISTAKE else moment
