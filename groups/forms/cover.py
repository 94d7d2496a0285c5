"""Why a facilitator cannot come: optional, and for the coordination only."""

from django import forms
from django.utils.translation import gettext_lazy as _

from programs.forms import CalmForm


class CoverForm(CalmForm):
    reason = forms.CharField(
        label=_("Why, if you want to say"),
        help_text=_("Only the coordination reads it. You do not have to give a reason."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
