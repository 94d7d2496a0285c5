"""Counts that could point to somebody are not shown: below a program's threshold there is only “fewer than 5”."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Count:
    """How many, as it may be shown. `str(count)` is a number or “fewer than 5”; zero counts as few, too."""

    value: int
    small: int

    @property
    def is_few(self) -> bool:
        return self.value < self.small

    @property
    def drawn(self) -> int:
        """The height of a bar: a small count is drawn as the largest number it may be."""
        return max(self.small - 1, 0) if self.is_few else self.value

    def __str__(self):
        return _("fewer than %(n)s") % {"n": self.small} if self.is_few else number_format(self.value, use_l10n=True)


def share(part: Count, whole: Count) -> int | None:
    """Whole per cent, or None where it would give a small count away: of the part or of what is left."""
    if part.is_few or whole.value == 0:
        return None
    return round(100 * part.value / whole.value)
