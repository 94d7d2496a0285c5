"""What is asked when a questionnaire comes in as a file, and when answers leave as one."""

from pathlib import PurePath

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from intake.questionnaires.files import ENDINGS, LARGEST
from programs.forms import CalmForm

CHOOSE = _("Choose a file that ends in .json or .xlsx.")


class QuestionnaireFileForm(CalmForm):
    file = forms.FileField(
        label=_("The file"),
        help_text=_("It ends in .json (FHIR R4) or in .xlsx (XLSForm). 5 MB at most."),
        error_messages={
            "required": CHOOSE,
            "invalid": CHOOSE,
            "missing": CHOOSE,
            "empty": _("This file is empty. Choose another one."),
            "max_length": _("The name of this file is too long. Make it shorter."),
        },
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )
    name = forms.CharField(
        label=_("Name for your team"),
        help_text=_("Leave it empty to take the title that stands in the file."),
        max_length=160,
        required=False,
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if PurePath(file.name).suffix.lower() not in ENDINGS:
            raise ValidationError(CHOOSE)
        if file.size > LARGEST:
            raise ValidationError(_("This file is larger than 5 MB. Choose a smaller one."))
        return file


class AnswersForm(CalmForm):
    whose = forms.ChoiceField(
        label=_("Whose answers?"),
        choices=[("agreed", _("Of people who agreed to evaluation")), ("all", _("Of everybody"))],
        widget=forms.RadioSelect,
    )
    texts = forms.BooleanField(
        label=_("With the texts and dates that people wrote"),
        help_text=_("They may hold names. Leave this off when the file goes to others."),
        required=False,
    )
