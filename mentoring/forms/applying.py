"""One small form per page of an application. Field names are keys of `mentoring.asking`; FORMS says which is where."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from intake.forms import TimesForm, email_field
from intake.languages import spoken_choices, writing_choices
from mentoring.asking import BY_KEY, MOST_HOURS, MOST_WORDS
from mentoring.models import Sharing
from programs.forms import CalmForm

SIGNS = {"max_length": _("Use at most %(limit_value)d signs; there are %(show_value)d now.")}


class ApplyForm(CalmForm):
    """`campaign` decides choices; `initial` is what was typed so far."""

    key = ""

    def __init__(self, *args, campaign, **kwargs):
        self.campaign = campaign
        self.page = BY_KEY[self.key]
        super().__init__(*args, **kwargs)

    def answers(self) -> dict:
        """What can be kept: everything of a form without mistakes, else what has none."""
        return {key: self.cleaned_data[key] for key in self.page.answers if key in self.cleaned_data}

    def is_fit_to_keep(self) -> bool:
        """Nothing that was typed has a mistake; something may still be missing."""
        return self.is_bound and not any(self[name].value() not in (None, "", []) for name in self.errors)


class YouPage(ApplyForm):
    key = "you"
    nickname = forms.CharField(
        label=BY_KEY["you"].title,
        max_length=60,
        error_messages={
            "required": _("Write a first name or a nickname."),
            "max_length": _("Use at most %(limit_value)d signs."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "nickname", "spellcheck": "false"}),
    )


class ReachPage(ApplyForm):
    key = "reach"
    email = email_field(label=_("What is your e-mail address?"))
    phone = forms.RegexField(
        r"^[0-9+(). \-/]{5,32}$",
        label=_("What is your phone number?"),
        required=False,
        error_messages={"invalid": _("Write a phone number in figures, such as 514 555 0199.")},
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )
    contact_language = forms.ChoiceField(
        label=_("We write to you in"),
        choices=writing_choices,
        error_messages={
            "required": _("Choose the language in which we write to you."),
            "invalid_choice": _("Choose one of these languages."),
        },
        widget=forms.RadioSelect,
    )


def words_field(rows: int, **facts) -> forms.CharField:
    return forms.CharField(max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": rows}), **facts)


def sharing_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Would you speak of it with those you support?"),
        help_text=_("Every answer is fine. You can change it later."),
        choices=Sharing.choices,
        error_messages={
            "required": _("Choose one of these answers."),
            "invalid_choice": _("Choose one of these answers."),
        },
        widget=forms.RadioSelect,
    )


def topics_field() -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=_("Choose what is close to you"),
        coerce=int,
        required=False,
        error_messages={"invalid_choice": _("Choose from this list.")},
        widget=forms.CheckboxSelectMultiple,
    )


def languages_field(**facts) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        choices=spoken_choices,
        error_messages={
            "required": _("Tick at least one language that you speak."),
            "invalid_choice": _("Choose languages of this list."),
        },
        widget=forms.CheckboxSelectMultiple,
        **facts,
    )


def hours_field() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("How many hours a week could you give?"),
        help_text=_("About. It may change."),
        required=False,
        min_value=1,
        max_value=MOST_HOURS,
        error_messages={
            name: _("Write a number of hours in figures, such as 3.") for name in ("invalid", "min_value", "max_value")
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short", "autocomplete": "off"}),
    )


class MotivationPage(ApplyForm):
    key = "motivation"
    motivation = words_field(
        8,
        label=BY_KEY["motivation"].title,
        error_messages=SIGNS | {"required": _("Write a few words.")},
    )


class ExperiencePage(ApplyForm):
    key = "experience"
    lived = forms.BooleanField(
        label=_("I have lived something like this myself"),
        help_text=_("This is all that we need to know."),
        error_messages={"required": _("Tick this if it is so. Peers here have lived something like it themselves.")},
    )
    topics = topics_field()
    experience = words_field(
        6,
        label=_("Would you like to say more?"),
        help_text=_("As much as you want. No name of an illness and no story is needed."),
        required=False,
        error_messages=SIGNS,
    )
    sharing = sharing_field()

    def __init__(self, *args, campaign, **kwargs):
        super().__init__(*args, campaign=campaign, **kwargs)
        offer_topics(self, campaign.program)

    def clean(self):
        """A program without topics does not ask for them, and knows it."""
        return {"topics": []} | super().clean()


def offer_topics(form, program) -> None:
    topics = list(program.topics.all())
    if topics:
        form.fields["topics"].choices = [(topic.pk, topic.name) for topic in topics]
    else:
        del form.fields["topics"]


class LanguagesPage(ApplyForm):
    key = "languages"
    languages = languages_field(label=BY_KEY["languages"].title)


class TimesPage(TimesForm):
    """The week of a request to join, and how many hours."""

    hours_a_week = hours_field()

    def __init__(self, *args, campaign, **kwargs):
        super().__init__(*args, program=campaign.program, **kwargs)
        self.page = BY_KEY["times"]
        self.fields.pop("commitment", None)

    def answers(self):
        return {key: self.cleaned_data[key] for key in self.page.answers if key in self.cleaned_data}


class ReferencesPage(ApplyForm):
    """As many people as the campaign asks for; each line may stay empty, but not half empty."""

    key = "references"

    def __init__(self, *args, campaign, **kwargs):
        known = (kwargs.get("initial") or {}).get("references") or []
        kwargs["initial"] = {
            f"{name}_{number}": value for number, one in enumerate(known, 1) for name, value in one.items()
        }
        super().__init__(*args, campaign=campaign, **kwargs)
        self.numbers = range(1, campaign.references_wanted + 1)
        for number in self.numbers:
            self.fields[f"name_{number}"] = forms.CharField(
                label=_("Name"), max_length=120, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
            )
            self.fields[f"relation_{number}"] = forms.CharField(
                label=_("How this person knows you"),
                max_length=160,
                required=False,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )
            self.fields[f"contact_{number}"] = forms.EmailField(
                label=_("Their e-mail address"),
                max_length=254,
                required=False,
                error_messages={"invalid": _("Write a whole e-mail address, such as name@example.org.")},
                widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            )

    def people(self):
        """For the template: (number, its fields)."""
        return [
            (number, [self[f"{name}_{number}"] for name in ("name", "relation", "contact")]) for number in self.numbers
        ]

    def clean(self):
        cleaned = super().clean()
        given = []
        for number in self.numbers:
            one = {name: cleaned.get(f"{name}_{number}", "") for name in ("name", "relation", "contact")}
            if not any(one.values()):
                continue
            for name, words in (
                ("name", gettext("Write the name of the person.")),
                ("contact", gettext("Write the e-mail address of the person.")),
            ):
                if not one[name] and f"{name}_{number}" not in self.errors:
                    self.add_error(f"{name}_{number}", words)
            given.append(one)
        return cleaned | {"references": given}


FORMS = {
    "you": YouPage,
    "reach": ReachPage,
    "motivation": MotivationPage,
    "experience": ExperiencePage,
    "languages": LanguagesPage,
    "times": TimesPage,
    "references": ReferencesPage,
}
