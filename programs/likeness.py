"""What two entries are compared by to see whether they may be one person: a name, a mailbox, a telephone. Pure."""

import re

FIGURES = 9  # the last ones of a telephone number: some write the country's, some do not
FEWEST_FIGURES = 7

# Letters with an accent, the letters they stand for, and what a name is compared without.
ACCENTED, PLAIN, LEFT_OUT = "àâäáãåçéèêëíìîïñóòôöõúùûüýÿ", "aaaaaaceeeeiiiinooooouuuuyy", " .'’_-"
AS_PLAIN = str.maketrans(ACCENTED, PLAIN, LEFT_OUT)


def name_key(name: str) -> str:
    """Without accents, capitals, spaces and hyphens."""
    return name.lower().translate(AS_PLAIN)


def phone_key(phone: str) -> str:
    """The last figures; empty when there are too few to tell anything."""
    figures = re.sub(r"\D", "", phone)[-FIGURES:]
    return figures if len(figures) >= FEWEST_FIGURES else ""


def mailbox_key(email: str) -> str:
    """Without dots and what follows a plus in front of the @; empty without an address."""
    mailbox, _at, domain = email.lower().partition("@")
    plain = mailbox.partition("+")[0].replace(".", "")
    return f"{plain}@{domain}" if plain and domain else ""
