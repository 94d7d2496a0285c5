"""Writing down who allowed a program to use an instrument."""

import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from programs.forms import CalmForm


class PermissionForm(CalmForm):
    reference = forms.CharField(
        label=_("Reference of the permission"),
        help_text=_("The number or the date of the letter, the licence, the invoice."),
        max_length=160,
        error_messages={"required": _("Write where the permission can be found.")},
    )
    holder = forms.CharField(
        label=_("Who holds it"),
        help_text=_("The organization or the person to whom it was given."),
        max_length=160,
        error_messages={"required": _("Write to whom it was given.")},
    )
    granted_on = forms.DateField(
        label=_("Given on"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Write the day on which it was given.")},
    )

    def __init__(self, *args, today: datetime.date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_granted_on(self):
        day = self.cleaned_data["granted_on"]
        if day > self.today:
            raise forms.ValidationError(_("This day is still to come."))
        return day
