"""The one question that is ours on the first page of a survey."""

from django import forms
from django.utils.translation import gettext_lazy as _

from programs.forms import CalmForm
from programs.models import ConsentText


class ResearchForm(CalmForm):
    """Opt-in: nothing is chosen beforehand, and no answer is no. `shown` is the text that was read.

    `agrees`: True, False, or None when nothing was chosen or the text has been renewed meanwhile.
    """

    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    research = forms.ChoiceField(
        label=_("May your answers help to evaluate the program?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        required=False,
        widget=forms.RadioSelect,
        help_text=_("You can change your mind at any time, in “My choices”."),
    )

    def __init__(self, *args, text: ConsentText, **kwargs):
        super().__init__(*args, initial={"shown": text.pk}, **kwargs)
        self.text = text

    @property
    def agrees(self) -> bool | None:
        if self.cleaned_data["shown"] != str(self.text.pk):
            return None
        return {"yes": True, "no": False}.get(self.cleaned_data["research"])
