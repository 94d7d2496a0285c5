"""What somebody writes as a story, who may read it, and what the team answers."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from groups.models import Story, StoryAudience, StoryState
from intake.languages import writing_choices
from programs.forms import CalmForm
from programs.public_ids import new_public_id

LONGEST = {"title": 140, "content_note": 200, "body": 8000}
TOO_LONG = {"max_length": _("Use at most %(limit_value)d signs; there are %(show_value)d now.")}


def text(label, name, *, rows=0, hint="", required=False):
    attrs = {"autocomplete": "off"}
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST[name],
        required=required,
        widget=forms.Textarea(attrs | {"rows": rows}) if rows else forms.TextInput(attrs),
        error_messages=TOO_LONG,
    )


class StoryForm(CalmForm):
    """A draft may be unfinished; `sending` it needs a name, a title and the story."""

    pseudonym = forms.CharField(
        label=_("Name under the story"),
        help_text=_("Choose one that nobody here knows you by."),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=_("Language of the story"), widget=forms.RadioSelect)
    title = text(_("Title"), "title")
    body = text(
        _("My story"),
        "body",
        rows=14,
        hint=_("What happened, what helped, where you are now: as much or as little as you like."),
    )
    content_note = text(
        _("A word on what to expect"),
        "content_note",
        hint=_("For example: “speaks of relapse”. Readers then open the story themselves."),
    )
    topics = forms.MultipleChoiceField(label=_("What it is about"), required=False, widget=forms.CheckboxSelectMultiple)
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def __init__(self, *args, topics, sending=False, **kwargs):
        kwargs["initial"] = {"key": new_public_id()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.sending = sending
        self.topics = {str(topic.pk): topic for topic in topics}
        self.fields["language"].choices = writing_choices()
        self.fields["topics"].choices = [(key, topic.name) for key, topic in self.topics.items()]
        if not self.topics:
            del self.fields["topics"]
        self.helper.layout = Layout(*self.fields)
        self.helper.hide_optional = True

    def clean(self):
        cleaned = super().clean()
        if self.sending:
            needed = {
                "pseudonym": _("Choose a name that stands under the story."),
                "title": _("Give the story a title."),
                "body": _("Write your story first. You can also keep what is there and come back."),
            }
            for name, words in needed.items():
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return cleaned

    @property
    def facts(self) -> dict:
        """As the services take them."""
        facts = {name: value for name, value in self.cleaned_data.items() if name not in ("topics", "key")}
        return facts | {"topics": [self.topics[key] for key in self.cleaned_data.get("topics", ())]}


def written(story: Story) -> dict:
    """What the form begins with."""
    facts = {name: getattr(story, name) for name in ("pseudonym", "language", "title", "body", "content_note")}
    return facts | {"topics": [str(topic.pk) for topic in story.topics.all()], "key": story.public_id}


class AudienceForm(CalmForm):
    audience = forms.ChoiceField(
        label=_("Who may read your story?"),
        choices=StoryAudience.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who may read it.")},
    )


class DecisionForm(CalmForm):
    """What the team decides, among what is possible now."""

    ACTS = {
        "shown": _("Show it"),
        "sent_back": _("Ask for a change"),
        "held": _("Put it aside while we look at it"),
    }

    to = forms.ChoiceField(
        label=_("What do you decide?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what happens with the story.")},
    )
    words = forms.CharField(
        label=_("A word to who wrote it"),
        help_text=_("It stands on their page with your name. Thank them; say what touched you; ask gently."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
    )

    def __init__(self, *args, state, **kwargs):
        super().__init__(*args, **kwargs)
        possible = Story.TRANSITIONS.get(state, ())
        self.fields["to"].choices = [(to, words) for to, words in self.ACTS.items() if to in possible]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("to") in (StoryState.SENT_BACK, StoryState.HELD) and not cleaned.get("words"):
            self.add_error("words", _("Write a word to the person, so that they know what to change."))
        return cleaned
