"""What a program watches for, and how long kept copies stay."""

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.models import CommunityRules
from groups.services.community.watch_terms import LONGEST
from programs.forms import CalmForm, ProgramModelForm
from programs.models import Grade

OFF = "off"


class WordForm(CalmForm):
    words = forms.CharField(
        label=_("Word or phrase"),
        help_text=_("Whole words only. Accents and capital letters do not matter."),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Write a word or a short phrase."),
            "max_length": _("Use at most %(limit_value)d signs; there are %(show_value)d now."),
        },
    )
    grade = forms.ChoiceField(
        label=_("How soon does somebody look?"),
        choices=Grade.choices,
        initial=Grade.SAME_DAY,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how soon.")},
    )


class GradeForm(CalmForm):
    """Of words that are on the list already."""

    grade = forms.ChoiceField(
        label=_("How soon does somebody look?"),
        choices=[*Grade.choices, (OFF, _("Nobody watches for it"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how soon.")},
    )

    @property
    def chosen(self) -> Grade | None:
        grade = self.cleaned_data["grade"]
        return None if grade == OFF else Grade(grade)


class KeepingForm(ProgramModelForm):
    class Meta:
        model = CommunityRules
        fields = ("archive_days", "destroy_days")
