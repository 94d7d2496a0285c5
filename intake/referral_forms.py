"""What a professional writes when they refer somebody, and what a link is for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from programs.forms import CalmForm

SIGNS = _("Use at most %(limit_value)d signs; there are %(show_value)d now.")
YES, NO = "yes", "no"


class ReferralForm(CalmForm):
    """`asks_who`: nobody told us yet whom it is about. Field names are columns of `Referral`."""

    person_consents = forms.ChoiceField(
        label=_("Does the person agree that you write to us?"),
        help_text=_("If not, we keep nothing of what you write here."),
        choices=[(YES, _("Yes, they agree")), (NO, _("No, or I have not asked"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether the person agrees.")},
    )
    referrer_name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        error_messages={"required": _("Write your name."), "max_length": SIGNS},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    referrer_role = forms.CharField(
        label=_("Your profession"),
        help_text=_("For example: doctor, social worker, nurse."),
        max_length=120,
        error_messages={"required": _("Write your profession."), "max_length": SIGNS},
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    organisation = forms.CharField(
        label=_("Where you work"),
        max_length=160,
        error_messages={"required": _("Write where you work."), "max_length": SIGNS},
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    contact = forms.CharField(
        label=_("How we can reach you"),
        help_text=_("A phone number or an e-mail address."),
        max_length=200,
        error_messages={"required": _("Write how we can reach you."), "max_length": SIGNS},
    )
    about_name = forms.CharField(
        label=_("The name of the person, or the name they use"),
        max_length=120,
        error_messages={"required": _("Write the name of the person."), "max_length": SIGNS},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    about_contact = forms.CharField(
        label=_("How we can reach the person"),
        help_text=_("Only if they agree to it."),
        max_length=200,
        required=False,
        error_messages={"max_length": SIGNS},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason = forms.CharField(
        label=_("Why you think of this program"),
        help_text=_("A few words are enough. No diagnosis is needed."),
        max_length=2000,
        error_messages={"required": _("Write a few words."), "max_length": SIGNS},
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args, asks_who: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not asks_who:
            del self.fields["about_name"], self.fields["about_contact"]

    @property
    def said_no(self) -> bool:
        """The person does not agree: nothing else of what was typed is even looked at."""
        return self.data.get("person_consents") == NO

    def facts(self) -> dict[str, str]:
        return {key: value for key, value in self.cleaned_data.items() if key != "person_consents"}


class LinkForm(CalmForm):
    meant_for = forms.CharField(
        label=_("Who is the link for?"),
        help_text=_("So that you know later. For example: Dr Roy. They do not see it."),
        max_length=120,
        required=False,
        error_messages={"max_length": SIGNS},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
