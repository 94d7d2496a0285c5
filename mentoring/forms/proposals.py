"""Choosing peers in an order."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from programs.forms import CalmForm

LABELS = {"first": _("Whom would you like best?"), "second": _("And then?"), "third": _("And after that?")}


class RankPeersForm(CalmForm):
    """`cards` are the peers to choose from. `chosen`: supporters in the order of the wish."""

    def __init__(self, *args, cards, **kwargs):
        super().__init__(*args, **kwargs)
        self.supporters = {card.supporter.public_id: card.supporter for card in cards}
        people = [(key, str(supporter)) for key, supporter in self.supporters.items()]
        for place, (name, label) in enumerate(LABELS.items()):
            self.fields[name] = forms.ChoiceField(
                label=label,
                choices=[("", _("Choose")) if place == 0 else ("", _("Nobody else")), *people],
                required=place == 0,
                error_messages={"required": _("Choose at least one person."), "invalid_choice": _("Choose again.")},
            )

    def clean(self):
        keys = self._keys()
        if len(set(keys)) < len(keys):
            raise ValidationError(_("Choose each person only once."))
        return super().clean()

    def _keys(self) -> list[str]:
        return [self.cleaned_data[name] for name in LABELS if self.cleaned_data.get(name)]

    @property
    def chosen(self) -> list:
        return [self.supporters[key] for key in self._keys()]
