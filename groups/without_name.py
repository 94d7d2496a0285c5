"""Codes and lengths of reports without a name: pure functions, nothing of a request, a person or a clock.

A code is all that leads back to a report, and it is kept nowhere: `lookup_of` finds the row (only who knows the site's
key could make it from a code), a slow hash beside it proves the code. A body is padded before it is sealed, so that its
length tells nothing of what was written.
"""

import datetime
import secrets

from django.utils.crypto import salted_hmac

from programs.public_ids import ALPHABET

GROUPS, SIGNS = 6, 4  # 27 ** 24 codes: about 2 ** 114
LENGTHS = (2_048, 8_192, 32_768)  # bytes of a body before it is sealed
PAD = " "


class TooLong(ValueError):
    """More than the longest body holds."""


def new_code() -> str:
    """Six groups of four signs, easy to read aloud and to copy: "k7mt-…"."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(SIGNS)) for _ in range(GROUPS))


def normal(code: str) -> str:
    """The code as it is hashed: however somebody wrote its spaces, hyphens and capitals."""
    return "".join(sign for sign in code.lower() if sign.isalnum())


def lookup_of(code: str) -> str:
    """What finds the report of a code, 64 hexadecimal signs."""
    return salted_hmac("groups.without_name", normal(code), algorithm="sha256").hexdigest()


def padded(text: str) -> str:
    """`text` with spaces behind it, so that it has one of a few lengths in bytes. Raises `TooLong`."""
    size = len(text.encode())
    length = next((length for length in LENGTHS if size <= length), None)
    if length is None:
        raise TooLong
    return text + PAD * (length - size)


def week_of(day: datetime.date) -> datetime.date:
    """The Monday of its week: the only time that is kept."""
    return day - datetime.timedelta(days=day.weekday())
