"""What somebody writes on a board: a name, a new thread, an answer. Contact details are asked about, never refused."""

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.contact_details import contact_details, without_contact_details
from groups.models import LONGEST_POST, LONGEST_TITLE, ThreadKind
from programs.forms import CalmForm
from programs.public_ids import new_public_id

LEAVE, TAKE_OUT = "leave", "out"
LONGEST_NOTE = 120
TOO_LONG = _("Use at most %(limit_value)d signs; there are %(show_value)d now.")


class SeatForm(CalmForm):
    """The name for one board; `accepts` is asked of who has not accepted the rules yet."""

    pseudonym = forms.CharField(
        label=_("Your name on this board"),
        help_text=_("A nickname is enough. Who reads here sees only this name."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Choose a name."), "max_length": TOO_LONG},
    )
    wants_word = forms.BooleanField(
        label=_("Send me a message when somebody answers me"),
        help_text=_("At most once a day for each talk. It says nothing of what was written."),
        required=False,
    )

    def clean_pseudonym(self):
        name = " ".join(self.cleaned_data["pseudonym"].split())
        if contact_details(name):
            raise forms.ValidationError(_("This name shows how to reach you. Choose another one."))
        return name


class PostForm(CalmForm):
    """`help_numbers`: digits that may stand in a text, because they are help lines.

    Valid words may still raise a question: `found` holds what shows how to reach somebody, until `contact` says whether
    it stays.
    """

    body = forms.CharField(
        label=_("What I want to say"),
        max_length=LONGEST_POST,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
        error_messages={"required": _("Write something first."), "max_length": TOO_LONG},
    )
    content_note = forms.CharField(
        label=_("A word on what to expect"),
        help_text=_("For example: about a death. Your words then stay folded until somebody opens them."),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": TOO_LONG},
    )
    contact = forms.ChoiceField(
        label=_("This shows how to reach you. What shall we do?"),
        choices=[(TAKE_OUT, _("Take it out")), (LEAVE, _("Leave it as it is"))],
        widget=forms.RadioSelect,
        required=False,
    )
    key = forms.SlugField(widget=forms.HiddenInput, required=False, max_length=30)
    read_by = ("body", "content_note")
    field_order = ("kind", "title", "body", "content_note", "contact", "key")

    def __init__(self, *args, help_numbers=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.help_numbers = help_numbers
        self.found = []
        self.fields["key"].initial = new_public_id()
        if not self.data.get(self.add_prefix("contact")):
            self.fields["contact"].widget = forms.HiddenInput()

    def clean(self):
        data = super().clean()
        for name in self.read_by:
            words = data.get(name) or ""
            if data.get("contact") == TAKE_OUT:
                data[name] = without_contact_details(words, help_numbers=self.help_numbers)
            elif data.get("contact") != LEAVE:
                self.found += contact_details(words, help_numbers=self.help_numbers)
        return data

    def ask_about_contact(self):
        """Show the question, with what was written as it stands."""
        self.fields["contact"].widget = forms.RadioSelect(choices=self.fields["contact"].choices)
        self.fields["contact"].required = True

    @property
    def words(self) -> dict:
        """What the services of posts take."""
        return {name: self.cleaned_data[name] for name in ("body", "content_note")}


class ThreadForm(PostForm):
    """`needs_title` is false in a place of two."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=ThreadKind.choices,
        initial=ThreadKind.TALK,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of these."), "invalid_choice": _("Choose one of these.")},
    )
    title = forms.CharField(
        label=_("In a few words"),
        max_length=LONGEST_TITLE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Say in a few words what it is about."), "max_length": TOO_LONG},
    )
    read_by = ("title", "body", "content_note")

    def __init__(self, *args, needs_title=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].required = needs_title

    @property
    def words(self) -> dict:
        return super().words | {name: self.cleaned_data[name] for name in ("kind", "title")}
