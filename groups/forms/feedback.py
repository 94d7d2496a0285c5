"""Three questions after a session; each can be left out."""

from django import forms
from django.utils.translation import gettext_lazy as _

from programs.forms import CalmForm

SCALE = [
    ("1", _("Not at all")),
    ("2", _("A little")),
    ("3", _("Somewhat")),
    ("4", _("Quite a lot")),
    ("5", _("Very much")),
    ("", _("I prefer not to say")),
]


class ScaleField(forms.TypedChoiceField):
    """1 to 5, or None for a question that was left out."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs):
        super().__init__(choices=SCALE, coerce=int, empty_value=None, required=False, **kwargs)


class FeedbackForm(CalmForm):
    felt_heard = ScaleField(label=_("Did you feel heard?"))
    felt_safe = ScaleField(label=_("Did you feel safe?"))
    was_useful = ScaleField(label=_("Did it help you?"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.hide_optional = True
