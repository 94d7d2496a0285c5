"""Changing what one wrote, when the team has asked for it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.forms import TimesForm
from intake.questions import EVERY_SLOT
from mentoring.forms.applying import (
    SIGNS,
    hours_field,
    languages_field,
    offer_topics,
    sharing_field,
    topics_field,
    words_field,
)
from programs.forms import CalmForm


class RevisionForm(CalmForm):
    motivation = words_field(
        8,
        label=_("Why would you like to support others?"),
        error_messages=SIGNS | {"required": _("Write a few words.")},
    )
    experience = words_field(
        6, label=_("What have you lived yourself, as much as you want to say?"), required=False, error_messages=SIGNS
    )
    topics = topics_field()
    sharing = sharing_field()
    languages = languages_field(label=_("In which languages can you support somebody?"))
    times = forms.TypedMultipleChoiceField(
        label=_("When could you be there for others?"),
        choices=[(number, number) for number in EVERY_SLOT],
        coerce=int,
        required=False,
        error_messages={"invalid_choice": _("Choose from this list.")},
        widget=forms.CheckboxSelectMultiple,
    )
    hours_a_week = hours_field()
    body = forms.CharField(
        label=_("A word to the team"),
        max_length=2000,
        required=False,
        error_messages=SIGNS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, application, **kwargs):
        kwargs["initial"] = {
            "motivation": application.motivation,
            "experience": application.experience,
            "topics": [topic.pk for topic in application.topics.all()],
            "sharing": application.sharing,
            "languages": application.languages,
            "times": application.availability,
            "hours_a_week": application.hours_a_week,
        }
        super().__init__(*args, **kwargs)
        offer_topics(self, application.program)

    week = TimesForm.week  # the days with their parts, as rows of ticks

    def changes(self) -> dict:
        """Columns of the application."""
        kept = ("motivation", "experience", "sharing", "languages", "hours_a_week")
        return {name: self.cleaned_data[name] for name in kept} | {"availability": sorted(self.cleaned_data["times"])}
