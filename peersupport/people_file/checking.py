"""Looking through a list of people before anybody is entered: nothing is written."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intake.languages import SPOKEN
from peersupport.people_file.columns import places_of, word_key
from peersupport.people_file.known import Alike, Here
from peersupport.people_file.rows import Row, Words, read_row
from peersupport.people_file.twice import mark_twice
from programs.likeness import name_key
from programs.models import Language, Program, Topic
from programs.spreadsheets import Unreadable, read_table

MOST_ROWS = 5_000
MOST_TO_DECIDE = 200  # more on one page nobody decides with care

NEW, SAME, THERE, DECIDE = "new", "same", "there", "decide"


@dataclass(frozen=True)
class Checked:
    """`entries` is empty as long as a row is wrong. Each is a dict as `bringing` reads it."""

    headings: list[str]
    unused: list[str]
    rows: list[Row]
    entries: list[dict]

    @property
    def wrong(self) -> list[Row]:
        return [row for row in self.rows if row.problems]

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(entry["verdict"] for entry in self.entries)
        facts = {verdict: found[verdict] for verdict in (NEW, SAME, THERE, DECIDE)}
        return facts | {"rows": len(self.rows), "wrong": len(self.wrong)}


def check_file(data: bytes, program: Program, *, today: datetime.date) -> Checked:
    """What is in the file, what is wrong with it, who is here already. Raises `Unreadable`."""
    table = read_table(data, most=MOST_ROWS)
    if not table.lines:
        raise Unreadable(_("This list has headings and nobody below them."), "empty")
    places, unused = places_of(table.headings)
    words = words_of(program)
    rows = [read_row(number, cells, places, words, today) for number, cells in table.lines]
    mark_twice(rows)
    if any(row.problems for row in rows):
        return Checked(table.headings, unused, rows, [])
    here = Here(program)
    entries = [entry_of(row, here) for row in rows]
    if sum(entry["verdict"] == DECIDE for entry in entries) > MOST_TO_DECIDE:
        sentence = ngettext(
            "More than %(most)s row may be somebody who is here already. Make several files.",
            "More than %(most)s rows may be people who are here already. Make several files.",
            MOST_TO_DECIDE,
        )
        raise Unreadable(sentence % {"most": MOST_TO_DECIDE}, "alike")
    return Checked(table.headings, unused, rows, entries)


def words_of(program: Program) -> Words:
    """The topics of this program by either name, the languages by their name in either language."""
    topics = list(program.topics.all())
    names = {"fr": "français; francais; french", "en": "anglais; english", "ar": "arabe; arabic"}
    names |= {"ht": "créole haïtien; créole; haitian creole", "es": "espagnol; spanish; español"}
    names |= {"pt": "portugais; portuguese", "zh": "chinois; chinese; mandarin"}
    spoken = {word_key(word): code for code in SPOKEN for word in [code, *names[code].split(";")]}
    return Words(
        topics={word_key(name): topic.pk for topic in topics for name in names_of(topic) if name},
        topic_names=[str(topic) for topic in topics],
        spoken=spoken,
        written=frozenset(Language.values),
        usual_language=next((code for code in program.languages if code in Language.values), Language.FRENCH),
    )


def names_of(topic: Topic) -> tuple[str | None, ...]:
    return topic.slug, topic.name_fr, topic.name_en


def entry_of(row: Row, here: Here) -> dict:
    """The row as it is kept until it is brought in: without its birth date."""
    found = here.alike(row)
    return {
        "row": row.number,
        "name": row.name,
        "email": row.email,
        "phone": row.phone,
        "language": row.language,
        "role": row.role,
        "topics": row.topics,
        "languages": row.languages,
        "note": row.note,
        "verdict": verdict_of(row, found),
        "alike": [
            {"id": one.known.public_id, "name": one.known.name, "reasons": one.reasons, "is_address": one.is_address}
            for one in found
        ],
        # Everybody with a sign in common, also those whom the birth date tells apart: later there must be nobody else.
        "seen": [known.public_id for known in here.everyone_like(row)],
    }


def verdict_of(row: Row, found: list[Alike]) -> str:
    """Who has this very address and name is the same person; any other likeness somebody has to look at."""
    if not found:
        return NEW
    first = found[0]
    if first.is_address:
        if row.role in first.known.roles:
            return THERE
        if name_key(row.name) == name_key(first.known.name) and first.known.roles:
            return SAME
    return DECIDE
