"""How somebody could be reached, as it stands in a text: e-mail, phone, link, name on a social network. Pure.

A gentle filter: it asks, it never refuses. Numbers of help lines are no contact details.
"""

import re

LEAST_DIGITS = 8  # below it is a date, an hour, a help line or an address
TAKEN_OUT = "(…)"

EMAIL = r"[\w.+-]+\s?(?:@|\(at\)|\[at\]|\(arobase\)|\s+arobase\s+)\s?[\w-]+(?:\.[\w-]+)+"
LINK = (
    r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|fr|ca|info|io|me|be|ch|eu|qc\.ca|gg|ly)\b(?:/\S*)?"
)
HANDLE = (
    r"(?<![\w@])@[\w.]{3,}"
    r"|\b(?:insta(?:gram)?|snap(?:chat)?|tiktok|facebook|fb|discord|telegram|whatsapp|signal|skype)"
    r"\s?(?::|=|\bis\b|\best\b|c’est|c'est)\s?[\w.@#-]{3,}"
)
PHONE = r"(?<![\w-])(?:\+|\(|\b)\d(?:[\s.()/\u00a0\u202f-]{0,2}\d){7,14}(?!\w)"
ANY = re.compile("|".join(f"(?:{one})" for one in (EMAIL, LINK, HANDLE, PHONE)), re.IGNORECASE)
PLAIN_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?:\s.*)?")


def contact_details(text: str, *, help_numbers=()) -> list[str]:
    """Every piece of `text` that shows how to reach somebody, in its order. `help_numbers`: digits that are none."""
    known = {digits_of(number) for number in help_numbers}
    return [found.group() for found in ANY.finditer(text) if _counts(found.group(), known)]


def without_contact_details(text: str, *, help_numbers=()) -> str:
    known = {digits_of(number) for number in help_numbers}
    return ANY.sub(lambda found: TAKEN_OUT if _counts(found.group(), known) else found.group(), text)


def digits_of(number: str) -> str:
    return "".join(sign for sign in number if sign.isdigit())


def _counts(piece: str, known: set[str]) -> bool:
    if not re.fullmatch(r"[\d\s.()/+\u00a0\u202f-]+", piece):
        return True
    digits = digits_of(piece)
    return len(digits) >= LEAST_DIGITS and digits not in known and not PLAIN_DATE.fullmatch(piece.strip())
