"""What is looked for in the library, and what the team writes for it."""

import datetime

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from groups.models import Resource, ResourceKind
from programs.bilingual_forms import BothLanguages
from programs.forms import CalmForm
from programs.models import Language

ONE_LINE, SHORT, LONG = 1, 3, 12  # rows of text
PHONE = RegexValidator(r"^[+0-9][0-9 ().+-]*$", _("Write the number with digits and spaces only."))


class SearchForm(CalmForm):
    """Posted, so that what somebody looks for stands in no address, no history and no log."""

    words = forms.CharField(
        label=_("Find by words"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "enterkeyhint": "search"}),
    )


class ResourceForm(BothLanguages):
    pairs = {
        "title": (_("Title"), "", ONE_LINE),
        "summary": (_("In one sentence"), _("It stands in the list, under the title."), SHORT),
        "body": (_("Text"), _("Short paragraphs. An empty line between them, - before each line of a list."), LONG),
    }
    needed = ("title",)

    kind = forms.ChoiceField(label=_("What is it?"), choices=ResourceKind.choices, widget=forms.RadioSelect)
    link = forms.URLField(
        label=_("Address of the page"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Only for a page elsewhere or a service."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    phone = forms.CharField(
        label=_("Phone"), max_length=40, required=False, validators=[PHONE],
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )  # fmt: skip
    topics = forms.MultipleChoiceField(label=_("What it is about"), required=False, widget=forms.CheckboxSelectMultiple)
    is_public = forms.BooleanField(
        label=_("Show it on the public page too"),
        required=False,
        help_text=_("Then anybody can read it without signing in."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, topics, **kwargs):
        super().__init__(*args, **kwargs)
        self.topics = {str(topic.pk): topic for topic in topics}
        self.fields["topics"].choices = [(key, topic.name) for key, topic in self.topics.items()]
        if not self.topics:
            del self.fields["topics"]

    def longest(self, name):
        return Resource._meta.get_field(name).max_length or super().longest(name)

    def clean_link(self):
        link = self.cleaned_data["link"]
        if link and not link.startswith(("https://", "http://")):
            raise forms.ValidationError(_("The address begins with https:// or http://."))
        return link

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == ResourceKind.LINK and not cleaned.get("link") and "link" not in self.errors:
            self.add_error("link", _("Add the address of the page."))
        for code in Language.values:
            told = cleaned.get(f"summary_{code}") or cleaned.get(f"body_{code}")
            if told and not cleaned.get(f"title_{code}"):
                self.add_error(f"title_{code}", _("Give it a title in this language."))
        return cleaned

    @property
    def facts(self) -> dict:
        """As the services take them."""
        facts = {name: value for name, value in self.cleaned_data.items() if name not in ("topics", "seen")}
        return facts | {"topics": [self.topics[key] for key in self.cleaned_data.get("topics", ())]}

    @property
    def seen_at(self) -> datetime.datetime | None:
        """When the words on the screen were written; None where the form was tampered with."""
        try:
            return datetime.datetime.fromisoformat(self.cleaned_data["seen"])
        except ValueError:
            return None


def written(resource: Resource) -> dict:
    """What the form begins with."""
    names = [field for field in ResourceForm.base_fields if field not in ("topics", "seen")]
    names += [f"{name}_{code}" for name in ResourceForm.pairs for code in Language.values]
    facts = {name: getattr(resource, name) for name in names}
    return facts | {
        "topics": [str(topic.pk) for topic in resource.topics.all()],
        "seen": resource.updated_on.isoformat(),
    }
