"""Why somebody of the team opens what is private."""

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.models import OpeningWhy
from groups.services.community.private_openings import SHORTEST_REASON
from programs.forms import CalmForm


class OpeningForm(CalmForm):
    why = forms.ChoiceField(
        label=_("What is it about?"),
        help_text=_("Those whose place it is read this on their page, with your name."),
        choices=OpeningWhy.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of these."), "invalid_choice": _("Choose one of these.")},
    )
    reason = forms.CharField(
        label=_("Why does it have to be opened?"),
        help_text=_("In your words, for the team. It is kept, and nobody changes it later."),
        min_length=SHORTEST_REASON,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        error_messages={
            "required": _("Write in a few words why this has to be opened."),
            "min_length": _("Write in a few words why this has to be opened."),
        },
    )
