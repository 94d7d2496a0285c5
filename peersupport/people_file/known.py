"""Who is in the program already, and who of a list may be one of them, by which sign. One statement."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from peersupport.people_file.rows import Row
from programs.likeness import mailbox_key, name_key, phone_key
from programs.models import Program

# Only people of this very program: that somebody is in another one is nobody's business here.
PEOPLE = """
WITH people AS (
    SELECT person_id AS id FROM programs_participation WHERE program_id = %(program)s
    UNION
    SELECT person_id FROM intake_assessment WHERE program_id = %(program)s AND person_id IS NOT NULL
)
SELECT person.id, person.public_id, person.display_name, person.legal_name, coalesce(person.email, ''), person.phone,
    ARRAY(SELECT held.role::text FROM programs_participation held
          WHERE held.person_id = person.id AND held.program_id = %(program)s AND held.state <> 'left'),
    EXISTS(SELECT FROM programs_participation past
           WHERE past.person_id = person.id AND past.program_id = %(program)s AND past.state = 'left'),
    asked.age, asked.at
FROM programs_person person JOIN people USING (id)
LEFT JOIN LATERAL (
    SELECT (answers ->> 'age')::numeric AS age, coalesce(submitted_at, now()) AS at FROM intake_assessment
    WHERE person_id = person.id AND program_id = %(program)s AND jsonb_typeof(answers -> 'age') = 'number'
    ORDER BY submitted_at DESC NULLS LAST LIMIT 1
) asked ON true
WHERE person.display_name <> ''
"""


@dataclass(frozen=True)
class Known:
    """`age` is what they said of themselves at the moment `at`."""

    id: int
    public_id: str
    name: str
    legal_name: str
    email: str
    phone: str
    roles: list[str]
    has_left: bool
    age: int | None
    at: datetime.datetime | None

    def signs(self) -> set[tuple[str, str]]:
        """What a row is looked up by."""
        names = {("name", name_key(name)) for name in (self.name, self.legal_name) if len(name.split()) > 1 or self.age}
        found = {("mailbox", mailbox_key(self.email)), ("phone", phone_key(self.phone)), *names}
        return {key for key in found if key[1]}

    def fits_birth(self, born: datetime.date | None) -> bool | None:
        """Whether the age they gave is that of somebody born on this day; None: it cannot be told."""
        if born is None or self.age is None:
            return None
        day = self.at.date()
        return int(self.age) == day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@dataclass(frozen=True)
class Alike:
    """Somebody known who may be the person of a row, and why we think so."""

    known: Known
    is_address: bool
    reasons: list[str]


class Here:
    """Everybody of one program, to be asked row by row without asking the database again."""

    def __init__(self, program: Program):
        with connection.cursor() as cursor:
            cursor.execute(PEOPLE, {"program": program.pk})
            everybody = [Known(*line) for line in cursor.fetchall()]
        self.by_id = {known.public_id: known for known in everybody}
        self.by_key: dict[tuple[str, str], list[Known]] = defaultdict(list)
        for known in everybody:
            for key in known.signs():
                self.by_key[key].append(known)

    def everyone_like(self, row: Row) -> list[Known]:
        """Whoever has one sign in common, whatever the birth date says."""
        keys = [("mailbox", mailbox_key(row.email)), ("phone", phone_key(row.phone)), ("name", name_key(row.name))]
        found = {known.id: known for key in keys if key[1] for known in self.by_key.get(key, ())}
        return sorted(found.values(), key=lambda known: known.id)

    def alike(self, row: Row) -> list[Alike]:
        """The surest first. A name alone tells something when it has two words, or when the birth date fits."""
        found = [one for known in self.everyone_like(row) if (one := _compared(row, known))]
        return sorted(found, key=lambda one: (not one.is_address, -len(one.reasons), one.known.id))


def _compared(row: Row, known: Known) -> Alike | None:
    is_address = bool(row.email) and row.email == known.email
    same_name = name_key(row.name) in {name_key(known.name), name_key(known.legal_name)}
    fits = known.fits_birth(row.born)
    mailbox, phone = mailbox_key(row.email), phone_key(row.phone)
    nearly = bool(mailbox) and mailbox == mailbox_key(known.email)
    same_phone = bool(phone) and phone == phone_key(known.phone)
    tells = same_name and (fits or (fits is None and len(row.name.split()) > 1))
    if not (nearly or same_phone or tells):
        return None
    signs = [
        (is_address, _("The same e-mail address")),
        (nearly and not is_address, _("Nearly the same e-mail address")),
        (same_phone, _("The same telephone number")),
        (same_name, _("The same name")),
        (not same_name, _("Another name")),
        (fits, _("The birth date fits the age")),
        (known.has_left and not known.roles, _("Was here before, and left")),
    ]
    return Alike(known, is_address, [words for is_so, words in signs if is_so])
