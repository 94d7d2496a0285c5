"""Numbers for those who wait, without their names."""

from string import ascii_uppercase

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from programs.forms import CalmForm


class RankSeekersForm(CalmForm):
    """One number for each of `cards`, or none. `chosen`: participations, the lowest number first."""

    def __init__(self, *args, cards, **kwargs):
        super().__init__(*args, **kwargs)
        self.cards = cards
        numbers = [("", _("No number")), *((str(number), str(number)) for number in range(1, len(cards) + 1))]
        for letter, card in zip(ascii_uppercase, cards, strict=False):
            self.fields[card.key] = forms.ChoiceField(
                label=_("Number for person %(letter)s") % {"letter": letter},
                choices=numbers,
                required=False,
                initial=str(card.rank or ""),
                error_messages={"invalid_choice": _("Choose again.")},
            )

    def clean(self):
        numbers = [number for number in self.cleaned_data.values() if number]
        if len(set(numbers)) < len(numbers):
            raise ValidationError(_("Give each number only once."))
        return super().clean()

    @property
    def rows(self) -> list[tuple]:
        """(letter, card, its field)"""
        return [(letter, card, self[card.key]) for letter, card in zip(ascii_uppercase, self.cards, strict=False)]

    @property
    def chosen(self) -> list:
        ranked = [(int(self.cleaned_data[card.key]), card) for card in self.cards if self.cleaned_data.get(card.key)]
        return [card.participation for _number, card in sorted(ranked, key=lambda line: line[0])]
