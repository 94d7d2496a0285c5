"""What the team types about a pair: a contact, the end, who takes over."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from mentoring.forms.pairs import area
from mentoring.models import EndingReason
from programs.forms import CalmForm


class ContactForm(CalmForm):
    note = forms.CharField(
        label=_("How is it going?"),
        help_text=_("A few words for the team. Nothing about one person’s health."),
        max_length=1000,
        required=False,
        widget=area(),
    )


class EndingForm(CalmForm):
    reason = forms.ChoiceField(
        label=_("Why does it end?"),
        choices=EndingReason.choices,
        initial=EndingReason.NOT_SAID,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("A note for the coordination"),
        help_text=_("Neither of the two reads it."),
        max_length=1000,
        required=False,
        widget=area(),
    )


class ReassignForm(CalmForm):
    """`candidates`: what `could_take_over` returns."""

    supporter = forms.ChoiceField(
        label=_("Who takes over?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a peer.")},
    )

    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.by_id = {row.supporter.public_id: row.supporter for row in candidates}
        self.fields["supporter"].choices = [(row.supporter.public_id, self._words(row)) for row in candidates]

    @staticmethod
    def _words(row) -> str:
        number = ngettext("supports %(n)s person", "supports %(n)s people", row.supports) % {"n": row.supports}
        return f"{row.supporter}: {number}"

    @property
    def chosen(self):
        return self.by_id[self.cleaned_data["supporter"]]
