"""What somebody tells about a text, and what the team writes when it does something about one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.forms.conflict_desk import text
from groups.models import LONGEST_POST, LONGEST_TITLE, FlagReason
from groups.services.community.moderation import PAUSES
from programs.forms import CalmForm
from programs.models import Grade

PAUSE_WORDS = {1: _("One day"), 3: _("Three days"), 7: _("A week")}
FOR_TEAM = _("A note for the team")


class FlagForm(CalmForm):
    reason = forms.ChoiceField(
        label=_("What is it about?"),
        choices=FlagReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is about.")},
    )
    words = text(_("In your words"), _("A few words are enough. You need not prove anything."))


class NoteForm(CalmForm):
    """Something that needs no word to who wrote the text."""

    note = text(FOR_TEAM, rows=3)


class MayTellForm(CalmForm):
    words = text(_("What the person reads"), _("Leave it empty if there is nothing to say."), rows=3)
    note = text(FOR_TEAM, rows=3)


class TellWriterForm(CalmForm):
    words = text(
        _("What the person reads"),
        _("In plain words: what you did, and why."),
        required=_("Write what the person reads about it."),
    )
    note = text(FOR_TEAM, rows=3)


class PauseForm(TellWriterForm):
    days = forms.TypedChoiceField(
        label=_("For how long?"),
        coerce=int,
        choices=[(days, PAUSE_WORDS[days]) for days in PAUSES],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose for how long.")},
    )
    field_order = ["days", "words", "note"]


class ChangeForm(TellWriterForm):
    """`post` and `has_title`: what stands there now is what the form begins with."""

    title = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE, required=False)
    content_note = forms.CharField(label=_("A word on what to expect"), max_length=200, required=False)
    body = forms.CharField(
        label=_("The text"),
        max_length=LONGEST_POST,
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off"}),
        error_messages={
            "required": _("Something must be left of the text. You can take it away instead."),
            "max_length": _("Use at most %(limit_value)d signs; there are %(show_value)d now."),
        },
    )
    field_order = ["title", "content_note", "body", "words", "note"]

    def __init__(self, *args, post, title, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {"title": title, "content_note": post.content_note, "body": post.body}
        if not title:
            del self.fields["title"]


class PassOnForm(CalmForm):
    grade = forms.ChoiceField(
        label=_("How soon is it needed?"),
        choices=Grade.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how soon.")},
    )
    note = text(_("What those on duty should know"), rows=3)


class ReasonForm(CalmForm):
    reason = text(
        _("Why does it have to be opened?"),
        _("Your reason, your name and the time are written down."),
        required=_("Write why it has to be opened."),
        rows=3,
    )
