"""Counts that cannot be subtracted from each other, of today or of two days. Pure.

Three rules. People come in whole groups of `small`, in the order in which they asked, so that a new number never stands
for one new person. A count is told as the span it lies in ("10 to 14"): "fewer than 5" holds zero too, and the highest
span holds everybody, so that what is left is not told either. And answers of which one person gives one are shown only
where the spans of the others leave room for every small count (`leave_room`).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _


def counted(people: int, small: int) -> int:
    """How many of `people`, oldest first, are counted: the newest wait for their group. None below two groups."""
    whole = _floor(people, small)
    return whole if whole >= 2 * small else 0


@dataclass(frozen=True)
class Span:
    """So many of `whole` people, as it may be shown; `whole` is what `counted` gave. `str(span)` are its words."""

    value: int
    small: int
    whole: int

    @property
    def is_few(self) -> bool:
        return self.value < self.small

    @property
    def is_most(self) -> bool:
        return self.small > 1 and self.value >= self.whole - self.small

    @property
    def low(self) -> int:
        return self.whole - self.small if self.is_most else _floor(self.value, self.small)

    @property
    def high(self) -> int:
        return self.whole if self.is_most else self.low + max(self.small, 1) - 1

    def __str__(self):
        if self.small <= 1:
            return number_format(self.value, use_l10n=True)
        if self.is_few:
            return _("fewer than %(n)s") % {"n": self.small}
        if self.is_most:
            return _("%(n)s or more") % {"n": self.low}
        return _("%(low)s to %(high)s") % {"low": self.low, "high": self.high}


def leave_room(spans: Iterable[Span]) -> bool:
    """Whether spans of which everybody is in one at most still let each small count be anything below `small`."""
    spans = list(spans)
    if not any(span.is_few for span in spans):
        return True
    few = next(span for span in spans if span.is_few)
    left = few.whole - sum(span.low for span in spans if not span.is_few)
    return left >= few.small - 1


def _floor(number: int, small: int) -> int:
    return number // max(small, 1) * max(small, 1)
