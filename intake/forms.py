"""One small form per question. Field names are the keys of `Assessment.answers`; which page shows which: `FORMS`."""

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from intake.languages import spoken_choices, writing_choices
from intake.questions import BY_KEY, EVERY_SLOT, REASON_SIGNS
from programs.forms import CalmForm
from programs.models import DayPart, slot

OLDEST = 120


class QuestionForm(CalmForm):
    """`program` decides choices; `initial` are the answers given so far."""

    key = ""

    def answers(self) -> dict:
        """What can be kept: everything of a form without mistakes, else what has none."""
        keys = (*self.question.answers, *self.question.optional)
        return {key: self.cleaned_data[key] for key in keys if key in self.cleaned_data}

    def is_fit_to_keep(self) -> bool:
        """Nothing that was typed has a mistake; something may still be missing."""
        return self.is_bound and not any(self[name].value() not in (None, "", []) for name in self.errors)

    def __init__(self, *args, program, **kwargs):
        self.program = program
        self.question = BY_KEY[self.key]
        super().__init__(*args, **kwargs)


class YouForm(QuestionForm):
    key = "you"
    nickname = forms.CharField(
        label=_("What would you like us to call you?"),
        help_text=_("A first name or a nickname is enough."),
        max_length=60,
        error_messages={
            "required": _("Write a first name or a nickname."),
            "max_length": _("Use at most %(limit_value)d signs."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "nickname", "spellcheck": "false"}),
    )
    age = forms.IntegerField(
        label=_("How old are you?"),
        help_text=_("In years, such as 34."),
        min_value=0,
        max_value=OLDEST,
        error_messages={
            "required": _("Write your age."),
            "invalid": _("Write your age in figures, such as 34."),
            "min_value": _("Write your age in figures, such as 34."),
            "max_value": _("Write your age in figures, such as 34."),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short", "autocomplete": "off"}),
    )


def email_field(**facts) -> forms.EmailField:
    return forms.EmailField(
        help_text=_("Choose one that only you read, if you can."),
        max_length=254,
        error_messages={
            "required": _("Write your e-mail address."),
            "invalid": _("Write a whole e-mail address, such as name@example.org."),
            "max_length": _("This address is too long."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false", "autocapitalize": "none"}),
        **facts,
    )


class ReachForm(QuestionForm):
    key = "reach"
    email = email_field(label=_("What is your e-mail address?"))
    safe = forms.CharField(
        label=_("When and how is it safe to write to you?"),
        help_text=_(
            "Somebody else may see your screen or your mail. For example: not at the weekend, or only in the morning."
        ),
        max_length=200,
        required=False,
        error_messages={"max_length": _("Use at most %(limit_value)d signs.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LanguagesForm(QuestionForm):
    key = "languages"
    contact_language = forms.ChoiceField(
        label=_("We write to you in"),
        choices=writing_choices,
        error_messages={
            "required": _("Choose the language in which we write to you."),
            "invalid_choice": _("Choose one of these languages."),
        },
        widget=forms.RadioSelect,
    )
    languages = forms.MultipleChoiceField(
        label=_("You speak"),
        help_text=_("Tick all that you speak with ease."),
        choices=spoken_choices,
        error_messages={
            "required": _("Tick at least one language that you speak."),
            "invalid_choice": _("Choose languages of this list."),
        },
        widget=forms.CheckboxSelectMultiple,
    )
    access = forms.CharField(
        label=_("What would help you take part?"),
        help_text=_("For example: a step-free entrance, an interpreter, large print, a quiet seat."),
        max_length=300,
        required=False,
        error_messages={"max_length": _("Use at most %(limit_value)d signs.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReasonForm(QuestionForm):
    key = "reason"
    topics = forms.TypedMultipleChoiceField(
        label=_("Choose what is close to you"),
        coerce=int,
        required=False,
        error_messages={"invalid_choice": _("Choose from this list.")},
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        label=_("In your own words"),
        help_text=_("A few words are enough, 500 signs at most."),
        max_length=REASON_SIGNS,
        required=False,
        error_messages={"max_length": _("Use at most %(limit_value)d signs; there are %(show_value)d now.")},
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args, program, **kwargs):
        super().__init__(*args, program=program, **kwargs)
        topics = list(program.topics.all())
        if len(topics) > 1:
            self.fields["topics"].choices = [(topic.pk, topic.name) for topic in topics]
        else:
            del self.fields["topics"]
            self.fields["reason"].label = BY_KEY["reason"].title

    def clean(self):
        """A program of one topic does not ask for it, and knows it."""
        return {"topics": [topic.pk for topic in self.program.topics.all()]} | super().clean()


class TimesForm(QuestionForm):
    key = "times"
    any_time = forms.BooleanField(label=_("Any time suits me"), required=False)
    times = forms.TypedMultipleChoiceField(
        label=BY_KEY["times"].title,
        choices=[(number, number) for number in EVERY_SLOT],
        coerce=int,
        required=False,
        error_messages={"invalid_choice": _("Choose from this list.")},
        widget=forms.CheckboxSelectMultiple,
    )

    commitment = forms.TypedChoiceField(
        choices=[(True, _("Yes")), (False, _("I am not sure"))],
        coerce=lambda value: value == "True",
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": _("Choose one of these answers.")},
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, program, **kwargs):
        super().__init__(*args, program=program, **kwargs)
        weeks = program.commitment_weeks
        if not weeks:
            del self.fields["commitment"]
            return
        self.fields["commitment"].label = ngettext(
            "Can you come regularly, for %(n)s week?", "Can you come regularly, for %(n)s weeks?", weeks
        ) % {"n": weeks}
        self.fields["commitment"].help_text = _("“I am not sure” is a good answer too.")

    def clean(self):
        """ "Any time" says more than single times do."""
        cleaned = super().clean()
        if cleaned.get("any_time"):
            cleaned["times"] = []
        return cleaned

    def week(self):
        """The days with their parts, as rows of ticks: (day, [(slot, word, ticked), …])."""
        chosen = {str(value) for value in self["times"].value() or ()}
        return [
            (
                capfirst(str(name)),
                [
                    (slot(weekday, part), capfirst(str(part.label)), str(slot(weekday, part)) in chosen)
                    for part in DayPart
                ],
            )
            for weekday, name in WEEKDAYS.items()
        ]


FORMS = {form.key: form for form in (YouForm, ReachForm, LanguagesForm, ReasonForm, TimesForm)}


class TellingForm(CalmForm):
    """Writing or talking: the same questions either way."""

    telling = forms.ChoiceField(
        label=_("How would you like to tell us more?"),
        choices=[("write", _("I write here")), ("talk", _("I would rather talk with one of you"))],
        error_messages={"required": _("Choose one of the two."), "invalid_choice": _("Choose one of the two.")},
        widget=forms.RadioSelect,
    )


class LaterForm(CalmForm):
    email = email_field(label=_("Where do we send the link?"))


class ConfidentialityForm(CalmForm):
    """`text` is the version that was read: an older one than today's is shown again."""

    text = forms.IntegerField(widget=forms.HiddenInput, required=False)
    agree = forms.BooleanField(
        label=_("I have read this, and I agree"),
        error_messages={"required": _("Tick the box if you agree. Without it we cannot keep any answer.")},
    )


class ReplyForm(CalmForm):
    body = forms.CharField(
        label=_("Write to the team"),
        max_length=2000,
        error_messages={
            "required": _("Write your message first."),
            "max_length": _("Use at most %(limit_value)d signs; there are %(show_value)d now."),
        },
        widget=forms.Textarea(attrs={"rows": 4}),
    )
