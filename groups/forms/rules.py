"""The rules of one group, one on each line."""

from django import forms
from django.utils.translation import gettext_lazy as _


class GroupRulesForm(forms.Form):
    use_required_attribute = False
    body = forms.CharField(
        label=_("Rules of this group"),
        help_text=_("One rule on each line, in the group’s language. They come on top of the program’s rules."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(self, *args, participation=None, **kwargs):
        super().__init__(*args, **kwargs)
