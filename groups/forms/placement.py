"""Deciding by hand where somebody comes, and where not."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from programs.forms import CalmForm


class ChooseGroupForm(CalmForm):
    """`rooms` are the groups, each with `free`: the places the draft leaves there."""

    group = forms.ChoiceField(
        label=_("Which group?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a group."), "invalid_choice": _("Choose one of these groups.")},
    )

    def __init__(self, *args, rooms, **kwargs):
        super().__init__(*args, **kwargs)
        self.rooms = {room.public_id: room for room in rooms}
        self.fields["group"].choices = [(room.public_id, f"{room.name} · {places(room.free)}") for room in rooms]

    @property
    def room(self):
        return self.rooms[self.cleaned_data["group"]]


class KeepOutForm(CalmForm):
    why = forms.CharField(
        label=_("Why not? For the team only."),
        help_text=_("It is remembered, so that the next placement does not try it again."),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def places(free: int) -> str:
    if not free:
        return str(_("no free place"))
    return ngettext("%(n)s free place", "%(n)s free places", free) % {"n": free}
