"""What people who wait need, against what is offered: where somebody has to be looked for. Pure.

A count of people below the program's threshold is never shown, nor anything it could be told from: of few people
neither the number nor the difference is said.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

NAMED = 3  # in a sentence


@dataclass(frozen=True)
class Gap:
    """One line of the board: `needed` people who wait, `offered` free places with who is ready for them."""

    name: str
    needed: int
    offered: int
    small: int

    @property
    def is_few(self) -> bool:
        return self.needed < self.small

    @property
    def missing(self) -> int:
        """How many places are missing; 0 where there are enough, or where so few wait that they could be told."""
        return 0 if self.is_few else max(0, self.needed - self.offered)

    @property
    def needed_words(self) -> str:
        if self.is_few:
            return _("fewer than %(n)s") % {"n": self.small}
        return number_format(self.needed, use_l10n=True)

    @property
    def missing_words(self) -> str:
        if self.is_few:
            return "–"
        return number_format(self.missing, use_l10n=True) if self.missing else _("enough")


@dataclass(frozen=True)
class Board:
    """`waiting` people without a group or a pair; lines in the order in which they matter."""

    waiting: int
    small: int
    ready_peers: int
    topics: list[Gap] = field(default_factory=list)
    languages: list[Gap] = field(default_factory=list)
    times: list[Gap] = field(default_factory=list)
    formats: list[Gap] = field(default_factory=list)

    @property
    def is_few(self) -> bool:
        return self.waiting < self.small

    @property
    def parts(self) -> list[tuple[str, str, list[Gap]]]:
        """(title, heading of the first column, lines), as tables below each other."""
        parts = [
            (_("Topics"), _("Topic"), self.topics),
            (_("Languages"), _("Language"), self.languages),
            (_("Times"), _("Time"), self.times),
            (_("Formats"), _("Format"), self.formats),
        ]
        return [part for part in parts if part[2]]

    @property
    def sentences(self) -> list[str]:
        """What to look for, the largest gap first; one sentence a subject."""
        if self.is_few:
            return [_("So few people wait that numbers would point to somebody.")]
        found = [
            (_("Look for peers who have lived: %(names)s."), self.topics),
            (_("Look for peers who speak: %(names)s."), self.languages),
            (_("Look for peers who are free: %(names)s."), self.times),
        ]
        said = [words % {"names": ", ".join(_largest(gaps))} for words, gaps in found if _largest(gaps)]
        return said or [_("What is offered is enough for those who wait now.")]


def _largest(gaps: Iterable[Gap]) -> list[str]:
    """The names of the largest gaps, each with how many places are missing."""
    missing = sorted((gap for gap in gaps if gap.missing), key=lambda gap: -gap.missing)
    return [
        ngettext("%(name)s (%(n)s place)", "%(name)s (%(n)s places)", gap.missing)
        % {"name": gap.name, "n": gap.missing}
        for gap in missing[:NAMED]
    ]


def in_order(gaps: Iterable[Gap], *, hide_few: bool = False) -> list[Gap]:
    """The largest gap first; with `hide_few` a line that would lead to few people is not there at all."""
    kept = [gap for gap in gaps if not (hide_few and gap.is_few)]
    return sorted(kept, key=lambda gap: (-gap.missing, 0 if gap.is_few else -gap.needed))
