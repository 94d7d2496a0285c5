"""Who else would help: the fewest peers to look for so that those without anybody would have somebody.

Each line says a language and a part of the week, "two who speak Spanish, on Tuesday evening". Found greedily: what
would help most people first.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from programs.masks import bits_in

ANY_TIME = -1


@dataclass(frozen=True)
class Wanted:
    """`peers` more who speak `language` (a bit) and can at `slot` (a bit, or ANY_TIME) would take on `people`."""

    language: int
    slot: int
    people: int
    peers: int


def wanted_peers(languages: Sequence[int], slots: Sequence[int], *, each: int) -> list[Wanted]:
    """For those without anybody, given as masks of what they speak and when they can (0: has not said).

    `each`: how many people one new peer would take on. Of equals the lowest language, then the earliest slot, is taken.
    """
    people = zip(languages, slots, strict=True)
    left = [(bits_in(int(spoken)), bits_in(int(free)) or [ANY_TIME]) for spoken, free in people if spoken]
    lines = []
    while left:
        tally = Counter((language, slot) for spoken, free in left for language in spoken for slot in free)
        (language, slot), _count = min(tally.items(), key=lambda line: (-line[1], line[0][0], line[0][1]))
        # Who has not said when they can is helped by anybody who speaks their language.
        still = [(spoken, free) for spoken, free in left if language not in spoken or not {slot, ANY_TIME} & {*free}]
        helped = len(left) - len(still)
        lines.append(Wanted(language, slot, helped, -(-helped // each)))
        left = still
    return lines
