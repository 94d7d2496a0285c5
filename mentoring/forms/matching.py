"""How pairs are looked for, and deciding by hand who is together and who is not."""

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.forms.placement import places
from mentoring.match_words import way_words
from mentoring.models import Aim, Method
from programs.forms import CalmForm

# Each way as the page offers it → method and aim.
WAY = {
    "most": {"method": Method.BEST, "aim": Aim.MOST},
    "total": {"method": Method.BEST, "aim": Aim.TOTAL},
    "stable": {"method": Method.STABLE, "aim": Aim.MOST},
}


class WayForm(CalmForm):
    way = forms.ChoiceField(
        label=_("What counts most?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["way"].choices = [(name, way_words(name)) for name in WAY]

    @property
    def how(self) -> dict:
        return WAY[self.cleaned_data["way"]]


class ChoosePeerForm(CalmForm):
    """`peers` are those who are ready, each with `free` places."""

    peer = forms.ChoiceField(
        label=_("Which peer?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a peer."), "invalid_choice": _("Choose one of these peers.")},
    )

    def __init__(self, *args, peers, **kwargs):
        super().__init__(*args, **kwargs)
        self.peers = {peer.public_id: peer for peer in peers}
        self.fields["peer"].choices = [(peer.public_id, f"{peer} · {places(peer.free)}") for peer in peers]

    @property
    def chosen(self):
        return self.peers[self.cleaned_data["peer"]]


class NotTheseTwoForm(CalmForm):
    why = forms.CharField(
        label=_("Why not? For the team only."),
        help_text=_("It is remembered, so that these two are not suggested again."),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
