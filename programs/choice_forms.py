"""The forms of “My choices”: one question, or a few that belong together. `choices()` is what the person now wants."""

import datetime
import zoneinfo

from crispy_forms.layout import HTML, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programs.dates import time_words
from programs.forms import CalmForm
from programs.models import Language

LEAD_HOURS = [("48", _("2 days before")), ("24", _("1 day before")), ("2", _("2 hours before"))]
YES_NO = [("yes", _("Yes")), ("no", _("No"))]
# The zones of people we serve most, from west to east; a person's own zone is added when it is another.
TIME_ZONES = [
    "America/Vancouver",
    "America/Edmonton",
    "America/Winnipeg",
    "America/Toronto",
    "America/Halifax",
    "America/St_Johns",
    "America/Guadeloupe",
    "Europe/London",
    "Europe/Paris",
    "Indian/Reunion",
]


class ChoiceForm(CalmForm):
    """Starts from what `person` has chosen so far."""

    def __init__(self, *args, person, **kwargs):
        self.person = person
        kwargs["initial"] = self.chosen(person) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    @staticmethod
    def chosen(person) -> dict:
        raise LookupError("Each choice form says what was chosen before.")

    def choices(self) -> dict:
        return self.cleaned_data


class NameForm(ChoiceForm):
    display_name = forms.CharField(
        label=_("What should we call you?"),
        help_text=_("A first name or a nickname is enough. The others in your group see it."),
        max_length=60,
        error_messages={"required": _("Write a name or a nickname.")},
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )

    @staticmethod
    def chosen(person):
        return {"display_name": person.display_name}


class RemindersForm(ChoiceForm):
    wants_reminders = forms.ChoiceField(
        label=_("Do you want a message before each meeting?"), choices=YES_NO, widget=forms.RadioSelect
    )
    lead_hours = forms.MultipleChoiceField(
        label=_("When?"),
        choices=LEAD_HOURS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    quiet_from = forms.TimeField(
        label=_("No message from"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    quiet_until = forms.TimeField(label=_("until"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    names_in_messages = forms.ChoiceField(
        label=_("May our messages name your group?"),
        help_text=_("If not, they only say that something waits for you. Whoever sees your phone learns nothing more."),
        choices=[("no", _("No, keep them neutral")), ("yes", _("Yes, name my group"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            "wants_reminders",
            "lead_hours",
            HTML("{% include 'programs/choices/quiet_hours.html' %}"),
            Row("quiet_from", "quiet_until"),
            "names_in_messages",
        )

    @staticmethod
    def chosen(person):
        return {
            "wants_reminders": "yes" if person.wants_reminders else "no",
            "lead_hours": [str(hours) for hours in person.reminder_lead_hours],
            "quiet_from": person.quiet_from,
            "quiet_until": person.quiet_until,
            "names_in_messages": "yes" if person.names_in_messages else "no",
        }

    def clean(self):
        data = super().clean()
        if data.get("wants_reminders") == "yes" and not data.get("lead_hours"):
            raise ValidationError({"lead_hours": _("Choose when, or choose “No” above.")})
        return data

    def choices(self):
        data = self.cleaned_data
        wants = data["wants_reminders"] == "yes"
        hours = sorted((int(hours) for hours in data["lead_hours"]), reverse=True)
        return {
            "wants_reminders": wants,
            "reminder_lead_hours": hours or self.person.reminder_lead_hours,
            "quiet_from": data["quiet_from"],
            "quiet_until": data["quiet_until"],
            "names_in_messages": data["names_in_messages"] == "yes",
        }


class LanguageForm(ChoiceForm):
    language = forms.ChoiceField(
        label=_("In which language do we write to you?"), choices=Language.choices, widget=forms.RadioSelect
    )
    time_zone = forms.ChoiceField(label=_("Where are you?"), help_text=_("Times are shown as your clock shows them."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        zones = TIME_ZONES if self.person.time_zone in TIME_ZONES else [*TIME_ZONES, self.person.time_zone]
        self.fields["time_zone"].choices = [(zone, zone_words(zone)) for zone in zones]

    @staticmethod
    def chosen(person):
        return {"language": person.language, "time_zone": person.time_zone}


def zone_words(zone: str, *, now: datetime.datetime | None = None) -> str:
    """“Toronto (14:05 now)”: a clock is easier to recognise than the name of a zone."""
    city = zone.split("/")[-1].replace("_", " ")
    at = (now or timezone.now()).astimezone(zoneinfo.ZoneInfo(zone))
    return f"{city} ({time_words(at)})"


class ContactForm(ChoiceForm):
    contact_note = forms.CharField(
        label=_("When and how is it safe to reach you?"),
        help_text=_("For example: after 18:00 only, no voice message, e-mail rather than phone."),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @staticmethod
    def chosen(person):
        return {"contact_note": person.contact_note}
