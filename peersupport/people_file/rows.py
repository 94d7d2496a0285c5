"""One row of a list of people: what it means, and what is wrong with it, in words. Pure."""

import datetime
import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from peersupport.people_file.columns import ROLE_OF, word_key
from programs.models import Role

NAME_SIGNS, EMAIL_SIGNS, PHONE_SIGNS, NOTE_SIGNS = 60, 254, 32, 200  # as the person's columns
PHONE = re.compile(r"[+]?[\d\s().\-/]{7,}(?:(?:x|ext|poste)\.?\s*\d{1,6})?", re.IGNORECASE)
BETWEEN = re.compile(r"[;,|/]")
OLDEST = datetime.date(1900, 1, 1)


@dataclass(frozen=True)
class Words:
    """What a cell may say: key of a word → what is meant. `topic_names` are those of the program, to be told."""

    topics: dict[str, int]
    topic_names: list[str]
    spoken: dict[str, str]
    written: frozenset[str]
    usual_language: str


@dataclass
class Row:
    """`born` is compared and never kept."""

    number: int
    cells: list[str]
    name: str = ""
    email: str = ""
    phone: str = ""
    language: str = ""
    role: str = ""
    topics: list[int] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    note: str = ""
    born: datetime.date | None = None
    problems: list[str] = field(default_factory=list)


def read_row(number: int, cells: list[str], places: dict[str, int], words: Words, today: datetime.date) -> Row:
    """What this row says. Whatever is wrong stands in `problems`."""
    said = {name: cells[place] for name, place in places.items()}
    row = Row(number, cells)
    formulas = [name for name, cell in said.items() if cell.startswith("=")]
    if formulas:
        row.problems.append(_("A cell holds a formula. Write what it shows instead."))
        said |= dict.fromkeys(formulas, "")
    _who(row, said)
    _how_to_reach(row, said, bool(formulas))
    _as_what(row, said, words)
    _born(row, said, today)
    return row


def _who(row: Row, said: dict) -> None:
    row.name = " ".join(part for part in (said.get("first_name"), said.get("name")) if part)
    if not row.name:
        row.problems.append(_("The name is missing."))
    elif len(row.name) > NAME_SIGNS:
        row.problems.append(_("The name is longer than %(most)s signs.") % {"most": NAME_SIGNS})


def _how_to_reach(row: Row, said: dict, has_formulas: bool) -> None:
    email, row.phone, row.note = said.get("email", ""), said.get("phone", ""), said.get("note", "")
    row.email = email.lower()
    if email:
        try:
            validate_email(row.email)
        except ValidationError:
            row.problems.append(_("“%(email)s” is not an e-mail address.") % {"email": email})
        else:
            if len(row.email) > EMAIL_SIGNS:
                row.problems.append(_("The e-mail address is too long."))
    if row.phone and (len(row.phone) > PHONE_SIGNS or not PHONE.fullmatch(row.phone)):
        row.problems.append(_("“%(phone)s” is not a telephone number.") % {"phone": row.phone})
    if len(row.note) > NOTE_SIGNS:
        row.problems.append(_("The note is longer than %(most)s signs.") % {"most": NOTE_SIGNS})
    if not email and not row.phone and not has_formulas:
        row.problems.append(_("Write an e-mail address or a telephone number."))


def _as_what(row: Row, said: dict, words: Words) -> None:
    role = said.get("role", "")
    row.role = ROLE_OF.get(word_key(role), "")
    if not role:
        row.problems.append(_("The role is missing. Write participant, supporter or facilitator."))
    elif not row.role:
        row.problems.append(
            _("“%(role)s” is not a role of this list. Write participant, supporter or facilitator.") % {"role": role}
        )
    elif row.role != Role.PARTICIPANT and not said.get("email"):
        row.problems.append(_("Who supports or facilitates signs in: write an e-mail address."))
    row.language = words.usual_language
    if language := said.get("language"):
        row.language = words.spoken.get(word_key(language), "")
        if row.language not in words.written:
            row.problems.append(_("“%(language)s” is not French or English.") % {"language": language})
    for part in _parts(said.get("languages", "")):
        if code := words.spoken.get(word_key(part)):
            row.languages += [code] if code not in row.languages else []
        else:
            row.problems.append(_("We do not know the language “%(language)s”.") % {"language": part})
    for part in _parts(said.get("topics", "")):
        if topic := words.topics.get(word_key(part)):
            row.topics += [topic] if topic not in row.topics else []
        else:
            known = ", ".join(words.topic_names) or _("none")
            sentence = _("“%(topic)s” is not a topic of this program. Its topics: %(known)s.")
            row.problems.append(sentence % {"topic": part, "known": known})


def _born(row: Row, said: dict, today: datetime.date) -> None:
    if not (born := said.get("born")):
        return
    try:
        row.born = datetime.date.fromisoformat(born)
    except ValueError:
        row.problems.append(_("Write the birth date as 1984-02-29: year, month, day."))
        return
    if not OLDEST <= row.born <= today:
        row.born = None
        row.problems.append(_("This birth date cannot be right."))


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in BETWEEN.split(cell) if part.strip()]
