"""Choosing what people are asked when they come in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.models import PageBy
from programs.forms import CalmForm


class WayInForm(CalmForm):
    """`offered`: rows of `intake.shelf.offered_for_way_in`; one that may not be sent is not offered."""

    questionnaire = forms.ChoiceField(
        label=_("After the first questions, ask …"), required=False, widget=forms.RadioSelect
    )
    page_by = forms.ChoiceField(label=_("How it is laid out"), choices=PageBy.choices, widget=forms.RadioSelect)
    offers_interview = forms.BooleanField(
        label=_("People may choose a talk instead"),
        help_text=_("Somebody of your team then asks these questions, and writes the answers down."),
        required=False,
    )

    def __init__(self, *args, offered, **kwargs):
        kwargs["initial"] = {"page_by": PageBy.GROUP, "offers_interview": True} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        choices = [(row.public_id, row.name) for row, _version, reason in offered if not reason]
        self.fields["questionnaire"].choices = [*choices, ("", _("Nothing more"))]
        self.helper.hide_optional = True
