"""Forms of the set-up."""

import re

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from peersupport.setup.queries import TEXT_FIELDS
from peersupport.setup.zones import zone_choices
from programs.bilingual_forms import BothLanguages
from programs.blueprints import BLUEPRINTS
from programs.forms import CalmForm
from programs.models import Format, Jurisdiction, Language, Mode, Program, Rhythm, SupportModel
from programs.public_ids import ALPHABET, LENGTH, new_public_id
from programs.readiness import NEEDED_TEXTS

PUBLIC_ID = re.compile(f"^[{ALPHABET}]{{{LENGTH}}}$")
COUNTED = forms.NumberInput(attrs={"inputmode": "numeric", "class": "short"})

HINTS = {
    "name": _("Neutral words are best: the name stands in addresses and on posters."),
    "summary": _("One or two short sentences, under the name."),
    "audience": _("One idea per line."),
    "what_to_expect": _("One idea per line, in the order in which it happens."),
    "goals": _("One idea per line."),
    "exclusions": _("When this program is not the right place, and where to turn."),
    "access_note": _("Cost, stairs, interpreters, breaks."),
    "needs_summary": _("For your team and your reports. Visitors do not see it."),
    "member_word": _("Member, participant, companion: one word, used everywhere."),
}


class NewProgram(CalmForm):
    blueprint = forms.ChoiceField(label=_("Start from"), widget=forms.RadioSelect)
    name_fr = forms.CharField(label=_("Name in French"), max_length=120, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    contact_name = forms.CharField(
        label=_("Who reads the requests"),
        max_length=80,
        help_text=_("A first name. People like to know who reads what they write."),
    )
    jurisdiction = forms.ChoiceField(
        label=_("Country or region"),
        choices=Jurisdiction.choices,
        help_text=_("Its help lines are shown on every page."),
    )
    time_zone = forms.ChoiceField(label=_("Whose clock the meetings follow"))
    public_id = forms.RegexField(PUBLIC_ID, widget=forms.HiddenInput, required=False)

    def __init__(self, *args, person, **kwargs):
        kwargs["initial"] = {
            "blueprint": next(iter(BLUEPRINTS)),
            "contact_name": person.display_name,
            "jurisdiction": settings.DEFAULT_JURISDICTION,
            "time_zone": person.time_zone,
            "public_id": new_public_id(),
        } | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["blueprint"].choices = [(key, key) for key in BLUEPRINTS]
        if len(BLUEPRINTS) == 1:
            self.fields["blueprint"].widget = forms.HiddenInput()
        self.fields["time_zone"].choices = zone_choices(person.time_zone)

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("name_fr") and not cleaned.get("name_en"):
            self.add_error("name_fr", _("Give the program a name, in one language at least."))
        return cleaned


class ProgramTexts(BothLanguages):
    needed = NEEDED_TEXTS

    def __init__(self, *args, **kwargs):
        one_line = {"name", "member_word"}
        short = {"summary", "access_note"}
        self.pairs = {
            name: (
                str(Program._meta.get_field(name).verbose_name).capitalize(),
                HINTS[name],
                1 if name in one_line else 3 if name in short else 7,
            )
            for name in TEXT_FIELDS
        }
        super().__init__(*args, **kwargs)

    def longest(self, name):
        return Program._meta.get_field(name).max_length or super().longest(name)


class _Versioned(BothLanguages):
    """`version` is the one the words were written upon: a colleague's newer one is not overwritten."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    @property
    def texts(self) -> dict[str, str]:
        return {name: words.strip() for name, words in self.cleaned_data.items() if name != "version"}


class Rules(_Versioned):
    pairs = {"body": (_("Rules"), _("One rule per line. Each becomes a short card."), 14)}
    needed = ("body",)


class Consent(_Versioned):
    pairs = {
        "body": (_("Text"), _("What people agree to. One idea per line."), 7),
        "limits": (_("Its limits"), _("What you cannot promise. One limit per line."), 6),
    }
    needed = ("body",)


class Eligibility(CalmForm):
    min_age = forms.IntegerField(label=_("Youngest age"), min_value=0, max_value=120, required=False, widget=COUNTED)
    max_age = forms.IntegerField(label=_("Oldest age"), min_value=0, max_value=120, required=False, widget=COUNTED)
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken"), choices=Language.choices, widget=forms.CheckboxSelectMultiple
    )
    commitment_weeks = forms.IntegerField(
        label=_("Weeks people agree to come"), min_value=1, max_value=104, required=False, widget=COUNTED
    )
    referral_required = forms.BooleanField(label=_("A professional refers the person"), required=False)
    assessment_required = forms.BooleanField(label=_("We talk with the person once before"), required=False)
    topics = forms.MultipleChoiceField(
        label=_("What people have lived through"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, topics, **kwargs):
        super().__init__(*args, **kwargs)
        self.topics = {str(topic.pk): topic for topic in topics}
        if self.topics:
            self.fields["topics"].choices = [(key, topic.name) for key, topic in self.topics.items()]
        else:
            del self.fields["topics"]

    def clean(self):
        cleaned = super().clean()
        youngest, oldest = cleaned.get("min_age"), cleaned.get("max_age")
        if youngest is not None and oldest is not None and youngest > oldest:
            self.add_error("max_age", _("The youngest age is above the oldest age."))
        return cleaned

    def clean_topics(self):
        return [self.topics[key] for key in self.cleaned_data["topics"]]


class Practical(CalmForm):
    contact_name = forms.CharField(label=_("Who reads the requests"), max_length=80)
    contact_email = forms.EmailField(
        label=_("E-mail people can answer to"), required=False, help_text=_("Shown to people who have sent a request.")
    )
    promise_days = forms.IntegerField(
        label=_("Working days until you answer"),
        min_value=1,
        max_value=30,
        widget=COUNTED,
        help_text=_("People read this day on their screen. Promise what you can keep."),
    )
    formats = forms.MultipleChoiceField(
        label=_("What you offer"), choices=Format.choices, widget=forms.CheckboxSelectMultiple
    )
    models_offered = forms.MultipleChoiceField(
        label=_("How people help each other"), choices=SupportModel.choices, widget=forms.CheckboxSelectMultiple
    )
    modes = forms.MultipleChoiceField(
        label=_("How people meet"), choices=Mode.choices, widget=forms.CheckboxSelectMultiple
    )
    rhythm = forms.ChoiceField(label=_("How often"), choices=Rhythm.choices, widget=forms.RadioSelect)
    jurisdiction = forms.ChoiceField(
        label=_("Country or region"),
        choices=Jurisdiction.choices,
        help_text=_("Its help lines are shown on every page."),
    )
    time_zone = forms.ChoiceField(label=_("Whose clock the meetings follow"))
    is_public = forms.BooleanField(
        label=_("Show it on the public pages"),
        required=False,
        help_text=_("If not, visitors cannot find it and cannot ask to join by themselves."),
    )

    def __init__(self, *args, program, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].choices = zone_choices(program.time_zone)


class Publication(CalmForm):
    reason = forms.CharField(
        label=_("Why it opens all the same"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Kept with the program, for those who look back later."),
    )


class Nothing(CalmForm):
    """A page that only asks: shall it happen?"""
