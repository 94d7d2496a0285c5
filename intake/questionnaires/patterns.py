"""Regular expressions from strangers: used only where matching them cannot take for ever.

Python's engine tries every way, so a pattern like (a+)+ can keep a server busy for hours. Allowed is what is certainly
quick on a short text: no repeated group with a choice inside, and few enough ways to go all in all.
"""

import re
import warnings
from functools import lru_cache
from typing import Any

LONGEST_PATTERN = 300
LONGEST_TEXT = 200  # an answer to a question with a pattern; longer ones do not match
MOST_WAYS = LONGEST_TEXT**3
# Escaped characters, classes, and what matters outside them.
PIECES = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{\d*,?\d*\}|[()|*+?]|.", re.DOTALL)


@lru_cache(maxsize=500)
def compiled(pattern: str) -> re.Pattern | None:
    if len(pattern) > LONGEST_PATTERN or not is_quick(pattern):
        return None
    try:
        with warnings.catch_warnings(action="ignore", category=FutureWarning):  # of a syntax that may come
            return re.compile(pattern)
    except (re.error, OverflowError, RecursionError, ValueError):
        return None


def safe_pattern(pattern: Any) -> re.Pattern | None:
    """The pattern made ready, or None when it is none, is wrong, or could be slow."""
    return compiled(pattern) if isinstance(pattern, str) else None


def matches(pattern: Any, text: str) -> bool:
    """Whether the whole text is as the pattern wants; a pattern that is not safe lets everything through."""
    ready = safe_pattern(pattern)
    return ready is None or (len(text) <= LONGEST_TEXT and ready.fullmatch(text) is not None)


def is_quick(pattern: str) -> bool:
    pieces = PIECES.findall(pattern)
    opened: list[bool] = []  # for each open group: is there more than one way through it?
    ways, closed = 1, False  # closed: the group that just ended has more than one way
    for place, piece in enumerate(pieces):
        ended, closed = closed, False
        before = pieces[place - 1] if place else ""
        if piece == "(":
            opened.append(False)
        elif piece == ")":
            if not opened:
                return False
            closed = opened.pop()
            opened[-1:] = [opened[-1] or closed] if opened else []
        elif is_repetition(piece) and not is_repetition(before) and before != "(":  # else lazy, or the start of (?:
            if ended and piece != "?":
                return False
            closed = ended
            ways *= ways_of(piece)
            opened[-1:] = [opened[-1] or ways_of(piece) > 1] if opened else []
        elif piece == "|":
            ways *= 2
            opened[-1:] = [True] if opened else []
    return ways <= MOST_WAYS


def is_repetition(piece: str) -> bool:
    return piece in ("*", "+", "?") or (piece.startswith("{") and len(piece) > 1)


def ways_of(piece: str) -> int:
    """How many lengths a repetition can have."""
    if piece in ("*", "+"):
        return LONGEST_TEXT
    if piece == "?":
        return 2
    least, comma, most = piece.strip("{}").partition(",")
    if comma and not most:
        return LONGEST_TEXT
    return max(min(int(most or 0), LONGEST_TEXT) - int(least or 0) + 1, 1) if comma else 1
