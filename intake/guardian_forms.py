"""What a parent or guardian writes; and what the team writes down for one who came or called."""

from django import forms
from django.utils.translation import gettext_lazy as _

from programs.forms import CalmForm
from programs.models import Language, Method

SIGNS = _("Use at most %(limit_value)d signs; there are %(show_value)d now.")


class WhoAgrees(CalmForm):
    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        error_messages={"required": _("Write your name."), "max_length": SIGNS},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    relation = forms.CharField(
        label=_("Who you are for the child"),
        help_text=_("For example: mother, father, guardian."),
        max_length=80,
        error_messages={"required": _("Write who you are for the child."), "max_length": SIGNS},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    contact = forms.CharField(
        label=_("How we can reach you"),
        help_text=_("A phone number or an e-mail address. We use it only if we must speak with you."),
        max_length=200,
        error_messages={"required": _("Write how we can reach you."), "max_length": SIGNS},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class GuardianForm(WhoAgrees):
    """`text` is the version that was read: an older one than today's is shown again."""

    text = forms.IntegerField(widget=forms.HiddenInput, required=False)
    agree = forms.BooleanField(
        label=_("I am the parent or guardian. I have read this, and I agree."),
        error_messages={"required": _("Tick the box if you agree. Without it the request cannot be sent.")},
    )


class RecordedForm(WhoAgrees):
    """`draft_numbered(number)` finds what was begun; what it finds stands in `draft`."""

    number = forms.CharField(
        label=_("Number of the request"),
        help_text=_("The child sees it on the page that asks for a parent."),
        max_length=20,
        error_messages={"required": _("Write the number of the request.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "short"}),
    )
    method = forms.ChoiceField(
        label=_("How they agreed"),
        choices=[(Method.PAPER, Method.PAPER.label), (Method.SPOKEN, _("By phone or face to face"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how they agreed.")},
    )
    language = forms.ChoiceField(
        label=_("The language in which they read or heard the text"),
        choices=Language,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a language.")},
    )
    field_order = ["number", "name", "relation", "contact", "method", "language"]

    def __init__(self, *args, find=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.find = find
        self.draft = None
        self.fields["name"].label = _("Name of the parent or guardian")
        self.fields["relation"].label = _("Who they are for the child")
        self.fields["contact"].label = _("How we can reach them")
        self.fields["name"].widget.attrs["autocomplete"] = "off"
        for name, words in {
            "name": _("Write the name of the parent or guardian."),
            "relation": _("Write who they are for the child."),
            "contact": _("Write how we can reach them."),
        }.items():
            self.fields[name].error_messages["required"] = words

    def clean_number(self):
        self.draft = self.find(self.cleaned_data["number"])
        if self.draft is None:
            raise forms.ValidationError(_("Nobody has begun a request with this number here."))
        return self.draft.reference
