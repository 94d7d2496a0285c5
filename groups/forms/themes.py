"""One line for the theme of each meeting to come."""

from collections.abc import Iterable

from django import forms

from groups.models import Meeting
from programs.dates import moment_words
from programs.forms import CalmForm


class ThemesForm(CalmForm):
    def __init__(self, *args, meetings: Iterable[Meeting], **kwargs):
        super().__init__(*args, **kwargs)
        for meeting in meetings:
            words = moment_words(meeting.local_start)
            self.fields[meeting.public_id] = forms.CharField(
                label=words[:1].upper() + words[1:], max_length=120, required=False, initial=meeting.theme
            )
        self.helper.hide_optional = True

    @property
    def themes(self) -> dict[str, str]:
        return dict(self.cleaned_data)
