"""Forms of the survey plan."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from intake.models import Trigger
from peersupport.setup.forms import COUNTED
from programs.forms import CalmForm

LAST_DAY = 1500
MOST_DAYS = 24


def counted(label, *, most, least=1, **facts) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=most, widget=COUNTED, **facts)


class DaysField(forms.CharField):
    """ "0, 30, 60" as a sorted list of numbers."""

    def clean(self, value):
        words = [word for word in re.split(r"[\s,;/]+", super().clean(value)) if word]
        if not all(word.isascii() and word.isdigit() and int(word[:6]) <= LAST_DAY for word in words):
            raise ValidationError(_("Write days as numbers with commas between them, such as 0, 30, 60."))
        days = sorted({int(word) for word in words})
        if not days or len(days) > MOST_DAYS:
            raise ValidationError(_("Write days as numbers with commas between them, such as 0, 30, 60."))
        return days


class SurveyDays(CalmForm):
    """When a survey is asked for again, and when it ends. The days count from the message."""

    remind_after_days = counted(
        _("Remind once after so many days"),
        least=0,
        most=90,
        help_text=_("Only who has not answered. 0: no reminder."),
    )
    overdue_after_days = counted(_("Overdue after so many days"), most=180, help_text=_("Your team sees it then."))
    expires_after_days = counted(_("Closed after so many days"), most=365, help_text=_("The link no longer opens."))

    def clean(self):
        cleaned = super().clean()
        remind, overdue, end = (
            cleaned.get(name) for name in ("remind_after_days", "overdue_after_days", "expires_after_days")
        )
        if None not in (remind, end) and remind >= end:
            self.add_error("remind_after_days", _("The reminder comes before the end."))
        if None not in (overdue, end) and overdue > end:
            self.add_error("overdue_after_days", _("It is overdue before it is closed."))
        return cleaned


class NewSurvey(SurveyDays):
    field_order = (
        "questionnaire",
        "trigger",
        "days",
        "is_anonymous",
        "remind_after_days",
        "overdue_after_days",
        "expires_after_days",
    )

    questionnaire = forms.ChoiceField(label=_("What is asked"), widget=forms.RadioSelect)
    trigger = forms.ChoiceField(label=_("When"), choices=Trigger.choices, widget=forms.RadioSelect)
    days = DaysField(
        label=_("How many days after that"),
        help_text=_("One number, or several with commas. 0 is the same day."),
        max_length=200,
    )
    is_anonymous = forms.TypedChoiceField(
        label=_("With or without a name"),
        choices=[
            ("no", _("With a name: you see how each person changes over time")),
            ("yes", _("Without a name: nobody ever learns who answered what")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        help_text=_("This cannot be changed once somebody was asked."),
    )

    def __init__(self, *args, questionnaires, **kwargs):
        kwargs["initial"] = {
            "trigger": Trigger.START,
            "days": "0, 30, 60, 90",
            "is_anonymous": "no",
            "remind_after_days": 3,
            "overdue_after_days": 7,
            "expires_after_days": 21,
        } | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.questionnaires = {row.public_id: row for row in questionnaires}
        self.fields["trigger"].choices = [(value, capfirst(str(label))) for value, label in Trigger.choices]
        self.fields["questionnaire"].choices = [(key, row.name) for key, row in self.questionnaires.items()]

    def clean_questionnaire(self):
        return self.questionnaires[self.cleaned_data["questionnaire"]]


class Limit(CalmForm):
    most = counted(_("At most so many surveys for one person"), most=20)
    days = counted(_("Within so many days"), most=365)
